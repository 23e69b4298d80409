"""Rows of pairs, studios, mentorships and research groups for tests."""

from datetime import date, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from classrooms import pairing
from classrooms.models import MasterStudio, Pair, PairingCycle, StudioMember
from groups.models import Mentorship
from schools.models import Contest, OpenLesson, ResearchGroup
from tests.factories.accounts import an_hour_ago, district
from tests.factories.schools import SchoolFactory, TeacherFactory


class PairingCycleFactory(DjangoModelFactory):
    class Meta:
        model = PairingCycle

    organiser = factory.LazyFunction(district)
    kind = PairingCycle.Kind.OFFER
    teacher = factory.SubFactory(TeacherFactory, signed_up=True)
    title = "一起备好三年级习作"


class PairFactory(DjangoModelFactory):
    """A pair that was proposed; `pair_of` makes one that has begun."""

    class Meta:
        model = Pair

    cycle = factory.SubFactory(PairingCycleFactory)
    first = factory.SelfAttribute("cycle.teacher")
    second = factory.SubFactory(TeacherFactory, signed_up=True)


def pair_of(cycle=None, first=None, second=None):
    cycle = cycle or PairingCycleFactory(places=9)
    first = first or cycle.teacher
    second = second or TeacherFactory(signed_up=True)
    return pairing.pair_up(cycle, first, second, by=first.user)


class MentorshipFactory(DjangoModelFactory):
    class Meta:
        model = Mentorship

    unit = factory.LazyFunction(district)
    mentor = factory.SubFactory(TeacherFactory, signed_up=True)
    mentee = factory.SubFactory(TeacherFactory, signed_up=True)
    signed_on = date(2026, 9, 10)


class MasterStudioFactory(DjangoModelFactory):
    class Meta:
        model = MasterStudio

    unit = factory.LazyFunction(district)
    name = factory.Sequence(lambda n: f"示例工作室{n}")
    master = factory.SubFactory(TeacherFactory, signed_up=True)
    visible_from = factory.LazyFunction(an_hour_ago)


class StudioMemberFactory(DjangoModelFactory):
    class Meta:
        model = StudioMember

    studio = factory.SubFactory(MasterStudioFactory)
    teacher = factory.SubFactory(TeacherFactory, signed_up=True)
    joined_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))


class ResearchGroupFactory(DjangoModelFactory):
    class Meta:
        model = ResearchGroup

    school = factory.SubFactory(SchoolFactory)
    name = factory.Sequence(lambda n: f"语文组{n}")


class OpenLessonFactory(DjangoModelFactory):
    class Meta:
        model = OpenLesson

    group = factory.SubFactory(ResearchGroupFactory)
    teacher = factory.SubFactory(TeacherFactory, school=factory.SelfAttribute("..group.school"))
    topic = "麻雀"
    held_on = factory.LazyFunction(timezone.localdate)


class ContestFactory(DjangoModelFactory):
    class Meta:
        model = Contest

    unit = factory.LazyFunction(district)
    title = "青年教师赛课"
    starts_on = factory.LazyFunction(timezone.localdate)
    ends_on = factory.LazyFunction(timezone.localdate)
