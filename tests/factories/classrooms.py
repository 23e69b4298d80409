"""Rows of classrooms for tests."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from classrooms import booking
from classrooms.models import Classroom, ClassroomPage, Cover, Session
from tests.factories.accounts import an_hour_ago, district
from tests.factories.schools import LessonFactory, TeacherFactory


class ClassroomPageFactory(DjangoModelFactory):
    class Meta:
        model = ClassroomPage

    classroom = Classroom.MASTER
    here = "骨干教师先上一课。"
    source = "公开报道"


class SessionFactory(DjangoModelFactory):
    """A published session in three days, open for registration since an hour ago."""

    class Meta:
        model = Session

    classroom = Classroom.MASTER
    stage = Session.Stage.REVIEW
    title = factory.Sequence(lambda n: f"结对评课{n}")
    organiser = factory.LazyFunction(district)
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=3))
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + timedelta(hours=2))
    opens_at = factory.LazyFunction(an_hour_ago)
    closes_at = factory.LazyAttribute(lambda session: session.starts_at - timedelta(hours=1))
    capacity = 2
    visible_from = factory.LazyFunction(an_hour_ago)


def registered(session, number=1):
    """Teachers with accounts who register one after another; returns their registrations."""
    teachers = TeacherFactory.create_batch(number, signed_up=True)
    return [booking.register(session, teacher, by=teacher.user) for teacher in teachers]


class CoverFactory(DjangoModelFactory):
    """A lesson that a registered teacher leaves behind, with nothing arranged yet."""

    class Meta:
        model = Cover

    lesson = factory.SubFactory(LessonFactory)
    registration = factory.LazyFunction(lambda: registered(SessionFactory())[0])
    date = factory.LazyFunction(timezone.localdate)
    period_no = 1
