"""我的课表: the teacher's own week with real dates."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from classrooms import booking
from schools import week
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(client):
    today = timezone.localdate()
    year = make.SchoolYearFactory(start=today.year)
    term = make.TermFactory(
        school_year=year, starts_on=today - timedelta(days=70), ends_on=today + timedelta(days=70)
    )
    teacher = make.TeacherFactory(signed_up=True)
    make.BellPeriodFactory(school=teacher.school)
    group = make.TeachingGroupFactory(school=teacher.school, school_year=year, name="三年级1班")
    timetable = make.TimetableFactory(school=teacher.school, term=term)
    make.LessonFactory(group=group, timetable=timetable, teacher=teacher, weekday=2)
    client.force_login(teacher.user)
    return teacher


def page(client, query=""):
    return client.get(f"/me/timetable/{query}")


def test_week_shows_lessons_sessions_and_what_is_different(client, teacher):
    monday = week.monday_of(1)
    make.CalendarDayFactory(date=monday + timedelta(days=5), taught_as=2)
    make.CalendarDayFactory(date=monday + timedelta(days=3))
    starts = timezone.make_aware(datetime.combine(monday, time(14, 30)))
    session = make.SessionFactory(title="磨课", starts_at=starts, opens_at=starts - timedelta(days=30))
    booking.register(session, teacher, by=teacher.user)
    days = {day.name: day for day in page(client, "?week=1").context["days"]}
    assert [item.title for item in days["周一"].items] == ["磨课"]
    assert days["周一"].items[0].mark == "教研"
    assert (days["周二"].items[0].times, days["周二"].items[0].detail) == ("第1节 08:30—09:10", "三年级1班")
    assert (days["周四"].note, days["周六"].note) == ("放假", "补周二的课")
    assert len(days["周六"].items) == 1 and "周日" not in days


def test_substitution_is_marked(client, teacher):
    lesson = teacher.lessons.get()
    tuesday = week.monday_of() + timedelta(days=1)
    other = make.TeacherFactory(signed_up=True, school=teacher.school)
    make.LessonChangeFactory(lesson=lesson, date=tuesday, teacher=other)
    assert all(not day.items for day in page(client).context["days"])
    client.force_login(other.user)
    assert "代课" in page(client).content.decode()


@pytest.mark.parametrize("query", ["?week=x", "?week=99999", "?week=-1", "?week=１", "?week=" + "9" * 300])
def test_odd_weeks_are_answered(client, teacher, query):
    assert page(client, query).status_code == 200


def test_whoever_teaches_nowhere_finds_nothing(client):
    client.force_login(make.UserFactory())
    assert page(client).status_code == 404


@pytest.mark.parametrize("rows", [1, 5])
def test_week_asks_as_much_for_many_lessons_as_for_one(client, teacher, django_assert_num_queries, rows):
    first = teacher.lessons.get()
    for number in range(2, rows + 1):
        make.LessonFactory(
            group=first.group, timetable=first.timetable, teacher=teacher, weekday=2, period_no=number
        )
    page(client)
    with django_assert_num_queries(25):
        page(client)
