"""Rows of relay courses for tests, as the database takes them; `relaying` makes them as staff do."""

from datetime import date, datetime, time

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from classrooms.models import (
    ClassTour,
    Receipt,
    RelayCourse,
    RelayLesson,
    RelayReceiver,
    RelaySlot,
    SpotCheck,
)
from tests.factories.accounts import district
from tests.factories.schools import SubjectFactory, TeacherFactory, TeachingGroupFactory, TermFactory


def moment(day, clock):
    return timezone.make_aware(datetime.combine(day, clock))


class RelayCourseFactory(DjangoModelFactory):
    """A running course of grade 3 music in the term of 2026—2027."""

    class Meta:
        model = RelayCourse

    status = RelayCourse.Status.RUNNING
    term = factory.SubFactory(TermFactory)
    subject = factory.SubFactory(SubjectFactory)
    grades = factory.LazyFunction(lambda: [3])
    organiser = factory.LazyFunction(district)
    presenter = factory.SubFactory(TeacherFactory)
    school = factory.SelfAttribute("presenter.school")


class RelaySlotFactory(DjangoModelFactory):
    class Meta:
        model = RelaySlot

    course = factory.SubFactory(RelayCourseFactory)
    weekday = 2
    period_no = 3


class RelayReceiverFactory(DjangoModelFactory):
    class Meta:
        model = RelayReceiver

    group = factory.SubFactory(TeachingGroupFactory)
    course = factory.SubFactory(RelayCourseFactory)


class RelayLessonFactory(DjangoModelFactory):
    """Tuesday 24 November 2026, period 3 from 10:25 to 11:05."""

    class Meta:
        model = RelayLesson

    course = factory.SubFactory(RelayCourseFactory)
    date = date(2026, 11, 24)
    due_on = factory.SelfAttribute("date")
    period_no = 3
    starts_at = factory.LazyAttribute(lambda lesson: moment(lesson.date, time(10, 25)))
    ends_at = factory.LazyAttribute(lambda lesson: moment(lesson.date, time(11, 5)))
    presenter = factory.SelfAttribute("course.presenter")


class ReceiptFactory(DjangoModelFactory):
    class Meta:
        model = Receipt

    lesson = factory.SubFactory(RelayLessonFactory)
    group = factory.SubFactory(TeachingGroupFactory)
    receiver = factory.LazyAttribute(
        lambda receipt: RelayReceiverFactory(course=receipt.lesson.course, group=receipt.group)
    )
    date = factory.SelfAttribute("lesson.date")
    period_no = factory.SelfAttribute("lesson.period_no")


class SpotCheckFactory(DjangoModelFactory):
    class Meta:
        model = SpotCheck

    group = factory.SubFactory(TeachingGroupFactory)
    planned = factory.SubFactory(SubjectFactory)
    seen = factory.SelfAttribute("planned")
    period_no = 2


class ClassTourFactory(DjangoModelFactory):
    class Meta:
        model = ClassTour

    lesson = factory.SubFactory(RelayLessonFactory)
