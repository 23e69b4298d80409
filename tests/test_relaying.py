"""A course becomes lessons through the school calendar, and again without harm; receivers come and go."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from accounts.models import AuditEvent
from classrooms import receipts, relaying
from classrooms.bell_times import Mismatch, period_at
from classrooms.booking import Refused
from classrooms.models import Parity, Receipt, RelayCourse, RelayLesson
from tests import factories as make
from tests.relay_kit import AFTER, BEFORE, MONDAY, NEXT_TUESDAY, TUESDAY, running, stand_at

pytestmark = [pytest.mark.django_db, pytest.mark.both]
THIRD_TUESDAY = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    stand_at(monkeypatch, BEFORE)


def dates(relay):
    return [lesson.date for lesson in relay.lessons]


def again(relay, since=BEFORE):
    return relaying.schedule(relay.course, since=since)


def test_a_lesson_for_every_week_with_the_presenters_hours_and_the_receivers_period():
    relay = running()
    assert dates(relay) == [TUESDAY, NEXT_TUESDAY, THIRD_TUESDAY]
    assert (relay.lesson.clock, relay.lesson.period_no) == ("10:25—11:05", 3)
    assert (relay.receipt.group, relay.receipt.period_no) == (relay.receiver.group, 3)
    assert len(relay.receipt.code) == 8


def test_making_the_lessons_again_changes_nothing():
    relay = running()
    before = list(RelayLesson.objects.values()) + list(Receipt.objects.values())
    done = again(relay)
    assert (done.made, done.renewed, done.removed) == (0, 0, 0)
    assert list(RelayLesson.objects.values()) + list(Receipt.objects.values()) == before


@pytest.mark.parametrize(
    ("parity", "expected"), [(Parity.EVEN, [TUESDAY, THIRD_TUESDAY]), (Parity.ODD, [NEXT_TUESDAY])]
)
def test_odd_and_even_weeks_are_those_of_the_calendar(parity, expected):
    relay = running()
    relay.course.slots.update(week_parity=parity)
    again(relay)
    assert dates(relay) == expected


def test_holidays_and_days_taught_as_another_weekday_move_lessons():
    relay = running()
    make.CalendarDayFactory(date=NEXT_TUESDAY, taught_as=None)
    make.CalendarDayFactory(date=date(2026, 11, 28), taught_as=2)
    done = again(relay)
    assert dates(relay) == [TUESDAY, date(2026, 11, 28), THIRD_TUESDAY]
    assert (done.made, done.removed) == (1, 1)


def test_what_was_confirmed_is_never_touched(monkeypatch):
    relay = running()
    stand_at(monkeypatch, AFTER)
    receipts.confirm(relay.receipt)
    relay.course.slots.get().delete()
    make.RelaySlotFactory(course=relay.course, weekday=4)
    again(relay, since=AFTER)
    assert dates(relay) == [TUESDAY, date(2026, 11, 19), date(2026, 11, 26), date(2026, 12, 3)]
    assert Receipt.objects.confirmed().get().date == TUESDAY


def test_a_course_that_ends_keeps_what_is_over_and_loses_what_is_to_come():
    relay = running()
    RelayCourse.objects.update(status=RelayCourse.Status.ENDED)
    again(relay, since=AFTER)
    assert dates(relay) == [TUESDAY]


def test_a_draft_has_no_lessons_and_a_missing_bell_is_named():
    relay = running()
    draft = make.RelayCourseFactory(status=RelayCourse.Status.DRAFT)
    assert relaying.schedule(draft).made == 0
    make.RelaySlotFactory(course=relay.course, period_no=7)
    with pytest.raises(Refused, match="没有第7节"):
        again(relay)


def test_presenter_and_class_are_never_in_two_relays_and_the_planner_is_told():
    relay = running()
    other = make.RelayCourseFactory(presenter=relay.course.presenter, until_on=relay.course.until_on)
    make.RelaySlotFactory(course=other)
    done = relaying.schedule(other, since=BEFORE)
    assert done.made == 0 and len(done.clashes) == 3 and "已有专递课" in done.clashes[0]
    colleague = make.TeacherFactory(school=relay.course.school)
    RelayCourse.objects.filter(pk=other.pk).update(presenter=colleague)
    relaying.add_receiver(other, relay.receiver.group)
    done = relaying.schedule(other)
    assert other.lessons.count() == 3 and len(done.clashes) == 3
    assert not Receipt.objects.filter(lesson__course=other).exists()


def test_the_database_itself_refuses_a_class_two_relays_at_a_time():
    relay = running()
    with pytest.raises(IntegrityError):
        make.ReceiptFactory(
            group=relay.receiver.group, lesson__date=TUESDAY, lesson__presenter=make.TeacherFactory()
        )


def test_receivers_are_counted_and_no_more_than_agreed():
    relay = running(max_receivers=1)
    with pytest.raises(Refused, match="接收班已满"):
        relaying.add_receiver(relay.course, make.TeachingGroupFactory())
    relaying.drop_receiver(relay.receiver)
    relaying.drop_receiver(relay.receiver)
    relay.course.refresh_from_db()
    assert relay.course.receivers_count == 0 and not Receipt.objects.exists()
    relaying.add_receiver(relay.course, relay.receiver.group)
    relay.course.refresh_from_db()
    assert relay.course.receivers_count == 1
    assert AuditEvent.objects.filter(action="退出接收").count() == 1


def test_a_receiver_is_of_the_courses_year_and_not_the_presenting_class():
    relay = running()
    last_year = make.TeachingGroupFactory(school_year=make.SchoolYearFactory(start=2025))
    with pytest.raises(Refused, match="学年"):
        relaying.add_receiver(relay.course, last_year)
    own = make.TeachingGroupFactory(school=relay.course.school)
    RelayCourse.objects.update(presenting_group=own)
    with pytest.raises(Refused, match="主讲班"):
        relaying.add_receiver(relay.course, own)


def test_a_period_set_by_hand_goes_before_the_bells():
    relay = running()
    relaying.change_receiver(relay.receiver, assistant=None, period_no=2)
    relaying.schedule(relay.course, since=BEFORE)
    assert relay.receipt.period_no == 2


def test_bells_are_compared_in_minutes():
    relay = running(later=8)
    ((_, _, number, mismatch),) = relaying.bells_compared(relay.course, [relay.receiver], on=MONDAY)
    assert (number, mismatch.said) == (3, "接收教室晚8分钟上下课")
    assert Mismatch.of((time(9), time(9, 40)), (time(9), time(9, 40))).fits
    assert Mismatch.of((time(9), time(9, 40)), (time(8, 55), time(9, 35))).said == "接收教室早5分钟上下课"
    assert not Mismatch.of(None, (time(9), time(9, 40))).known


def test_the_receiving_period_shares_most_minutes():
    bells = {1: (time(8), time(8, 40)), 2: (time(8, 50), time(9, 30))}
    assert period_at(bells, (time(8, 30), time(9, 10))) == 2
    assert period_at(bells, (time(8, 5), time(8, 45))) == 1
    assert period_at(bells, (time(12), time(12, 40))) is None


def test_version_and_presenting_class_must_fit():
    course = make.RelayCourseFactory()
    course.version = make.TextbookVersionFactory(subject=make.SubjectFactory(name="美术"))
    with pytest.raises(ValidationError, match="不是这个学科"):
        course.clean()
    course.version, course.presenting_group = None, make.TeachingGroupFactory()
    with pytest.raises(ValidationError, match="不在主讲学校"):
        course.clean()


def test_questions_do_not_grow_with_weeks(django_assert_num_queries):
    """Renewing a long course asks as often as renewing a short one."""
    short, long = running(until=date(2026, 11, 27)), running(until=date(2027, 1, 15))
    for relay in (short, long):
        with django_assert_num_queries(15):
            again(relay)
