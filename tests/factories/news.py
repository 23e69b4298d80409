"""Rows of news for tests."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from news.models import (
    Activity,
    ActivityPicture,
    Article,
    Column,
    Correction,
    Report,
    ReportEntry,
    Review,
    Section,
)
from tests.factories.accounts import an_hour_ago, district
from tests.factories.pictures import PictureFactory


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


class ActivityFactory(DjangoModelFactory):
    """An activity that readers see, beginning in an hour; `visible_from=None` is a draft."""

    class Meta:
        model = Activity

    unit = factory.LazyFunction(district)
    kind = Activity.Kind.OPEN_DAY
    title = factory.Sequence(lambda n: f"第{n}场活动")
    place = "操场"
    audience = "谁都可以来"
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(hours=1))
    ends_at = factory.LazyAttribute(lambda activity: activity.starts_at + timedelta(hours=2))
    visible_from = factory.LazyFunction(an_hour_ago)


class ActivityPictureFactory(DjangoModelFactory):
    class Meta:
        model = ActivityPicture

    activity = factory.SubFactory(ActivityFactory)
    picture = factory.SubFactory(PictureFactory)


class ReviewFactory(DjangoModelFactory):
    """A review at its first step, without the steps: `tests.reviewing_kit.submitted` opens a whole one."""

    class Meta:
        model = Review

    unit = factory.LazyFunction(district)
    article = factory.SubFactory(ArticleFactory, unit=factory.SelfAttribute("..unit"))
    title = "送审的稿件"


class CorrectionFactory(DjangoModelFactory):
    class Meta:
        model = Correction

    unit = factory.LazyFunction(district)
    path = "/news/article/"
    title = "有错的稿"
    text = "第二段的年份写错了"
