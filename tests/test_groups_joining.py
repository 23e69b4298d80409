"""A school is in one group of a direction at a time, a group has one lead at a time, whoever writes it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from accounts.models import AuditEvent
from groups.joining import join, leave
from groups.models import EducationGroup, Membership
from tests.factories import EducationGroupFactory, MembershipFactory, SchoolFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both]
SPRING, SUMMER, AUTUMN = date(2026, 3, 1), date(2026, 7, 1), date(2026, 9, 1)
VERTICAL = EducationGroup.Direction.VERTICAL


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        ((None, None), (AUTUMN, None), True),
        ((SPRING, None), (AUTUMN, None), True),
        ((SPRING, AUTUMN), (SUMMER, None), True),
        ((SUMMER, None), (SPRING, AUTUMN), True),
        ((None, SUMMER), (SPRING, None), True),
        ((SPRING, SUMMER), (SUMMER, None), False),
        ((SUMMER, None), (SPRING, SUMMER), False),
        ((None, SUMMER), (SUMMER, None), False),
    ],
)
def test_times_that_share_a_day_are_refused(first, second, refused):
    school = SchoolFactory()
    MembershipFactory(school=school, joined_on=first[0], left_on=first[1])
    new = MembershipFactory.build(
        school=school, group=EducationGroupFactory(), joined_on=second[0], left_on=second[1]
    )
    if refused:
        with pytest.raises(ValidationError, match="请先填写那里的退出日期"):
            new.save()
    else:
        new.save()
    assert Membership.objects.count() == (1 if refused else 2)


def test_one_horizontal_and_one_vertical_group_go_together():
    school = SchoolFactory()
    join(EducationGroupFactory(), school, on=SPRING)
    join(EducationGroupFactory(direction=VERTICAL), school, on=SPRING)
    assert school.memberships.count() == 2


def test_second_lead_is_refused_by_name():
    group = EducationGroupFactory(name="西苑教育集团")
    MembershipFactory(group=group, role="lead", school__short_name="西苑小学")
    with pytest.raises(ValidationError, match="西苑教育集团这段时间已有牵头校西苑小学（起始未注明至今）"):
        join(group, SchoolFactory(), role="lead")


def test_lead_may_follow_a_lead():
    group = EducationGroupFactory()
    leave(join(group, SchoolFactory(), role="lead", on=SPRING), on=SUMMER)
    join(group, SchoolFactory(), role="lead", on=SUMMER)
    assert Membership.objects.active(AUTUMN).get(group=group).joined_on == SUMMER
    assert Membership.objects.active(SPRING).get(group=group).left_on == SUMMER


def test_leaving_before_joining_is_refused():
    membership = join(EducationGroupFactory(), SchoolFactory(), on=SUMMER)
    with pytest.raises(ValidationError, match="晚于加入日期"):
        leave(membership, on=SPRING)


def test_joining_and_leaving_are_on_the_trail():
    user = UserFactory()
    leave(join(EducationGroupFactory(), SchoolFactory(), on=SPRING, by=user), on=SUMMER, by=user)
    assert list(AuditEvent.objects.order_by("pk").values_list("action", "actor")) == [
        ("加入集团", user.pk),
        ("退出集团", user.pk),
    ]


def test_group_with_members_keeps_its_direction():
    group = MembershipFactory().group
    group.direction = VERTICAL
    with pytest.raises(ValidationError, match="方向不能再改"):
        group.save()


def test_open_direction_may_be_stated_later_and_members_copy_it():
    group = EducationGroupFactory(direction="")
    join(group, SchoolFactory())
    for direction in (VERTICAL, ""):
        group.direction = direction
        group.full_clean()
        group.save()
        assert group.memberships.get().direction == direction


def test_open_direction_is_not_stated_where_a_member_would_be_in_two_groups():
    there = MembershipFactory(group__name="别的集团")
    group = EducationGroupFactory(direction="")
    join(group, there.school)
    group.direction = EducationGroup.Direction.HORIZONTAL
    with pytest.raises(ValidationError, match="这段时间已在别的集团"):
        group.save()
    assert group.memberships.get().direction == ""


def test_school_is_in_one_group_of_open_direction_at_a_time():
    school = MembershipFactory(group__direction="").school
    with pytest.raises(ValidationError, match="请先填写那里的退出日期"):
        join(EducationGroupFactory(direction=""), school)


@pytest.mark.postgres
@pytest.mark.parametrize("same", ["school", "lead"])
def test_postgresql_refuses_overlaps_that_bypass_the_model(same):
    assert connection.vendor == "postgresql"
    first = MembershipFactory(role="lead", joined_on=SPRING, left_on=AUTUMN)
    other = {"school": SchoolFactory()} if same == "lead" else {"group": EducationGroupFactory()}
    row = {"group": first.group, "school": first.school, "direction": first.direction, "role": "lead"}
    with pytest.raises(IntegrityError, match="overlap"), transaction.atomic():
        Membership.objects.bulk_create([Membership(**row | other, joined_on=SUMMER)])


@pytest.mark.postgres
def test_postgresql_refuses_overlaps_of_open_direction():
    first = MembershipFactory(group__direction="", joined_on=SPRING, left_on=AUTUMN)
    row = {"school": first.school, "group": EducationGroupFactory(direction=""), "role": "member"}
    with pytest.raises(IntegrityError, match="membership_open_overlap"), transaction.atomic():
        Membership.objects.bulk_create([Membership(**row, joined_on=SUMMER)])
