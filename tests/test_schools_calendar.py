"""The school calendar: weeks of the term, days taught as others."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from schools import calendar, wording
from schools.models import Lesson, School
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
    ("first", "second", "refused"), [(0, 0, True), (0, 1, True), (2, 0, True), (1, 1, True), (1, 2, False)]
)
@pytest.mark.parametrize("who", ["group", "teacher"])
def test_database_refuses_two_lessons_at_a_time(term, who, first, second, refused):
    same = {"group": make.TeachingGroupFactory()} if who == "group" else {"teacher": make.TeacherFactory()}
    make.LessonFactory(week_parity=first, **same)
    other = make.LessonFactory.build(
        **{"group": make.TeachingGroupFactory(), "term": term, "subject": make.SubjectFactory()} | same,
        week_parity=second,
    )
    if refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            other.save()
        with pytest.raises(ValidationError, match="周一第1节"):
            other.full_clean()
    else:
        other.full_clean()
        other.save()
    assert Lesson.objects.count() == (1 if refused else 2)


def test_lesson_belongs_to_the_year_of_its_class(term):
    group = make.TeachingGroupFactory(school_year__start=2030)
    with pytest.raises(ValidationError, match="不在同一学年"):
        make.LessonFactory.build(group=group, term=term, subject=make.SubjectFactory()).full_clean()


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
