"""Coverage by hand: the worked example of the domain's description, and twenty more, to the decimal."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from classrooms import coverage
from classrooms.coverage import Coverage, half_up, percent
from schools.models import CalendarDay, ExamPeriod, School, Timetable
from tests import factories as make
from tests.coverage_kit import LAST, Class, owe, term

pytestmark = [pytest.mark.django_db, pytest.mark.both]
MONDAYS, TUESDAYS, WEDNESDAYS, THURSDAYS = (7, 14), (8, 15), (9, 16), (10, 17)


@pytest.fixture
def two_weeks():
    """A term of two whole weeks in which grade 3 is owed two periods of music."""
    owe(3, 2)
    return term()


def figures(**options):
    """(specialist, relay, other, unfilled) of everything, as shown."""
    shown = coverage.read(on=options.pop("on", LAST), **options).total.shown
    return tuple(str(value) for _, value in shown.parts())


def test_the_worked_example(two_weeks):
    """Six classes, one a grade, no music teacher: 12 a week unfilled. Four relay slots a week, each received
    by two classes of a grade or its neighbour: relay 8, unfilled 4."""
    periods = {"音乐": [2] * 6, "美术": [2] * 6, "体育与健康": [4, 4, 3, 3, 3, 3], "劳动": [1] * 6}
    periods |= {"信息科技": [0, 0, 1, 1, 1, 1], "科学": [1, 1, 2, 2, 2, 2]}
    for subject, row in periods.items():
        for grade, count in enumerate(row, 1):
            owe(grade, count, subject) if (grade, subject) != (3, "音乐") else None
    school = make.SchoolFactory(stage=School.Stage.PRIMARY)
    classes = [Class(two_weeks, [grade], school) for grade in range(1, 7)]
    owed = coverage.read(on=LAST)
    required = {
        make.SubjectFactory(name=name).pk: row
        for name, row in {
            "音乐": 12,
            "美术": 12,
            "体育与健康": 20,
            "信息科技": 4,
            "劳动": 6,
            "科学": 10,
        }.items()
    }
    assert {subject: owed[subject].shown.required for subject in required} == required
    music = make.SubjectFactory(name="音乐").pk
    assert owed[music].shown.unfilled == 12
    for number, weekday in enumerate((MONDAYS, TUESDAYS, WEDNESDAYS, THURSDAYS)):
        pair = classes[:2] if number < 2 else classes[2:4]
        for one in pair:
            one.relay(*weekday)
    row = coverage.read(on=LAST)[music]
    assert (row.shown.relay, row.shown.unfilled) == (8, 4)
    assert (row.given_percent, row.qualified_percent) == (Decimal("66.7"), Decimal("66.7"))
    assert (row.planned, row.done) == (16, 16)


# --- twenty by hand: two owed, two weeks ---
def test_01_nothing_is_given(two_weeks):
    Class(two_weeks)
    assert figures() == ("0.0", "0.0", "0.0", "2.0")


def test_02_own_specialist_gives_all(two_weeks):
    own = Class(two_weeks)
    own.lesson(1), own.lesson(3)
    assert figures() == ("2.0", "0.0", "0.0", "0.0")


def test_03_other_teacher_gives_but_not_qualified(two_weeks):
    own = Class(two_weeks)
    own.lesson(1), own.lesson(3, by="other")
    assert figures() == ("1.0", "0.0", "1.0", "0.0")
    total = coverage.read(on=LAST).total
    assert (total.given_percent, total.qualified_percent) == (100, 50)


def test_04_teacher_of_another_school_counts_as_specialist(two_weeks):
    Class(two_weeks).lesson(1, by="visitor")
    assert figures() == ("1.0", "0.0", "0.0", "1.0")


def test_05_lesson_without_a_teacher_is_not_given(two_weeks):
    Class(two_weeks).lesson(1, by="nobody")
    assert figures() == ("0.0", "0.0", "0.0", "2.0")


def test_06_surplus_in_one_class_hides_nothing_in_another(two_weeks):
    rich, poor = Class(two_weeks), Class(two_weeks)
    for weekday in (1, 2, 3, 4):
        rich.lesson(weekday)
    assert poor.group.school != rich.group.school
    assert figures() == ("2.0", "0.0", "0.0", "2.0")


def test_07_relay_counts_when_confirmed_only(two_weeks):
    """One of two Mondays confirmed: half a period a week; had both been, one."""
    own = Class(two_weeks)
    own.relay(7), own.relay(14, state="awaited")
    assert figures() == ("0.0", "0.5", "0.0", "1.5")
    assert coverage.read(on=LAST).total.if_held.relay == 1


def test_08_failed_lesson_is_owed_still(two_weeks):
    own = Class(two_weeks)
    own.relay(7), own.relay(14, state="failed")
    assert figures() == ("0.0", "0.5", "0.0", "1.5")


def test_09_make_up_gives_the_failed_period_back(two_weeks):
    own = Class(two_weeks)
    own.relay(7)
    (failed,) = own.relay(14, state="failed")
    own.relay(18, makes_up=failed)
    assert figures() == ("0.0", "1.0", "0.0", "1.0")
    total = coverage.read(on=LAST).total
    assert (total.planned, total.done) == (2, 2)


def test_10_relay_over_what_is_owed_is_cut(two_weeks):
    own = Class(two_weeks)
    for days in (MONDAYS, TUESDAYS, WEDNESDAYS):
        own.relay(*days)
    assert figures() == ("0.0", "2.0", "0.0", "0.0")
    assert coverage.read(on=LAST).total.given_percent == 100


def test_11_specialist_first_then_relay_then_others(two_weeks):
    own = Class(two_weeks)
    own.lesson(1), own.lesson(2, by="other"), own.lesson(3, by="other")
    own.relay(11)
    assert figures() == ("1.0", "0.5", "0.5", "0.0")


def test_12_lesson_of_odd_weeks_counts_half(two_weeks):
    Class(two_weeks).lesson(1, weeks=21)
    assert figures() == ("0.5", "0.0", "0.0", "1.5")


def test_13_class_of_several_grades_is_owed_the_larger(two_weeks):
    owe(4, 3)
    Class(two_weeks, grades=(3, 4)).lesson(1)
    assert figures() == ("1.0", "0.0", "0.0", "2.0")


def test_14_holiday_takes_nothing_from_the_classes_of_its_weekday(two_weeks):
    CalendarDay.objects.create(date=date(2026, 9, 10))
    own = Class(two_weeks)
    own.lesson(4), own.lesson(1)
    assert figures() == ("2.0", "0.0", "0.0", "0.0")


def test_15_made_up_saturday_is_the_weekday_it_is_taught_as(two_weeks):
    """Three Thursdays are taught, and one of their relayed lessons fell out: 2/3 of a period."""
    CalendarDay.objects.create(date=date(2026, 9, 12), taught_as=4)
    own = Class(two_weeks)
    own.relay(10, 12), own.relay(17, state="failed")
    assert figures() == ("0.0", "0.7", "0.0", "1.3")


def test_16_class_opened_in_mid_term_counts_from_then(two_weeks):
    own = Class(two_weeks, opens_on=date(2026, 9, 14))
    own.lesson(1), own.lesson(3)
    assert figures() == ("2.0", "0.0", "0.0", "0.0")
    assert coverage.read(on=date(2026, 9, 11)).total == Coverage()


def test_17_new_timetable_counts_from_its_day(two_weeks):
    own = Class(two_weeks)
    own.lesson(1), own.lesson(2)
    later = Timetable.objects.create(school=own.school, term=two_weeks, starts_on=date(2026, 9, 14))
    own.lesson(1, timetable=later)
    assert figures() == ("1.5", "0.0", "0.0", "0.5")


def test_18_a_school_follows_its_own_examinations(two_weeks):
    own = Class(two_weeks)
    ExamPeriod.objects.create(school=own.school, starts_on=date(2026, 9, 14), ends_on=date(2026, 9, 18))
    own.relay(7)
    assert figures() == ("0.0", "1.0", "0.0", "1.0")


def test_19_period_relayed_into_an_own_lesson_counts_once(two_weeks):
    """The helping teacher stands in the timetable at the hour of the relay: one lesson, not two."""
    own = Class(two_weeks)
    own.lesson(1, period=5, by="other")
    own.relay(*MONDAYS, period=5)
    assert figures() == ("0.0", "1.0", "0.0", "1.0")


def test_20_closed_schools_and_kindergartens_are_outside(two_weeks):
    Class(two_weeks, school=make.SchoolFactory(stage=School.Stage.PRIMARY, status=School.Status.CLOSED))
    Class(two_weeks, school=make.SchoolFactory(stage=School.Stage.PRESCHOOL))
    assert coverage.read(on=LAST).total == Coverage()


def test_21_week_without_three_weekdays_owes_two_fifths(two_weeks):
    for day in (9, 10, 11):
        CalendarDay.objects.create(date=date(2026, 9, day))
    Class(two_weeks).lesson(1)
    assert figures(on=date(2026, 9, 13)) == ("0.8", "0.0", "0.0", "0.0")


# --- sums and words ---
def test_sums_by_every_key_are_the_same_total(two_weeks):
    town = make.TownshipFactory(name="甲镇")
    for _ in range(2):
        own = Class(two_weeks, school=make.SchoolFactory(township=town))
        own.lesson(1)
        make.MembershipFactory(school=own.school)
    total = coverage.read(on=LAST).total
    for key in ("school", "class", "township", "group", "subject"):
        found = coverage.read(by=(key,), on=LAST)
        assert (found.total.given, found.total.required) == (total.given, total.required) == (2, 4)
    assert len(coverage.read(by=("group",), on=LAST)) == 2
    both = coverage.read(by=("school", "subject"), on=LAST)
    assert dict(both.over("school")) == dict(coverage.read(by=("school",), on=LAST))


@pytest.mark.parametrize("count", [1, 12])
def test_statements_do_not_grow_with_schools(two_weeks, django_assert_num_queries, count):
    for _ in range(count):
        Class(two_weeks).lesson(1)
    with django_assert_num_queries(8):
        coverage.read(by=("school", "subject"), on=LAST)


def test_there_is_no_figure_without_a_standard_or_a_term():
    assert coverage.read(on=LAST) is None
    term()
    assert coverage.read(on=LAST) is None


def test_parts_are_rounded_so_that_they_sum():
    third = Fraction(1, 3)
    shown = Coverage(required=Fraction(1), specialist=third, relay=third, other=Fraction(0)).shown
    assert [str(value) for _, value in shown.parts()] == ["0.3", "0.4", "0.0", "0.3"]
    assert (shown.qualified, shown.given, shown.required) == (Decimal("0.7"), Decimal("0.7"), 1)
    assert half_up(Fraction(1, 20)) == Decimal("0.1")


def test_hundred_percent_is_said_only_where_nothing_is_left():
    assert percent(9999, 10000) == Decimal("99.9")
    assert percent(1, 10000) == Decimal("0.1")
    assert (percent(2, 2), percent(0, 2), percent(0, 0)) == (100, 0, None)
