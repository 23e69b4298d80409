"""Rows of news for tests."""

import factory
from factory.django import DjangoModelFactory

from news.models import Article, Column, Report, ReportEntry, Section
from tests.factories.accounts import district


class ColumnFactory(DjangoModelFactory):
    class Meta:
        model = Column
        django_get_or_create = ["slug"]

    slug = "jituan"
    name = "集团动态"


class ArticleFactory(DjangoModelFactory):
    """An article with one section; `text=""` leaves it without any."""

    class Meta:
        model = Article
        skip_postgeneration_save = True

    unit = factory.LazyFunction(district)
    column = factory.SubFactory(ColumnFactory)
    slug = factory.Sequence(lambda n: f"article-{n}")
    title = factory.Sequence(lambda n: f"第{n}篇稿件")

    @factory.post_generation
    def text(self, create, extracted, **kwargs):
        if extracted != "":
            Section.objects.create(parent=self, ordering=10, text=extracted or "<p>山那边也是邻居。</p>")


class ReportFactory(DjangoModelFactory):
    """A report of as many articles as `articles` says, the first being the lead."""

    class Meta:
        model = Report
        skip_postgeneration_save = True

    unit = factory.LazyFunction(district)
    slug = factory.Sequence(lambda n: f"report-{n}")
    title = factory.Sequence(lambda n: f"第{n}组报道")

    @factory.post_generation
    def articles(self, create, extracted=0, **kwargs):
        for place in range(extracted or 0):
            weight = ReportEntry.Weight.MINOR if place else ReportEntry.Weight.LEAD
            ReportEntry.objects.create(report=self, article=ArticleFactory(), weight=weight, order=place)
