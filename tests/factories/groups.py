"""Rows of groups for tests."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from accounts.models import Unit
from groups.models import EducationGroup, Membership, Partnership, PartnershipActivity, Rotation
from tests.factories.accounts import UnitFactory, an_hour_ago
from tests.factories.schools import SchoolFactory, SchoolYearFactory, TeacherFactory


class EducationGroupFactory(DjangoModelFactory):
    class Meta:
        model = EducationGroup

    name = factory.Sequence(lambda n: f"示例教育集团{n}")
    slug = factory.Sequence(lambda n: f"group-{n}")
    direction = EducationGroup.Direction.HORIZONTAL
    unit = factory.SubFactory(UnitFactory, kind=Unit.Kind.GROUP, name=factory.SelfAttribute("..name"))
    visible_from = factory.LazyFunction(an_hour_ago)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    group = factory.SubFactory(EducationGroupFactory)
    school = factory.SubFactory(SchoolFactory)


class PartnershipFactory(DjangoModelFactory):
    class Meta:
        model = Partnership

    kind = Partnership.Kind.AGREEMENT
    title = factory.Sequence(lambda n: f"合作协议{n}")
    our_side = "示例区教委"
    other_side = "邻县教科体局"
    signed = "1月（年份未注明）"
    source = "公开报道"
    visible_from = factory.LazyFunction(an_hour_ago)


class PartnershipActivityFactory(DjangoModelFactory):
    class Meta:
        model = PartnershipActivity

    platform = PartnershipActivity.Platform.RESEARCH
    title = factory.Sequence(lambda n: f"联合教研{n}")
    source = "公开报道"
    visible_from = factory.LazyFunction(an_hour_ago)


class RotationFactory(DjangoModelFactory):
    class Meta:
        model = Rotation

    group = factory.SubFactory(EducationGroupFactory)
    school_year = factory.SubFactory(SchoolYearFactory)
    teacher = factory.SubFactory(TeacherFactory)
    from_school = factory.SelfAttribute("teacher.school")
    to_school = factory.SubFactory(SchoolFactory)
    starts_on = date(2026, 9, 1)
    ends_on = date(2027, 7, 2)
