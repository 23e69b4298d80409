"""Seats and the queue: `classrooms/booking.py`, one request at a time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import AuditEvent, Message
from classrooms import booking
from classrooms.models import Registration, Session
from tests.factories import SessionFactory, TeacherFactory, UserFactory, registered

pytestmark = [pytest.mark.django_db, pytest.mark.both]
State = Registration.State


def register(session, teacher=None, **options):
    teacher = teacher or TeacherFactory(signed_up=True)
    return booking.register(session, teacher, by=teacher.user, **options)


def cancel(registration):
    return booking.cancel(registration, by=registration.teacher.user)


def state_of(registration):
    return Registration.objects.get(pk=registration.pk).state


def counters(session):
    session.refresh_from_db()
    return session.taken, session.waiting, session.last_number


def test_teacher_gets_a_free_seat():
    session = SessionFactory(capacity=1)
    registration = register(session)
    assert registration.state == State.CONFIRMED and registration.queue_number is None
    assert registration.confirmed_at is not None
    assert counters(session) == (1, 0, 0)


def test_full_session_queues_in_order_of_arrival():
    session = SessionFactory(capacity=1)
    first, second, third = registered(session, 3)
    assert [first.state, second.state, third.state] == [State.CONFIRMED, State.WAITING, State.WAITING]
    assert [second.queue_number, third.queue_number] == [1, 2]
    assert counters(session) == (1, 2, 2)


def test_newcomer_queues_while_anyone_waits():
    session = SessionFactory(capacity=2)
    registered(session, 2)
    waiting = register(session)
    # A free seat beside somebody waiting cannot come about; were it so, it would not be the newcomer's.
    Session.objects.filter(pk=session.pk).update(capacity=3)
    assert register(session).state == State.WAITING
    assert state_of(waiting) == State.WAITING


def test_registering_twice_answers_with_the_same_row():
    session, teacher = SessionFactory(capacity=1), TeacherFactory(signed_up=True)
    again = [register(session, teacher), register(session, teacher)]
    assert again[0].pk == again[1].pk
    assert counters(session) == (1, 0, 0)
    assert AuditEvent.objects.filter(action="报名").count() == 1


def test_queueing_twice_keeps_the_place():
    session, teacher = SessionFactory(capacity=1), TeacherFactory(signed_up=True)
    register(session)
    assert register(session, teacher).queue_number == register(session, teacher).queue_number == 1
    assert counters(session) == (1, 1, 1)


def test_cancelled_seat_goes_to_the_first_waiting_who_is_told():
    session = SessionFactory(capacity=1)
    first, second, third = registered(session, 3)
    cancel(first)
    assert [state_of(one) for one in (first, second, third)] == [
        State.CANCELLED,
        State.CONFIRMED,
        State.WAITING,
    ]
    assert counters(session) == (1, 1, 2)
    message = Message.objects.get()
    assert (message.kind, message.recipient) == ("booking.promoted", second.teacher.user)
    assert message.path == session.get_absolute_url()


def test_cancelling_a_place_in_the_queue_moves_nobody():
    session = SessionFactory(capacity=1)
    first, second, third = registered(session, 3)
    cancel(second)
    assert state_of(first) == State.CONFIRMED and state_of(third) == State.WAITING
    assert Registration.objects.get(pk=third.pk).place_in_queue == 1
    assert counters(session) == (1, 1, 2)


def test_cancelling_twice_changes_nothing_more():
    session = SessionFactory(capacity=1)
    first, *_ = registered(session, 3)
    cancel(first)
    cancel(first)
    assert counters(session) == (1, 1, 2)
    assert AuditEvent.objects.filter(action="取消报名").count() == 1
    assert Message.objects.count() == 1


def test_registering_again_reuses_the_row_and_joins_at_the_end():
    session = SessionFactory(capacity=1)
    first, second = registered(session, 2)
    cancel(first)
    again = register(session, first.teacher)
    assert again.pk == first.pk and again.state == State.WAITING
    assert again.queue_number == 2 and again.cancelled_at is None and again.reason == ""
    assert counters(session) == (1, 1, 2)


def test_second_promotion_of_the_same_teacher_is_told_again():
    session = SessionFactory(capacity=1)
    first, second = registered(session, 2)
    cancel(first)
    register(session, first.teacher)
    cancel(second)
    register(session, second.teacher)
    cancel(first)
    assert Message.objects.filter(kind="booking.promoted", recipient=second.teacher.user).count() == 2


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ({"opens_at": timedelta(hours=1), "closes_at": timedelta(hours=2)}, "报名还没开始"),
        ({"opens_at": timedelta(hours=-2), "closes_at": timedelta(hours=-1)}, "报名已截止"),
    ],
)
def test_closed_window_is_refused_in_words(times, words):
    session = SessionFactory(**{name: timezone.now() + delta for name, delta in times.items()})
    with pytest.raises(booking.Refused, match=words):
        register(session)
    assert not Registration.objects.exists() and not AuditEvent.objects.exists()


def test_window_that_closed_after_the_look_is_refused_by_the_lock():
    session = SessionFactory()
    Session.objects.filter(pk=session.pk).update(
        opens_at=timezone.now() - timedelta(days=2), closes_at=timezone.now() - timedelta(days=1)
    )
    with pytest.raises(booking.Refused, match="报名已截止"):
        register(session)
    assert not Registration.objects.exists()


def test_unpublished_or_cancelled_session_takes_nobody():
    hidden, off = SessionFactory(visible_from=None), SessionFactory()
    off = booking.cancel_session(off, by=UserFactory(), reason="停电")
    with pytest.raises(booking.Refused, match="尚未发布"):
        register(hidden)
    with pytest.raises(booking.Refused, match="已取消"):
        register(off)


def test_nobody_registers_another():
    session, teacher = SessionFactory(), TeacherFactory(signed_up=True)
    with pytest.raises(booking.Refused, match="只能为自己"):
        booking.register(session, teacher, by=UserFactory())
    with pytest.raises(booking.Refused, match="只能为自己"):
        booking.register(session, TeacherFactory(), by=UserFactory())


def test_organiser_cancels_with_a_reason_that_the_teacher_reads():
    session = SessionFactory(capacity=1)
    first, second = registered(session, 2)
    organiser = UserFactory()
    with pytest.raises(booking.Refused, match="取消原因"):
        booking.cancel(first, by=organiser, reason=" ")
    booking.cancel(first, by=organiser, reason="名额调整")
    told = Message.objects.get(kind="booking.cancelled")
    assert told.recipient == first.teacher.user and told.payload["reason"] == "名额调整"
    assert state_of(second) == State.CONFIRMED


def test_teacher_cannot_cancel_what_has_begun_and_nobody_moves_up_then():
    session = SessionFactory(capacity=1)
    first, second = registered(session, 2)
    begun = session.starts_at + timedelta(minutes=1)
    with pytest.raises(booking.Refused, match="已开始"):
        booking.cancel(first, by=first.teacher.user, at=begun)
    booking.cancel(first, by=UserFactory(), reason="未到场", at=begun)
    assert state_of(second) == State.WAITING
    assert counters(session) == (0, 1, 1)


def test_calling_a_session_off_tells_everyone_once():
    session = SessionFactory(capacity=1)
    first, second, third = registered(session, 3)
    cancel(third)
    for _ in range(2):
        booking.cancel_session(session, by=UserFactory(), reason="停电")
    told = Message.objects.filter(kind="session.cancelled")
    assert {message.recipient for message in told} == {first.teacher.user, second.teacher.user}
    assert told.count() == 2
    session.refresh_from_db()
    assert session.phase() == Session.Phase.CANCELLED and session.cancel_reason == "停电"
    assert state_of(second) == State.WAITING


def test_calling_off_needs_a_reason_and_a_session_yet_to_end():
    session = SessionFactory()
    with pytest.raises(booking.Refused, match="取消原因"):
        booking.cancel_session(session, by=UserFactory(), reason="")
    with pytest.raises(booking.Refused, match="已结束"):
        booking.cancel_session(session, by=UserFactory(), reason="停电", at=session.ends_at)


def test_more_seats_go_to_the_first_waiting():
    session = SessionFactory(capacity=1)
    registrations = registered(session, 4)
    booking.change_capacity(session, 3, by=UserFactory())
    assert [state_of(one) for one in registrations] == [State.CONFIRMED] * 3 + [State.WAITING]
    assert counters(session) == (3, 1, 3)
    assert Message.objects.filter(kind="booking.promoted").count() == 2


@pytest.mark.django_db(transaction=True)
def test_fewer_seats_than_taken_is_refused_in_the_constraints_words():
    session = SessionFactory(capacity=2)
    registered(session, 2)
    with pytest.raises(booking.Refused, match="名额不能少于已报人数"):
        booking.change_capacity(session, 1, by=UserFactory())
    session.refresh_from_db()
    assert session.capacity == 2


def test_no_seats_at_all_is_refused_in_the_constraints_words():
    with pytest.raises(booking.Refused, match="名额至少一个"):
        booking.change_capacity(SessionFactory(), 0, by=UserFactory())


def test_saving_an_old_copy_of_the_session_keeps_seats_and_queue():
    session = SessionFactory(capacity=1)
    stale = Session.objects.get(pk=session.pk)
    registered(session, 2)
    stale.title, stale.capacity = "改名", 9
    stale.save()
    assert counters(session) == (1, 1, 1)
    assert (session.title, session.capacity) == ("改名", 1)
