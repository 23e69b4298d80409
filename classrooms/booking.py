"""Who has a seat. This module alone writes registrations, and the seats and queue counters of sessions.

Always true after a commit: `taken` and `waiting` are the numbers of confirmed and waiting rows; nobody waits
beside a free seat while the session still takes place; a queue number is given once and never again.

The order of locks is the same everywhere, so nothing waits in a circle: a newcomer's own row, then the
session's row, then rows of the queue, which are touched under the session's lock only. Asking again for what
is already so changes nothing and answers with what is there, so a double click or a replay does no harm.
"""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts import audit, constraints, inbox
from classrooms.models import Registration, Session
from publishing.models import raise_version

State = Registration.State


class Refused(Exception):
    """What cannot be done, and what to do instead, in words for the person who asked."""


inbox.register(
    "booking.promoted",
    title="候补成功：{title}",
    body="您已从候补转为正式报名。时间：{when}，地点：{where}。不能参加请及早取消，名额会给下一位。",
)
inbox.register(
    "booking.cancelled",
    title="报名被取消：{title}",
    body="组织单位取消了您的报名（{when}）。原因：{reason}。如有疑问，请与{organiser}联系。",
)
inbox.register(
    "session.cancelled",
    title="活动取消：{title}",
    body="原定{when}的活动已取消。原因：{reason}。您不用再做什么。",
)
inbox.register(
    "session.changed",
    title="活动有变：{title}",
    body="请留意现在的时间和地点：{when}，{where}。不能参加请及早取消，名额会给下一位。",
)


def register(session, teacher, *, by, at=None, address=None):
    """Take a seat for the teacher, or a place in the queue; returns the Registration.

    Where a seat is free, the session's row is locked only by the last UPDATE; where none is, it is locked to
    look again and to give the next queue number. `at` is the moment of asking (now), `address` where the
    request came from, for the trail.
    """
    at = at or timezone.now()
    if by.pk != teacher.user_id:
        raise Refused("只能为自己报名，请用本人账号登录。")
    existing = _of(session, teacher)
    if existing and existing.is_active:
        return existing
    _refuse_closed(session, at)
    try:
        with transaction.atomic():
            registration = _enter(session, teacher, existing, at)
            if registration is None:
                return _of(session, teacher)
            if not _take_seat(session, at):
                _take_or_queue(registration, at)
            _record("报名", registration, by, address, state=["", registration.state])
    except IntegrityError as error:
        return _made_meanwhile(session, teacher, error)
    return registration


def cancel(registration, *, by, reason="", at=None, address=None):
    """Give the seat, or the place in the queue, back; the first waiting moves up in the same transaction.

    A teacher cancels their own until the session begins. An organiser cancels anybody's, saying why, and the
    teacher is told.
    """
    at = at or timezone.now()
    own = by.pk == registration.teacher.user_id
    if not own and not reason.strip():
        raise Refused("请写明取消原因，教师会看到。")
    with transaction.atomic():
        session = _lock(registration.session_id)
        registration = Registration.objects.select_related("teacher__user", "teacher__school").get(
            pk=registration.pk
        )
        if not registration.is_active:
            return registration
        _refuse_late(session, own, at)
        before = registration.state
        _give_back(session, registration, reason.strip(), at)
        _promote(session, at, by, address)
        _keep_counters(session)
        _record("取消报名", registration, by, address, state=[before, "cancelled"])
        if not own:
            _tell("booking.cancelled", session, [registration], key=f"{registration.pk}:{at.isoformat()}")
    return registration


def cancel_session(session, *, by, reason, at=None, address=None):
    """Call the session off and tell everyone who has a seat or waits. Their rows stay as they were."""
    at, reason = at or timezone.now(), reason.strip()
    if not reason:
        raise Refused("请写明取消原因，报名的教师会看到。")
    with transaction.atomic():
        session = _lock(session.pk)
        if session.cancelled_at:
            return session
        if session.ends_at <= at:
            raise Refused("活动已结束，不能再取消。")
        session.cancelled_at, session.cancel_reason = at, reason
        session.save(update_fields=["cancelled_at", "cancel_reason"])
        told = session.registrations.active().select_related("teacher__user")
        _tell("session.cancelled", session, told, key=session.pk, reason=reason)
        _record("取消活动", session, by, address, cancel_reason=["", reason])
        raise_version("classrooms")
    return session


def change_capacity(session, number, *, by, at=None, address=None):
    """Offer more seats or fewer; more seats go to the first waiting. Fewer than are taken is refused."""
    at = at or timezone.now()
    with constraints.spoken_as(Refused), transaction.atomic():
        session = _lock(session.pk)
        before = session.capacity
        if before == number:
            return session
        session.capacity = number
        session.save(update_fields=["capacity"])
        _promote(session, at, by, address)
        _keep_counters(session)
        _record("调整名额", session, by, address, capacity=[before, number])
    return session


