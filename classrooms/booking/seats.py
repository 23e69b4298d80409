"""Seats, quotas and the queue, counted under the session's lock. Called inside a transaction only."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.ready import ready, ready_update
from classrooms import covering, eligible
from classrooms.booking import offers
from classrooms.models import Registration, Session, SessionQuota
from classrooms.telling import Refused, moment, record, tell

State = Registration.State
COUNTERS = ["taken", "offered", "waiting", "last_number"]
LAPSED = "到时没有确认，名额已给下一位"


# --- looking ------------------------------------------------------------------------------------------------
def refuse_closed(session, at):
    """Say why nobody may register at this moment, if so."""
    if not session.is_published:
        raise Refused("活动尚未发布，请稍后再看。")
    match session.phase(at):
        case Session.Phase.CANCELLED:
            raise Refused("活动已取消，请看看其他活动。")
        case Session.Phase.SOON:
            raise Refused(f"报名还没开始，请在{moment(session.opens_at)}以后再来。")
        case Session.Phase.CLOSED | Session.Phase.HELD:
            raise Refused("报名已截止，请看看其他活动，或与组织单位联系。")


# --- locks --------------------------------------------------------------------------------------------------
def lock(session_pk, at):
    """The session's row, as it is and stays until the commit, with offers that have lapsed taken back."""
    session = _locked(pk=session_pk)[0]
    if session.offered and _lapse(session, at):
        promote(session, at, None, None)
        keep_counters(session)
    return session


@ready
def _locked(pk):
    return Session.objects.select_for_update(no_key=True).filter(pk=pk).order_by()


def lock_all(session_pks, at):
    """Several sessions' rows, locked in the order of their keys: {key: session}."""
    return {pk: lock(pk, at) for pk in sorted(set(session_pks))}


def keep_counters(session):
    _count(pk=session.pk, **{name: getattr(session, name) for name in COUNTERS})


@ready_update
def _count(pk, **counters):
    return Session.objects.filter(pk=pk), counters


# --- seats --------------------------------------------------------------------------------------------------
def take_free_seat(session, at):
    """Count one more seat as taken, if there is one: the guard against overselling.

    Where units have quotas, or somebody waits, it is never taken in passing: `settle` looks under the lock.
    """
    return bool(_take(pk=session.pk, at=at))


@ready_update
def _take(pk, at):
    return Session.objects.with_a_seat(at).filter(pk=pk, has_quotas=False), {"taken": F("taken") + 1}


def settle(session, registration, at):
    """Under the session's lock: a seat for a newcomer where one is free and theirs, else the next number."""
    if _may_sit(session, registration):
        _sit(session, registration, at)
        registration.save()
    else:
        _queue(session, registration)
    keep_counters(session)


def _queue(session, registration):
    session.waiting += 1
    session.last_number += 1
    registration.state, registration.confirmed_at = State.WAITING, None
    registration.queue_number = session.last_number
    # The newcomer is the last of those who wait.
    registration.place_in_queue = session.waiting
    _wait(pk=registration.pk, number=registration.queue_number)


@ready_update
def _wait(pk, number):
    waiting = {"state": State.WAITING.value, "confirmed_at": None, "queue_number": number}
    return Registration.objects.filter(pk=pk), waiting


def _may_sit(session, registration):
    """A free seat is the newcomer's unless somebody who waits could have it."""
    if session.seats_left <= 0 or not _room(session, registration.teacher):
        return False
    return not session.waiting or not any(
        _room(session, one.teacher) for one in session.registrations.in_queue().select_related("teacher")
    )


def _sit(session, registration, at, *, ask=False):
    session.taken += 1
    session.offered += ask
    registration.state = State.OFFERED if ask else State.CONFIRMED
    registration.confirmed_at = None if ask else at
    registration.offer_expires_at = offers.deadline(at, session.starts_at) if ask else None
    _count_quotas(session, registration.teacher, +1)


def seat(session, registration, at):
    """A seat under the lock, before the queue: for organisers, for pairs. False where none is free."""
    if session.seats_left <= 0 or not _room(session, registration.teacher):
        return False
    _sit(session, registration, at)
    registration.save()
    keep_counters(session)
    return True


def give_back(session, registration, reason, at):
    """Under the lock: what a row holds, a seat, an offer or a place, is free again."""
    if registration.is_waiting:
        session.waiting -= 1
    else:
        session.taken -= 1
        session.offered -= registration.is_offered
        _count_quotas(session, registration.teacher, -1)
    registration.state, registration.cancelled_at, registration.reason = State.CANCELLED, at, reason
    registration.offer_expires_at = None
    registration.save()


# --- quotas -------------------------------------------------------------------------------------------------
def _quotas(session, teacher):
    """The quotas that a seat of this teacher counts in, locked in the order of their keys."""
    if not session.has_quotas:
        return SessionQuota.objects.none()
    units = eligible.units_of(teacher.school_id)
    return session.quotas.select_for_update(no_key=True).filter(unit__in=units).order_by("pk")


def _room(session, teacher):
    return all(quota.taken < quota.limit for quota in _quotas(session, teacher))


def _count_quotas(session, teacher, number):
    for quota in _quotas(session, teacher):
        SessionQuota.objects.filter(pk=quota.pk).update(taken=F("taken") + number)


# --- the queue ----------------------------------------------------------------------------------------------
def promote(session, at, by, address):
    """Free seats go to the first waiting for whom their unit has room, until the session begins.

    Who chose 先问我 is offered the seat, which counts as taken until they answer or the time is up.
    """
    if session.cancelled_at or session.starts_at <= at:
        return
    if session.seats_left <= 0 or not session.waiting:
        return
    queue = session.registrations.in_queue().select_related("teacher__user", "teacher__school")
    if not session.has_quotas:
        queue = queue[: session.seats_left]
    for registration in queue:
        if session.seats_left <= 0:
            break
        if _room(session, registration.teacher):
            _move_up(session, registration, at, by, address)


def _move_up(session, registration, at, by, address):
    ask = registration.ask_first
    _sit(session, registration, at, ask=ask)
    session.waiting -= 1
    registration.save()
    action = "递补待确认" if ask else "候补转正"
    record(action, registration, by, address, state=["waiting", registration.state])
    covering.note(registration)
    key = f"{registration.pk}:{registration.queue_number}"
    expires = registration.offer_expires_at
    tell("booking.offered" if ask else "booking.promoted", session, [registration], key=key, expires=expires)


def _lapse(session, at):
    """Take back the offers whose time is up; returns how many."""
    late = session.registrations.offered().filter(offer_expires_at__lte=at)
    late = list(late.select_related("teacher__user", "teacher__school"))
    for registration in late:
        give_back(session, registration, LAPSED, at)
        record("递补过时", registration, None, None, state=["offered", "cancelled"])
        tell("booking.expired", session, [registration], key=f"{registration.pk}:{registration.queue_number}")
    return len(late)


def expire_offers(at=None):
    """The sweep: offers whose time is up go to the next. Bears being repeated, and several at once."""
    at = at or timezone.now()
    due = Registration.objects.offered().filter(offer_expires_at__lte=at)
    for session_pk in sorted(set(due.values_list("session_id", flat=True))):
        with transaction.atomic():
            lock(session_pk, at)
