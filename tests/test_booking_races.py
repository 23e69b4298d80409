"""Many at once, each on a connection of its own: the last seat is sold once, on either database.

The first test takes the guard away and shows that the others would notice.
"""

import contextlib
import threading
from datetime import timedelta

import pytest
from django.db import close_old_connections, connection
from django.db.models import F
from django.db.utils import OperationalError
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEvent
from classrooms import booking
from classrooms.booking import own, seats
from classrooms.models import Registration, Session
from tests.factories import SchoolFactory, SessionFactory, TeacherFactory, UserFactory, registered

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
State = Registration.State


def all_at_once(*acts):
    """Run the acts in threads that start together; returns their results, raises their first error."""
    barrier, results, errors = threading.Barrier(len(acts)), [None] * len(acts), []

    def run(number, act):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=20)
            results[number] = act()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    close_old_connections()
    if errors:
        raise errors[0]
    return results


def teachers(number):
    return TeacherFactory.create_batch(number, signed_up=True)


def registering(session, teacher):
    """Registers with the session as it stood when the page was shown."""
    session = Session.objects.get(pk=session.pk)
    return lambda: booking.register(session, teacher, by=teacher.user)


def numbers(session, state):
    return session.registrations.filter(state=state).count()


def assert_sound(session):
    """What must hold after any history."""
    session.refresh_from_db()
    assert session.offered == numbers(session, State.OFFERED)
    assert session.taken == numbers(session, State.CONFIRMED) + session.offered <= session.capacity
    assert session.waiting == numbers(session, State.WAITING)
    assert not session.waiting or session.taken == session.capacity
    given = list(session.registrations.exclude(queue_number=None).values_list("queue_number", flat=True))
    assert len(given) == len(set(given)) and max(given, default=0) <= session.last_number


def test_without_the_guard_the_last_seat_is_sold_many_times(monkeypatch):
    def look_then_take(session, at):
        if session.taken >= session.capacity:
            return False
        session.taken += 1
        session.save(update_fields=["taken"])
        return True

    monkeypatch.setattr(seats, "take_free_seat", look_then_take)
    session = SessionFactory(capacity=1)
    all_at_once(*(registering(session, teacher) for teacher in teachers(20)))
    assert numbers(session, State.CONFIRMED) > 1


def test_last_seat_goes_to_one_and_nineteen_queue_in_order():
    session = SessionFactory(capacity=1)
    made = all_at_once(*(registering(session, teacher) for teacher in teachers(20)))
    assert numbers(session, State.CONFIRMED) == 1
    assert sorted(one.queue_number for one in made if one.is_waiting) == list(range(1, 20))
    assert_sound(session)
    assert AuditEvent.objects.filter(action="报名").count() == 20


def test_twenty_requests_for_the_last_seat_through_the_page():
    session, people = SessionFactory(capacity=1), teachers(20)
    clients = [Client() for _ in people]
    for client, teacher in zip(clients, people, strict=True):
        client.force_login(teacher.user)
    path = f"{session.get_absolute_url()}register/"
    answers = all_at_once(*(lambda client=client: client.post(path).status_code for client in clients))
    assert answers == [302] * 20
    assert (numbers(session, State.CONFIRMED), numbers(session, State.WAITING)) == (1, 19)
    assert_sound(session)


def test_the_same_teacher_twenty_times_is_one_row():
    session, (teacher,) = SessionFactory(capacity=1), teachers(1)
    made = all_at_once(*(registering(session, teacher) for _ in range(20)))
    assert len({one.pk for one in made}) == 1
    assert AuditEvent.objects.filter(action="报名").count() == 1
    assert_sound(session)


def test_the_same_teacher_twenty_times_keeps_one_place_in_the_queue():
    session, (teacher,) = SessionFactory(capacity=1), teachers(1)
    registered(session)
    made = all_at_once(*(registering(session, teacher) for _ in range(20)))
    assert {(one.pk, one.queue_number) for one in made} == {(made[0].pk, 1)}
    assert_sound(session)


@pytest.mark.parametrize("waiting", [0, 3])
def test_a_seat_given_back_while_others_arrive_goes_to_the_first_waiting(waiting):
    session = SessionFactory(capacity=1)
    first, *queue = registered(session, 1 + waiting)
    arriving = [registering(session, teacher) for teacher in teachers(10)]
    all_at_once(lambda: booking.cancel(first, by=first.teacher.user), *arriving)
    assert_sound(session)
    assert numbers(session, State.CONFIRMED) == 1
    if queue:
        queue[0].refresh_from_db()
        assert queue[0].is_confirmed


def test_all_cancel_at_once_and_nobody_is_promoted_twice():
    session = SessionFactory(capacity=3)
    everyone = registered(session, 12)
    leaving = everyone[:9]
    all_at_once(*(lambda one=one: booking.cancel(one, by=one.teacher.user) for one in leaving))
    assert_sound(session)
    assert numbers(session, State.CONFIRMED) == 3 and numbers(session, State.WAITING) == 0


