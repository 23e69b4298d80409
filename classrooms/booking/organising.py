"""What organisers do: add, move and remove teachers, change seats, quotas and times, call a session off.

Whether `by` organises the session is asked where the request comes in; what may be done is asked here.
"""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts import constraints
from classrooms import covering, eligible
from classrooms.booking import own, seats
from classrooms.models import Registration, Session, SessionQuota
from classrooms.telling import Refused, announce, moment, record, tell
from publishing.models import raise_version

State = Registration.State


def add(session, teacher, *, by, reason, at=None, address=None):
    """Give a teacher a seat whatever the window says, before those who wait; the teacher is told."""
    at, reason = at or timezone.now(), _reasoned(reason)
    existing = session.registrations.filter(teacher=teacher).first()
    if existing and existing.is_confirmed:
        return existing
    if existing and existing.is_active:
        raise Refused(f"{teacher.name}已在候补，加名额即可递补。")
    with constraints.spoken_as(Refused), transaction.atomic():
        registration = own.enter(session, teacher, existing, at, False)
        if registration is None:
            raise Refused(f"{teacher.name}刚刚报过名，请刷新页面看看。")
        _seat(seats.lock(session.pk, at), registration, at)
        registration.reason = reason
        registration.save(update_fields=["reason"])
        record("代为报名", registration, by, address, state=["", "confirmed"], reason=["", reason])
        tell("booking.added", session, [registration], key=f"{registration.pk}:{at.isoformat()}")
        covering.note(registration)
    return registration


def move(registration, session, *, by, reason, at=None, address=None):
    """From one session to a seat at another, in one transaction; the teacher is told once, of the new one."""
    at, reason = at or timezone.now(), _reasoned(reason)
    if registration.session_id == session.pk:
        raise Refused("已经在这一场，请选另一场。")
    teacher = registration.teacher
    existing = session.registrations.filter(teacher=teacher).first()
    if existing and existing.is_active:
        raise Refused(f"{teacher.name}已报了那一场。")
    with constraints.spoken_as(Refused), transaction.atomic():
        moved = own.enter(session, teacher, existing, at, False)
        if moved is None:
            raise Refused(f"{teacher.name}刚刚报过名，请刷新页面看看。")
        locked = seats.lock_all([registration.session_id, session.pk], at)
        old = own.fresh(registration)
        if not old.is_active:
            raise Refused("这个报名已经取消。")
        _seat(locked[session.pk], moved, at)
        why = f"改到《{session.title}》：{reason}"[:120]
        own.leave(locked[old.session_id], old, why, at, by=by, address=address)
        record("改场次", moved, by, address, session=[old.session_id, session.pk], reason=["", reason])
        tell("booking.moved", session, [moved], key=f"{moved.pk}:{at.isoformat()}", reason=reason)
        covering.note(moved)
    return moved


def call_off(session, *, by, reason, at=None, address=None):
    """Call the session off and tell everyone who has a seat or waits. Their rows stay as they were."""
    at, reason = at or timezone.now(), reason.strip()
    if not reason:
        raise Refused("请写明取消原因，报名的教师会看到。")
    with transaction.atomic():
        session = seats.lock(session.pk, at)
        if session.cancelled_at:
            return session
        if session.ends_at <= at:
            raise Refused("活动已结束，不能再取消。")
        session.cancelled_at, session.cancel_reason = at, reason
        session.calendar_sequence += 1
        session.save(update_fields=["cancelled_at", "cancel_reason", "calendar_sequence"])
        told = session.registrations.active().select_related("teacher__user")
        tell("session.cancelled", session, told, key=session.pk, reason=reason)
        announce("session.cancelled", session, key=session.pk, reason=reason)
        record("取消活动", session, by, address, cancel_reason=["", reason])
        for registration in session.registrations.seated():
            covering.call_off(registration, by=by, address=address)
        raise_version("classrooms")
    return session


