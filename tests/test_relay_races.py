"""Many at once, each on a connection of its own: places of receivers, answers, make-ups.

The first test takes the guard away and shows that the second would notice.
"""

import pytest

from accounts.models import AuditEvent
from classrooms import free_slots, receipts, relaying, rescheduling
from classrooms.booking import Refused
from classrooms.models import Receipt, RelayCourse, RelayLesson, RelayReceiver
from tests import factories as make
from tests.relay_kit import AFTER, BEFORE, running, stand_at
from tests.test_booking_races import all_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


def tried(act):
    """The act, refused or not."""

    def run():
        try:
            return act()
        except Refused as refused:
            return str(refused)

    return run


@pytest.fixture
def course(monkeypatch):
    stand_at(monkeypatch, BEFORE)
    return make.RelayCourseFactory(max_receivers=2, status=RelayCourse.Status.DRAFT)


def joining(course, number=8):
    groups = make.TeachingGroupFactory.create_batch(number, school=make.SchoolFactory())
    return [tried(lambda group=group: relaying.add_receiver(course, group)) for group in groups]


def test_without_the_count_under_the_lock_more_classes_come_in_than_agreed(course, monkeypatch):
    as_read = RelayCourse.objects.for_list().get(pk=course.pk)

    def look_only(found, step):
        if found.receivers_count >= found.max_receivers:
            raise Refused("接收班已满")

    monkeypatch.setattr(relaying, "lock_course", lambda pk: as_read)
    monkeypatch.setattr(relaying, "_count", look_only)
    all_at_once(*joining(course))
    assert RelayReceiver.objects.count() > course.max_receivers


def test_eight_classes_for_two_places(course):
    all_at_once(*joining(course))
    course.refresh_from_db()
    assert (course.receivers_count, RelayReceiver.objects.filter(left_on=None).count()) == (2, 2)


def test_twenty_taps_are_one_answer(monkeypatch):
    stand_at(monkeypatch, BEFORE)
    relay = running()
    stand_at(monkeypatch, AFTER)
    receipt, user = relay.receipt, relay.assistant.user
    all_at_once(*(lambda: receipts.confirm(receipt, by=user) for _ in range(10)))
    assert AuditEvent.objects.filter(action="上课确认").count() == 1


def test_one_of_two_different_answers_stands(monkeypatch):
    stand_at(monkeypatch, BEFORE)
    relay = running()
    stand_at(monkeypatch, AFTER)
    receipt = relay.receipt
    acts = [lambda: receipts.confirm(receipt), lambda: receipts.fail(receipt, "power")] * 3
    all_at_once(*map(tried, acts))
    answers = {event.change["state"][1] for event in AuditEvent.objects.filter(action="上课确认")}
    assert answers == {relay.receipt.state}


def test_a_failure_is_made_up_once_however_many_book(monkeypatch):
    stand_at(monkeypatch, BEFORE)
    relay = running()
    stand_at(monkeypatch, AFTER)
    failed = receipts.fail(relay.receipt, "power")
    slots = free_slots.of(relay.lesson, [failed])
    lesson = relay.lesson
    acts = [
        lambda slot=slot: rescheduling.make_up([failed], slot.day, slot.period_no, lesson=lesson, by=None)
        for slot in slots
    ]
    all_at_once(*map(tried, acts))
    assert RelayLesson.objects.filter(made_up_for=lesson).count() == 1
    assert Receipt.objects.filter(makes_up=failed).count() == 1


def test_terms_made_by_many_at_once_have_each_lesson_once(monkeypatch):
    stand_at(monkeypatch, BEFORE)
    relay = running()
    RelayLesson.objects.all().delete()
    all_at_once(*(lambda: relaying.schedule(relay.course, since=BEFORE) for _ in range(4)))
    assert [lesson.receipts.count() for lesson in relay.lessons] == [1, 1, 1]