def test_cancelling_and_coming_back_at_once_stays_sound():
    session = SessionFactory(capacity=2)
    everyone = registered(session, 6)
    away = everyone[0]
    booking.cancel(away, by=away.teacher.user)
    back = [registering(session, away.teacher) for _ in range(5)]
    leave = [lambda one=one: booking.cancel(one, by=one.teacher.user) for one in everyone]
    all_at_once(*back, *leave)
    assert_sound(session)


@pytest.mark.parametrize("number", [3, 15])
def test_seats_added_while_others_arrive_are_all_given(number):
    session, organiser = SessionFactory(capacity=1), UserFactory()
    registered(session, 3)
    arriving = [registering(session, teacher) for teacher in teachers(10)]
    all_at_once(lambda: booking.change_capacity(session, number, by=organiser), *arriving)
    assert_sound(session)
    assert numbers(session, State.CONFIRMED) == min(number, 13)


def test_seats_taken_away_while_others_arrive_are_never_sold():
    session, organiser = SessionFactory(capacity=20), UserFactory()

    def shrink():
        try:
            booking.change_capacity(session, 5, by=organiser)
        except booking.Refused as refused:
            assert "已报人数" in str(refused)

    all_at_once(shrink, *(registering(session, teacher) for teacher in teachers(12)))
    assert_sound(session)


def test_calling_off_while_others_arrive_tells_all_who_got_in():
    session, organiser = SessionFactory(capacity=2), UserFactory()

    def arrive(act):
        try:
            return act()
        except booking.Refused:
            return None

    arriving = [registering(session, teacher) for teacher in teachers(8)]
    all_at_once(
        lambda: booking.cancel_session(session, by=organiser, reason="停电"),
        *(lambda act=act: arrive(act) for act in arriving),
    )
    told = organiser.inbox_messages.model.objects.filter(kind="session.cancelled")
    assert {message.recipient_id for message in told} == set(
        session.registrations.active().values_list("teacher__user", flat=True)
    )
    assert Session.objects.get(pk=session.pk).taken == numbers(session, State.CONFIRMED)


# --- offers, partners, quotas, changing over ----------------------------------------------------------------
def unless_refused(act):
    def run():
        try:
            return act()
        except booking.Refused:
            return None

    return run


def test_offers_answered_while_they_lapse_are_given_once():
    session = SessionFactory(capacity=2, starts_at=timezone.now() + timedelta(days=9))
    first = registered(session, 2)
    for one in teachers(6):
        booking.register(session, one, by=one.user, ask_first=True)
    for one in first:
        booking.cancel(one, by=one.teacher.user)
    offered = list(session.registrations.offered().select_related("teacher__user"))
    late = max(one.offer_expires_at for one in offered)
    acts = [lambda: booking.expire_offers(at=late)] * 2
    acts += [
        unless_refused(lambda one=one, act=act: act(one, by=one.teacher.user))
        for one in offered
        for act in (booking.accept, booking.accept, booking.decline)
    ]
    all_at_once(*acts)
    assert_sound(session)
    passed_on = session.registrations.filter(state=State.CANCELLED, ask_first=True).count()
    assert session.taken == 2 and session.waiting == 4 - passed_on


def pair_up(session):
    people = iter(teachers(10))
    acts = [
        unless_refused(lambda a=a, b=b: booking.register_together(session, a, b, by=a.user))
        for a, b in zip(people, people, strict=True)
    ]
    return [one for one in all_at_once(*acts) if one]


def test_partners_get_both_seats_or_none():
    session = SessionFactory(capacity=3, in_pairs=True)
    assert len(pair_up(session)) == 1
    assert numbers(session, State.CONFIRMED) == 2
    assert_sound(session)


def test_without_the_lock_partners_are_sold_more_than_there_is(monkeypatch):
    monkeypatch.setattr(seats, "lock", lambda pk, at: Session.objects.get(pk=pk))
    session = SessionFactory(capacity=3, in_pairs=True)
    with contextlib.suppress(OperationalError):
        pair_up(session)
    session.refresh_from_db()
    sold = numbers(session, State.CONFIRMED)
    # SQLite has but one writer at a time, and a transaction begins with the lock: there nothing goes wrong.
    assert sold == session.taken == 2 if connection.vendor == "sqlite" else sold > session.taken


def test_quota_is_kept_while_a_whole_school_arrives():
    session, school = SessionFactory(capacity=10), SchoolFactory()
    booking.set_quota(session, school.unit, 2, by=UserFactory())
    ours = TeacherFactory.create_batch(8, signed_up=True, school=school)
    made = all_at_once(*(registering(session, teacher) for teacher in [*ours, *teachers(6)]))
    session.refresh_from_db()
    assert session.quotas.get().taken == sum(one.is_confirmed for one in made[:8]) == 2
    assert all(one.is_confirmed for one in made[8:])
    assert (session.taken, session.waiting) == (8, 6)


