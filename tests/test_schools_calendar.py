"""The school calendar: weeks of the term, days taught as others."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from schools import calendar, wording
from schools.models import School
from tests import factories as make

pytestmark = pytest.mark.django_db
# The first term of 2026—2027 opens on Tuesday 1 September 2026.
MONDAY, FRIDAY, SATURDAY = date(2026, 11, 16), date(2026, 11, 20), date(2026, 11, 21)


@pytest.fixture(autouse=True)
def term():
    return make.TermFactory()


@pytest.mark.parametrize(
    ("day", "week"),
    [((2026, 9, 1), 1), ((2026, 9, 6), 1), ((2026, 9, 7), 2), ((2026, 11, 16), 12), ((2026, 8, 31), None)],
)
def test_weeks_are_counted_from_the_week_of_the_first_day(term, day, week):
    assert calendar.week_of(date(*day)) == (week and (term, week))


def test_a_day_is_taught_as_its_weekday():
    assert calendar.school_day(MONDAY) == 1
    assert calendar.school_day(SATURDAY) is None
    assert calendar.school_day(date(2027, 2, 1)) is None


def test_a_saturday_may_be_taught_as_another_day_and_a_monday_may_be_free():
    make.CalendarDayFactory(date=SATURDAY, taught_as=4)
    make.CalendarDayFactory(date=MONDAY, taught_as=None, note="运动会")
    assert calendar.school_day(SATURDAY) == 4
    assert calendar.school_day(MONDAY) is None


def test_a_schools_own_days_and_exams_go_before_the_districts():
    school = make.SchoolFactory()
    make.CalendarDayFactory(date=SATURDAY, taught_as=4)
    make.CalendarDayFactory(date=SATURDAY, taught_as=2, school=school)
    make.ExamPeriodFactory(starts_on=MONDAY, ends_on=MONDAY, school=school)
    assert [calendar.school_day(SATURDAY, one) for one in (None, school)] == [4, 2]
    assert [calendar.school_day(MONDAY, one) for one in (None, school)] == [1, None]
    make.ExamPeriodFactory(starts_on=SATURDAY, ends_on=SATURDAY)
    assert [calendar.school_day(SATURDAY, one) for one in (None, school)] == [None, 2]


def test_strip_says_week_and_what_is_to_come():
    make.CalendarDayFactory(date=SATURDAY, taught_as=4)
    assert calendar.strip(MONDAY) == "第一学期 第12周 周一 · 本周六补周四的课"
    assert calendar.strip(SATURDAY) == "第一学期 第12周 周六 · 今天补周四的课"


def test_strip_leaves_out_what_is_past_and_is_empty_in_the_holidays():
    make.CalendarDayFactory(date=MONDAY, note="运动会")
    assert calendar.strip(MONDAY).endswith("今天放假（运动会）")
    assert calendar.strip(FRIDAY) == "第一学期 第12周 周五"
    assert calendar.strip(date(2026, 8, 1)) == ""


def test_term_asked_for_is_the_running_one_else_the_next_else_the_last(term):
    second = make.TermFactory(number=2, starts_on=date(2027, 2, 20), ends_on=date(2027, 7, 5))
    assert calendar.current_term(MONDAY) == term
    assert calendar.current_term(date(2027, 2, 1)) == second
    assert calendar.current_term(date(2027, 8, 1)) == second


@pytest.mark.parametrize(
    ("stage", "grades", "name"),
    [
        ("primary", [3], "三年级"),
        ("primary", [3, 4], "三年级、四年级（复式）"),
        ("junior", [7], "七年级"),
        ("senior", [10], "高一"),
        ("vocational", [11], "二年级"),
        ("preschool", [2], "中班"),
    ],
)
def test_grades_are_called_as_their_stage_calls_them(stage, grades, name):
    assert wording.grades_name(stage, grades) == name


@pytest.mark.both
@pytest.mark.parametrize(
    "broken",
    [
        lambda: make.FigureFactory(value=-1),
        lambda: make.TermFactory(number=2, starts_on=MONDAY, ends_on=MONDAY),
        lambda: make.BellPeriodFactory(starts_at=time(9), ends_at=time(9)),
        lambda: School.objects.update(successor=make.SchoolFactory()),
    ],
)
def test_database_refuses_what_cannot_be(broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        broken()


@pytest.mark.parametrize("grades", [[0], [13], [4, 3], [3, 3], ["3"], "3", [True]])
def test_grades_are_numbers_in_order(grades):
    with pytest.raises(ValidationError, match="年级数字"):
        make.TeachingGroupFactory.build(
            school=make.SchoolFactory(), school_year=make.SchoolYearFactory(), grades=grades
        ).full_clean()
