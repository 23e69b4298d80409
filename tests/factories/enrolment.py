"""Rows of enrolment for tests."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from enrolment.models import (
    Catchment,
    CatchmentEntry,
    Enquiry,
    EnrolmentPlan,
    EnrolmentStep,
    Faq,
    Guide,
    PriorityRule,
)
from tests.factories.accounts import an_hour_ago, district
from tests.factories.schools import SchoolFactory, SchoolYearFactory


class CatchmentFactory(DjangoModelFactory):
    class Meta:
        model = Catchment

    school_year = factory.SubFactory(SchoolYearFactory)
    school = factory.SubFactory(SchoolFactory)
    source = "示例"
    visible_from = factory.LazyFunction(an_hour_ago)


class PriorityRuleFactory(DjangoModelFactory):
    class Meta:
        model = PriorityRule

    school_year = factory.SubFactory(SchoolYearFactory)
    order = factory.Sequence(lambda n: n + 1)
    name = "三对口"
    meaning = "户籍、房产和实际居住一致。"
    source = "示例"
    visible_from = factory.LazyFunction(an_hour_ago)


class CatchmentEntryFactory(DjangoModelFactory):
    class Meta:
        model = CatchmentEntry

    catchment = factory.SubFactory(CatchmentFactory)
    kind = CatchmentEntry.Kind.VILLAGE
    name = factory.Sequence(lambda n: f"示例村{n}")


class EnrolmentPlanFactory(DjangoModelFactory):
    class Meta:
        model = EnrolmentPlan

    school_year = factory.SubFactory(SchoolYearFactory)
    school = factory.SubFactory(SchoolFactory)
    classes = 2
    places = 90
    source = "示例"
    visible_from = factory.LazyFunction(an_hour_ago)


class EnrolmentStepFactory(DjangoModelFactory):
    """A step of one day, in a month."""

    class Meta:
        model = EnrolmentStep

    school_year = factory.SubFactory(SchoolYearFactory)
    title = "登记"
    starts_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    ends_on = factory.SelfAttribute("starts_on")
    source = "示例"
    visible_from = factory.LazyFunction(an_hour_ago)


class GuideFactory(DjangoModelFactory):
    """A guide in its time."""

    class Meta:
        model = Guide

    case = Guide.Case.SICHUAN
    steps = factory.LazyFunction(lambda: ["先问学校有没有学位", "报到"])
    papers = factory.LazyFunction(lambda: ["户口簿"])
    valid_from = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))
    valid_until = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    source = "示例"
    visible_from = factory.LazyFunction(an_hour_ago)


class EnquiryFactory(DjangoModelFactory):
    """Asked of the district today, due in a week."""

    class Meta:
        model = Enquiry

    unit = factory.LazyFunction(district)
    topic = Enquiry.Topic.ENROL
    question = "报名要带哪些材料？"
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=7))

    class Params:
        answered = factory.Trait(answer="户口簿。", answered_at=factory.LazyFunction(timezone.now))


class FaqFactory(DjangoModelFactory):
    class Meta:
        model = Faq

    unit = factory.LazyFunction(district)
    topic = Enquiry.Topic.ENROL
    question = factory.Sequence(lambda n: f"第{n}个问题怎么办？")
    answer = "打学校电话。"
    visible_from = factory.LazyFunction(an_hour_ago)