def test_changing_over_both_ways_at_once_neither_loses_nor_doubles_a_seat():
    left, right = SessionFactory(capacity=4), SessionFactory(capacity=4)
    there, here = registered(left, 2), registered(right, 2)
    acts = [
        unless_refused(
            lambda one=one, to=to: booking.swap(to, one.teacher, instead_of=one, by=one.teacher.user)
        )
        for rows, to in ((there, right), (here, left))
        for one in rows
        for _ in range(2)
    ]
    all_at_once(*acts)
    for session in (left, right):
        assert_sound(session)
        assert numbers(session, State.CONFIRMED) == 2


# --- without the lock first, then with it -------------------------------------------------------------------
def meeting(gate, function, *, first):
    """The function, at whose beginning, or end, all wait for one another."""

    def met(*args, **options):
        found = None if first else function(*args, **options)
        with contextlib.suppress(threading.BrokenBarrierError):
            gate.wait(timeout=1)
        return function(*args, **options) if first else found

    return met


# Where everybody has read and nobody has written: (module, function, whether they wait before it).
AT_THE_SESSION = [(seats, "lock", False)]
AT_THE_OFFER = [(own, "fresh", False), (seats, "give_back", True)]


@contextlib.contextmanager
def without_the_lock(number, places):
    """Everybody reads before anybody writes: what the lock forbids."""
    gate = threading.Barrier(number)

    def unlocked(pk, at):
        session = Session.objects.get(pk=pk)
        if session.offered and seats._lapse(session, at):
            seats.promote(session, at, None, None)
            seats.keep_counters(session)
        return session

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seats, "lock", unlocked)
        for module, name, first in places:
            patch.setattr(module, name, meeting(gate, getattr(module, name), first=first))
        yield


def offer_that_lapses_while_it_is_accepted():
    session = SessionFactory(capacity=1, starts_at=timezone.now() + timedelta(days=9))
    (first,) = registered(session)
    for one in teachers(2):
        booking.register(session, one, by=one.user, ask_first=True)
    booking.cancel(first, by=first.teacher.user)
    offer = session.registrations.offered().select_related("teacher__user").get()
    late = offer.offer_expires_at
    return [session], [
        unless_refused(lambda: booking.accept(offer, by=offer.teacher.user)),
        lambda: booking.expire_offers(at=late),
    ]


def cancelling_arriving_and_another_capacity():
    session = SessionFactory(capacity=2)
    first = registered(session, 3)[0]
    (newcomer,) = teachers(1)
    return [session], [
        lambda: booking.cancel(first, by=first.teacher.user),
        registering(session, newcomer),
        lambda: booking.change_capacity(session, 3, by=UserFactory()),
    ]


def one_place_for_two_of_a_school():
    session, school = SessionFactory(capacity=5), SchoolFactory()
    booking.set_quota(session, school.unit, 1, by=UserFactory())
    ours = TeacherFactory.create_batch(2, signed_up=True, school=school)
    return [session], [registering(session, teacher) for teacher in ours]


def changing_over_both_ways():
    left, right = SessionFactory(capacity=2), SessionFactory(capacity=2)
    (there,), (here,) = registered(left), registered(right)
    return [left, right], [
        lambda: booking.swap(right, there.teacher, instead_of=there, by=there.teacher.user),
        lambda: booking.swap(left, here.teacher, instead_of=here, by=here.teacher.user),
    ]


def goes_well(sessions, acts):
    """Whether nobody was refused, every count says what the rows say, and who was told of a seat has it."""
    try:
        for told in all_at_once(*acts):
            assert not getattr(told, "is_confirmed", False) or own.fresh(told).is_confirmed
        for session in sessions:
            session.refresh_from_db()
            assert session.taken == session.registrations.seated().count() <= session.capacity
            assert session.offered == numbers(session, State.OFFERED)
            assert session.waiting == numbers(session, State.WAITING)
            for quota in session.quotas.all():
                assert quota.taken == session.registrations.seated().count() <= quota.limit
    except (AssertionError, booking.Refused, OperationalError):
        return False
    return True


@pytest.mark.parametrize(
    ("scene", "places"),
    [
        (offer_that_lapses_while_it_is_accepted, AT_THE_OFFER),
        (cancelling_arriving_and_another_capacity, AT_THE_SESSION),
        (one_place_for_two_of_a_school, AT_THE_SESSION),
        (changing_over_both_ways, AT_THE_SESSION),
    ],
)
def test_what_goes_wrong_without_the_lock_goes_well_with_it(scene, places):
    sessions, acts = scene()
    with without_the_lock(len(acts), places):
        # SQLite has but one writer at a time: there a transaction is a lock already.
        assert goes_well(sessions, acts) == (connection.vendor == "sqlite")
    assert goes_well(*scene())


def test_the_database_itself_refuses_one_seat_too_many():
    session = SessionFactory(capacity=1)
    registered(session)
    with pytest.raises(Exception, match="session_not_oversold"):
        Session.objects.filter(pk=session.pk).update(taken=F("taken") + 1)