def change_capacity(session, number, *, by, at=None, address=None):
    """Offer more seats or fewer; more seats go to the first waiting. Fewer than are taken is refused."""
    at = at or timezone.now()
    with constraints.spoken_as(Refused), transaction.atomic():
        session = seats.lock(session.pk, at)
        before = session.capacity
        if before == number:
            return session
        session.capacity = number
        session.save(update_fields=["capacity"])
        _fill(session, by, at, address)
        record("调整名额", session, by, address, capacity=[before, number])
    return session


def set_quota(session, unit, limit, *, by, at=None, address=None):
    """At most `limit` seats for the teachers of a unit; None takes the quota away."""
    at = at or timezone.now()
    with constraints.spoken_as(Refused), transaction.atomic():
        session = seats.lock(session.pk, at)
        old = session.quotas.filter(unit=unit).first()
        if limit is None:
            session.quotas.filter(unit=unit).delete()
        else:
            SessionQuota.objects.update_or_create(
                session=session, unit=unit, defaults={"limit": limit, "taken": _seated_of(session, unit)}
            )
        session.has_quotas = session.quotas.exists()
        session.save(update_fields=["has_quotas"])
        _fill(session, by, at, address)
        record("单位名额", session, by, address, quota=[old and str(old), limit and f"{unit.name} {limit}"])
    return session


def reschedule(session, *, by, starts_at, ends_at, place=None, at=None, address=None):
    """Move a session to another time or place: those who registered keep their seats and are told.

    The window for registering, and for cancelling, ends at the new start at the latest; whoever has other
    periods to leave behind now has them noted anew. The calendar's entry stays the same one.
    """
    at = at or timezone.now()
    with constraints.spoken_as(Refused), transaction.atomic():
        session = seats.lock(session.pk, at)
        if session.cancelled_at or session.ends_at <= at:
            raise Refused("活动已取消或已结束，不能改期。")
        if starts_at <= at:
            raise Refused("新的开始时间要在现在之后。")
        before = session.when, session.where
        shift = starts_at - session.starts_at
        session.starts_at, session.ends_at = starts_at, ends_at
        session.closes_at = min(max(session.closes_at + shift, session.opens_at + shift), starts_at)
        if session.closes_at <= session.opens_at:
            raise Refused("新的时间在报名开始之前，请先改报名时间。")
        if session.cancel_until:
            session.cancel_until = min(session.cancel_until + shift, starts_at)
        session.place = session.place if place is None else place
        session.save()
        record("改期", session, by, address, when=[before[0], session.when], where=[before[1], session.where])
        for registration in session.registrations.seated().select_related("teacher"):
            covering.note_again(registration, by=by, address=address)
        tell_of_change(session, at=at)
    return session


def tell_of_change(session, *, at=None):
    """Tell those with a seat or in the queue that time or place is another; call where it is saved."""
    at = at or timezone.now()
    if not session.is_published or session.cancelled_at or session.ends_at <= at:
        return
    Session.objects.filter(pk=session.pk).update(calendar_sequence=F("calendar_sequence") + 1)
    told = session.registrations.active().select_related("teacher__user")
    tell("session.changed", session, told, key=f"{session.pk}:{at.isoformat()}")
    announce("session.changed", session, key=f"{session.pk}:{at.isoformat()}")


def _reasoned(reason):
    if not reason.strip():
        raise Refused("请写明原因，教师会看到。")
    return reason.strip()


def _seat(session, registration, at):
    if session.cancelled_at or session.ends_at <= at:
        raise Refused("活动已取消或已结束，不能再加人。")
    if not seats.seat(session, registration, at):
        raise Refused(f"《{session.title}》（{moment(session.starts_at)}）没有名额了，请先加名额。")


def _fill(session, by, at, address):
    seats.promote(session, at, by, address)
    seats.keep_counters(session)


def _seated_of(session, unit):
    """How many of the seated are of a unit: its own teachers, or those of its group's schools."""
    schools = session.registrations.seated().values_list("teacher__school", flat=True)
    return sum(unit.pk in eligible.units_of(school) for school in schools)
