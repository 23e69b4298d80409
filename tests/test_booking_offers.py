"""先问我: a seat that comes free is offered for some working hours, answered by a button, or goes on."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import Message
from accounts.roles import Role
from classrooms import booking
from classrooms.booking import offers
from classrooms.models import Registration
from schools import busy
from tests.factories import (
    CalendarDayFactory,
    SessionFactory,
    TeacherFactory,
    TermFactory,
    person,
    registered,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both]
State = Registration.State


def moment(day, hour, minute=0):
    """Of November 2026; the 27th is a Friday."""
    return timezone.make_aware(datetime(2026, 11, day, hour, minute))


@pytest.fixture
def session():
    return SessionFactory(capacity=1, starts_at=timezone.now() + timedelta(days=10))


def asking(session):
    teacher = TeacherFactory(signed_up=True)
    return booking.register(session, teacher, by=teacher.user, ask_first=True)


def leave(registration, **options):
    return booking.cancel(registration, by=registration.teacher.user, **options)


def state_of(registration):
    registration.refresh_from_db()
    return registration.state


def counters(session):
    session.refresh_from_db()
    return session.taken, session.offered, session.waiting


@pytest.fixture
def offered(session):
    first = registered(session)[0]
    second, third = asking(session), asking(session)
    leave(first)
    return second, third


def test_freed_seat_is_offered_and_counts_as_taken(session, offered):
    second, third = offered
    assert [state_of(second), state_of(third)] == [State.OFFERED, State.WAITING]
    assert counters(session) == (1, 1, 1)
    message = Message.objects.get(kind="booking.offered")
    assert message.recipient == second.teacher.user and "月" in message.payload["expires"]
    newcomer = TeacherFactory(signed_up=True)
    assert booking.register(session, newcomer, by=newcomer.user).is_waiting


def test_accepting_twice_is_one_seat(session, offered):
    second, _ = offered
    for _ in range(2):
        booking.accept(second, by=second.teacher.user)
    assert state_of(second) == State.CONFIRMED and second.offer_expires_at is None
    assert counters(session) == (1, 0, 1)


def test_declined_seat_goes_to_the_next(session, offered):
    second, third = offered
    for _ in range(2):
        booking.decline(second, by=second.teacher.user)
    assert [state_of(second), state_of(third)] == [State.CANCELLED, State.OFFERED]
    assert counters(session) == (1, 1, 0)


def test_sweep_passes_a_lapsed_offer_on_once(session, offered):
    second, third = offered
    second.refresh_from_db()
    late = second.offer_expires_at
    booking.expire_offers(at=late - timedelta(seconds=1))
    assert state_of(second) == State.OFFERED
    for _ in range(2):
        booking.expire_offers(at=late)
    assert [state_of(second), state_of(third)] == [State.CANCELLED, State.OFFERED]
    assert counters(session) == (1, 1, 0)
    assert Message.objects.filter(kind="booking.expired").count() == 1


def test_lapsed_offer_is_passed_on_by_whoever_comes_first(session, offered):
    second, third = offered
    second.refresh_from_db()
    late = second.offer_expires_at + timedelta(minutes=1)
    with pytest.raises(booking.Refused, match="时限已过"):
        booking.accept(second, by=second.teacher.user, at=late)
    assert [state_of(second), state_of(third)] == [State.CANCELLED, State.OFFERED]


def test_only_oneself_answers(session, offered):
    second, third = offered
    for act in (booking.accept, booking.decline):
        with pytest.raises(booking.Refused, match="只能处理自己的"):
            act(second, by=third.teacher.user)


def test_offered_seat_keeps_its_teacher_busy(session, offered):
    second, third = offered
    spans = busy.busy_spans([second.teacher, third.teacher], session.starts_at, session.ends_at)
    assert [len(spans[one.teacher_id]) for one in offered] == [1, 0]


@pytest.mark.parametrize(
    ("made", "starts", "lapses"),
    [
        (moment(26, 10), moment(30, 10), moment(26, 14)),  # four working hours
        (moment(26, 18), moment(30, 10), moment(27, 10)),  # the night is left out
        (moment(27, 18), moment(30, 14), moment(30, 10)),  # the weekend too
        (moment(26, 10), moment(26, 15), moment(26, 10, 30)),  # half an hour on the day itself
        (moment(26, 22), moment(27, 8, 30), moment(27, 8)),  # half an hour before the start at the latest
        (moment(26, 10), moment(26, 10, 20), moment(26, 10, 10)),
    ],
)
def test_time_to_answer_is_counted_in_working_hours_and_shrinks(made, starts, lapses):
    assert offers.deadline(made, starts) == lapses


def test_time_to_answer_follows_the_calendar():
    TermFactory()
    CalendarDayFactory(date=moment(27, 0).date())
    CalendarDayFactory(date=moment(28, 0).date(), taught_as=5)
    assert offers.deadline(moment(26, 18), moment(30, 10)) == moment(28, 10)


def test_the_text_for_the_group_chat_names_who_has_not_answered(client, session, offered):
    client.force_login(person(Role.RESEARCHER))
    said = client.get(f"{session.get_absolute_url()}manage/").content.decode()
    text = said.partition('id="share-text"')[2].partition("</textarea>")[0]
    assert session.title in text
    assert "/s/" in text
    assert offered[0].teacher.name in text
    assert offered[1].teacher.name not in text
