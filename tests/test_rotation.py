"""Rotation: one step at a time, the teacher as they were, two shares with two denominators."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from groups import rotating
from groups.models import Rotation
from groups.rotating import Refused
from schools.models import Teacher
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.both]
Status = Rotation.Status
DATES = {"starts_on": "2026-09-01", "ends_on": "2027-07-02"}


@pytest.fixture
def planned():
    """A backbone teacher planned to go from one member school to another."""
    sender = make.MembershipFactory()
    receiver = make.MembershipFactory(group=sender.group)
    teacher = make.TeacherFactory(
        school=sender.school, title=Teacher.Title.SENIOR, backbone=Teacher.Backbone.DISTRICT
    )
    year = make.SchoolYearFactory()
    return rotating.plan(sender.group, teacher, receiver.school, school_year=year, **DATES)


def test_chain_is_walked_step_by_step(planned):
    assert (planned.status, planned.from_school) == (Status.PLANNED, planned.teacher.school)
    planned = rotating.advance(planned)
    with pytest.raises(Refused, match="备案号"):
        rotating.advance(planned)
    planned = rotating.advance(planned, filing_number="梁教备〔2026〕1号")
    assert (planned.status, planned.filed_on is not None) == (Status.FILED, True)
    planned = rotating.advance(planned)
    with pytest.raises(Refused, match="考核结果"):
        rotating.advance(planned)
    planned = rotating.advance(planned, result="优秀")
    with pytest.raises(Refused, match="没有下一步"):
        rotating.advance(planned)
    assert [status.label for status in Rotation.CHAIN] == [
        "拟定",
        "校内公示",
        "区教委备案",
        "到岗",
        "期满考核",
    ]


def test_snapshot_keeps_the_rank_of_the_day(planned):
    Teacher.objects.filter(pk=planned.teacher_id).update(title=Teacher.Title.PROFESSOR, backbone="")
    planned.refresh_from_db()
    assert (planned.title, planned.backbone) == (Teacher.Title.SENIOR, Teacher.Backbone.DISTRICT)


def test_two_shares_have_two_denominators(planned):
    make.TeacherFactory.create_batch(9, school=planned.from_school)
    plain = make.TeacherFactory(school=planned.to_school)
    rotating.plan(planned.group, plain, planned.from_school, school_year=planned.school_year, **DATES)
    assert rotating.shares(planned.group, planned.school_year).rotated == 0
    for number in range(3):
        for one in Rotation.objects.all():
            rotating.advance(one, filing_number=f"{one.pk}-{number}")
    shares = rotating.shares(planned.group, planned.school_year)
    assert (shares.eligible, shares.rotated, shares.backbone) == (11, 2, 1)
    assert (shares.of_eligible, shares.of_rotated) == (18, 50)


def test_only_between_member_schools_and_not_to_oneself(planned):
    fields = {"school_year": planned.school_year, **DATES}
    with pytest.raises(Refused, match="成员校"):
        rotating.plan(planned.group, planned.teacher, make.SchoolFactory(), **fields)
    with pytest.raises(Refused, match="另一所学校"):
        rotating.plan(planned.group, planned.teacher, planned.teacher.school, **fields)
    with pytest.raises(Refused, match="已有到这所学校"):
        rotating.plan(planned.group, planned.teacher, planned.to_school, **fields)


def test_group_staff_advance_in_the_admin(client, planned):
    client.force_login(make.person(Role.GROUP, planned.group.unit))
    act = {"_selected_action": planned.pk, "action": "advance", "said": ""}
    page = client.post(reverse("admin:groups_rotation_changelist"), act, follow=True)
    assert "校内公示" in page.text
    planned.refresh_from_db()
    assert planned.status == Status.POSTED
