"""Beside the boards: spot checks, failed relays, teachers from elsewhere, idle equipment; within reach."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from classrooms import coverage_lists
from classrooms.models import Receipt
from groups.models import Rotation
from schools.models import School
from tests import factories as make
from tests.coverage_kit import Class, owe

pytestmark = pytest.mark.django_db
CHECKS, FAILED, VISITING = (f"/classrooms/coverage/{name}/" for name in ("checks", "failed", "visiting"))


def named(name, term):
    return Class(term, school=make.SchoolFactory(name=name, short_name=name))


@pytest.fixture
def two():
    owe(3, 2)
    term = make.TermFactory()
    return named("甲校", term), named("乙校", term)


def check(own, seen="音乐", **fields):
    music = make.SubjectFactory(name="音乐")
    seen = seen and make.SubjectFactory(name=seen)
    return make.SpotCheckFactory(group=own.group, date=own.term.starts_on, planned=music, seen=seen, **fields)


def test_checks_are_counted_and_those_that_differ_can_be_picked(client, two):
    half, other = two
    check(half), check(half, "数学", period_no=6), check(other, None)
    client.force_login(make.person(Role.RESEARCHER))
    page = client.get(CHECKS).text
    assert "本学期看了<b>3</b>节，与课表不同的<b>2</b>节" in page
    assert "✓ 与课表相同" in page and "✗ 没有上课" in page
    picked = client.get(f"{CHECKS}?seen=differing").text
    assert "看到的是数学" in picked and "✓ 与课表相同" not in picked


def test_a_school_sees_its_own_checks_alone(client, two):
    half, other = two
    check(half), check(other, "数学")
    client.force_login(make.person(Role.AFFAIRS, half.school.unit))
    page = client.get(CHECKS).text
    assert "甲校" in page and "乙校" not in page
    assert "本学期看了<b>1</b>节，与课表不同的<b>0</b>节" in page


def fail(own, reason=Receipt.Reason.POWER):
    course = make.RelayCourseFactory(subject=make.SubjectFactory(name="音乐"), term=own.term)
    receiver = make.RelayReceiverFactory(course=course, group=own.group)
    lesson = make.RelayLessonFactory(course=course, date=own.term.starts_on, period_no=5)
    return make.ReceiptFactory(
        lesson=lesson,
        receiver=receiver,
        group=own.group,
        date=lesson.date,
        period_no=5,
        state=Receipt.State.FAILED,
        reason=reason,
        answered_at=timezone.now(),
    )


def test_failures_are_listed_by_reason_with_what_became_of_them(client, two):
    fail(two[0]), fail(two[1], Receipt.Reason.NETWORK)
    client.force_login(make.person(Role.RESEARCHER))
    page = client.get(FAILED).text
    assert "全部 2节" in page and "停电 1节" in page and "还没有补" in page
    picked = client.get(f"{FAILED}?reason=network").text
    assert "乙校 " in picked and "甲校 " not in picked
    assert client.get(f"{FAILED}?reason=none-such").status_code == 200


def test_who_comes_from_another_school_is_named_with_the_rotation(client, two):
    half, _ = two
    lesson = half.lesson(1, by="visitor")
    half.lesson(2, by="specialist")
    today = timezone.localdate()
    common = {
        "group": make.EducationGroupFactory(),
        "school_year": half.term.school_year,
        "to_school": half.school,
        "starts_on": today - timedelta(days=30),
        "ends_on": today + timedelta(days=30),
        "status": Rotation.Status.ARRIVED,
        "filing_number": "示例-1",
        "filed_on": today,
    }
    for teacher in (lesson.teacher, make.TeacherFactory(name="石霜降")):
        Rotation.objects.create(teacher=teacher, from_school=teacher.school, **common)
    client.force_login(make.person(Role.RESEARCHER))
    page = client.get(VISITING).text
    assert "每周来上<b>1</b>节" in page and "轮岗" in page
    assert "已到岗，课表上还没有课" in page and "石霜降" in page


def test_equipment_is_idle_where_nothing_was_used_for_four_weeks(two):
    half, other = two
    today = half.term.starts_on + timedelta(weeks=8)
    make.FigureFactory(school=half.school, kind=coverage_lists.ROOMS, value=2, unit="间")
    used = fail(other)
    Receipt.objects.filter(pk=used.pk).update(state="confirmed", reason="", date=today - timedelta(days=3))
    make.SubjectNeedFactory(term=half.term, group=half.group, subject=make.SubjectFactory(name="音乐"))
    found = coverage_lists.idle(School.objects.all(), half.term, today)
    assert [(one.school, one.had, one.lacking) for one in found] == [(half.school, "网络多媒体教室2间", 2)]
    later = coverage_lists.idle(School.objects.all(), half.term, today + timedelta(weeks=4))
    assert {one.school for one in later} == {half.school, other.school}


@pytest.mark.parametrize("count", [1, 12])
@pytest.mark.parametrize(("path", "queries"), [(CHECKS, 10), (FAILED, 10), (VISITING, 9)])
def test_lists_cost_a_constant_number_of_queries(
    client, two, django_assert_num_queries, count, path, queries
):
    for number in range(count):
        own = named(f"校{number}", two[0].term)
        check(own), fail(own), own.lesson(3, by="visitor")
    client.force_login(make.person(Role.RESEARCHER))
    client.get(path)
    with django_assert_num_queries(queries):
        client.get(path)