def tell_of_change(session, *, at=None):
    """Tell those with a seat or in the queue that time or place is another; call where it is saved."""
    at = at or timezone.now()
    if not session.is_published or session.cancelled_at or session.ends_at <= at:
        return
    told = session.registrations.active().select_related("teacher__user")
    _tell("session.changed", session, told, key=f"{session.pk}:{at.isoformat()}")


# --- looking ------------------------------------------------------------------------------------------------
def _of(session, teacher):
    return session.registrations.filter(teacher=teacher).first()


def _refuse_closed(session, at):
    """Say why nobody may register at this moment, if so."""
    if not session.is_published:
        raise Refused("活动尚未发布，请稍后再看。")
    match session.phase(at):
        case Session.Phase.CANCELLED:
            raise Refused("活动已取消，请看看其他活动。")
        case Session.Phase.SOON:
            opens = timezone.localtime(session.opens_at)
            raise Refused(f"报名还没开始，请在{opens.month}月{opens.day}日{opens:%H:%M}以后再来。")
        case Session.Phase.CLOSED | Session.Phase.HELD:
            raise Refused("报名已截止，请看看其他活动，或与组织单位联系。")


def _refuse_late(session, own, at):
    if session.cancelled_at:
        raise Refused("活动已取消，不用再取消报名。")
    if own and session.starts_at <= at:
        raise Refused("活动已开始，不能再取消；没有参加请与组织单位联系。")


def _made_meanwhile(session, teacher, error):
    """The row that another request of the same teacher made; any other broken constraint in words."""
    found = session.registrations.active().filter(teacher=teacher).first()
    if found is None:
        raise Refused(constraints.message(error)) from error
    return found


# --- writing, inside a transaction --------------------------------------------------------------------------
def _enter(session, teacher, existing, at):
    """The teacher's row, as if a seat were free; None where another request of theirs was faster."""
    if existing is None:
        return Registration.objects.create(
            session=session, teacher=teacher, state=State.CONFIRMED, registered_at=at, confirmed_at=at
        )
    fresh = {"state": State.CONFIRMED, "queue_number": None, "registered_at": at, "confirmed_at": at}
    mine = Registration.objects.filter(pk=existing.pk, state=State.CANCELLED)
    if not mine.update(**fresh, cancelled_at=None, reason=""):
        return None
    return Registration.objects.get(pk=existing.pk)


def _take_seat(session, at):
    """Count one more seat as taken, if there is one: the guard against overselling."""
    free = Session.objects.with_a_seat(at).filter(pk=session.pk)
    return bool(free.update(taken=F("taken") + 1))


def _take_or_queue(registration, at):
    """Under the session's lock: a seat after all, or the next number of the queue."""
    session = _lock(registration.session_id)
    _refuse_closed(session, at)
    if session.has_a_seat:
        session.taken += 1
    else:
        session.waiting += 1
        session.last_number += 1
        registration.state, registration.confirmed_at = State.WAITING, None
        registration.queue_number = session.last_number
        registration.save()
    _keep_counters(session)


def _lock(session_pk):
    """The session's row, as it is and stays until the commit."""
    return Session.objects.select_for_update(no_key=True).get(pk=session_pk)


def _keep_counters(session):
    session.save(update_fields=["taken", "waiting", "last_number"])


def _give_back(session, registration, reason, at):
    if registration.is_confirmed:
        session.taken -= 1
    else:
        session.waiting -= 1
    registration.state, registration.cancelled_at, registration.reason = State.CANCELLED, at, reason
    registration.save()


def _promote(session, at, by, address):
    """Free seats go to the first waiting, until the session begins."""
    free = min(session.seats_left, session.waiting)
    if free <= 0 or session.cancelled_at or session.starts_at <= at:
        return
    for registration in session.registrations.in_queue().select_related("teacher__user", "teacher__school")[
        :free
    ]:
        registration.state, registration.confirmed_at = State.CONFIRMED, at
        registration.save()
        session.taken += 1
        session.waiting -= 1
        _record("候补转正", registration, by, address, state=["waiting", "confirmed"])
        key = f"{registration.pk}:{registration.queue_number}"
        _tell("booking.promoted", session, [registration], key=key)


def _record(action, row, by, address, **change):
    audit.record(action, by=by, row=row, change=change, address=address)


def _tell(kind, session, registrations, *, key, reason=""):
    """One message a teacher, saying what they need to act on without opening the page."""
    registrations = [one for one in registrations if one.teacher.user_id]
    reason = reason or next((one.reason for one in registrations), "")
    payload = {
        "title": session.title,
        "when": session.when,
        "where": session.where,
        "organiser": session.organiser.name,
        "reason": reason,
    }
    users = [one.teacher.user for one in registrations]
    inbox.send(kind, users, key=key, payload=payload, path=session.get_absolute_url())
