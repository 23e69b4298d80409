"""What teachers do for themselves: take a seat or a place, answer an offer, cancel, change over."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import constraints
from accounts.commits import brief_locks
from accounts.ready import insert, ready
from classrooms import covering, eligible
from classrooms.booking import seats
from classrooms.models import Registration
from classrooms.telling import Refused, record, tell

State = Registration.State
WITH_TEACHER = ("teacher__user", "teacher__school")


def register(session, teacher, *, by, at=None, address=None, ask_first=False):
    """Take a seat for the teacher, or a place in the queue; returns the Registration.

    Where a seat is free, the session's row is locked only by the last UPDATE; where none is, it is locked to
    look again and to give the next queue number. `at` is the moment of asking (now), `address` where the
    request came from, for the trail; `ask_first` (先问我): a seat that comes free is offered, not given.
    """
    at = at or timezone.now()
    existing = _look(session, teacher, by, at)
    if existing and existing.is_active:
        return existing
    if session.in_pairs:
        raise Refused("这场活动要结对的两位一起报名，请先选同报的伙伴。")
    # Asked before the lock, so that it is held shortly; not at all where only the queue is left.
    periods = covering.periods(session, teacher) if session.has_a_seat else None
    try:
        with brief_locks():
            registration = enter(session, teacher, existing, at, ask_first)
            if registration is None:
                return _of(session, teacher)
            if not (session.has_a_seat and seats.take_free_seat(session, at)):
                _settle(registration, at)
            record("报名", registration, by, address, state=["", registration.state])
            covering.note(registration, periods)
    except IntegrityError as error:
        return _made_meanwhile(session, teacher, error)
    return registration


def register_together(session, teacher, partner, *, by, at=None, address=None):
    """Seats for both partners or for none; returns both Registrations. Nobody of them waits."""
    at = at or timezone.now()
    if partner.pk == teacher.pk:
        raise Refused("同报的伙伴要是另一位教师。")
    mine = _look(session, teacher, by, at)
    theirs = _of(session, partner)
    if mine and theirs and mine.is_active and theirs.is_active:
        return mine, theirs
    if theirs and theirs.is_active:
        raise Refused(f"{partner.name}已自己报过名，请与组织单位联系。")
    if sentence := eligible.why_not(session, partner):
        raise Refused(f"{partner.name}不能报名：{sentence}")
    with constraints.spoken_as(Refused), transaction.atomic():
        # Own rows first, in the order of the teachers' keys, as everywhere.
        pair = sorted([(teacher, mine), (partner, theirs)], key=lambda one: one[0].pk)
        rows = {one.pk: enter(session, one, old, at, False) for one, old in pair}
        if None in rows.values():
            raise Refused("您或伙伴刚刚报过名，请刷新页面看看。")
        locked = seats.lock(session.pk, at)
        seats.refuse_closed(locked, at)
        if locked.waiting or not all(seats.seat(locked, row, at) for row in rows.values()):
            raise Refused("剩下的名额不够两位同去，没有报名。请看看其他场次，或请组织单位加名额。")
        for row, other in [(rows[teacher.pk], rows[partner.pk]), (rows[partner.pk], rows[teacher.pk])]:
            row.partner = other
            row.save(update_fields=["partner"])
            record("结对报名", row, by, address, state=["", row.state])
            covering.note(row)
        tell(
            "booking.added",
            locked,
            [rows[partner.pk]],
            key=f"{rows[partner.pk].pk}:{at.isoformat()}",
            reason=f"{teacher.name}与您结对同报",
        )
    return rows[teacher.pk], rows[partner.pk]


def cancel(registration, *, by, reason="", at=None, address=None):
    """Give the seat, or the place in the queue, back; the first waiting moves up in the same transaction.

    A teacher cancels their own: until the deadline without a word, later with a reason, and not once the
    session has begun. An organiser cancels anybody's, saying why, and the teacher is told.
    """
    at, reason = at or timezone.now(), reason.strip()
    own = by.pk == registration.teacher.user_id
    if not own and not reason:
        raise Refused("请写明取消原因，教师会看到。")
    with transaction.atomic():
        session = seats.lock(registration.session_id, at)
        registration = fresh(registration)
        if not registration.is_active:
            return registration
        _refuse_late(session, registration, own, reason, at)
        leave(session, registration, reason, at, by=by, address=address)
        if not own:
            tell("booking.cancelled", session, [registration], key=f"{registration.pk}:{at.isoformat()}")
    return registration


def accept(registration, *, by, at=None, address=None):
    """Take the offered seat."""
    at = at or timezone.now()
    _refuse_strangers(registration, by)
    with transaction.atomic():
        session = seats.lock(registration.session_id, at)
        registration = fresh(registration)
        if registration.is_confirmed:
            return registration
        if registration.is_offered:
            session.offered -= 1
            registration.state, registration.offer_expires_at = State.CONFIRMED, None
            registration.confirmed_at = at
            registration.save()
            seats.keep_counters(session)
            record("接受递补", registration, by, address, state=["offered", "confirmed"])
            covering.note(registration)
            return registration
    # Said after the commit: what had lapsed has gone to the next, and stays there.
    raise Refused("名额已不在：确认时限已过，给了下一位。还想参加请重新报名。")


def decline(registration, *, by, at=None, address=None):
    """Let the offered seat go to the next."""
    at = at or timezone.now()
    _refuse_strangers(registration, by)
    with transaction.atomic():
        session = seats.lock(registration.session_id, at)
        registration = fresh(registration)
        if registration.is_offered:
            leave(session, registration, "不去了", at, by=by, address=address)
    return registration


def swap(session, teacher, *, instead_of, by, at=None, address=None):
    """Give up one registration for a seat at another session, in one transaction: both, or nothing.

    A place in the queue is not worth a seat: where the new session is full, the old registration stays.
    """
    at = at or timezone.now()
    _refuse_strangers(instead_of, by)
    existing = _look(session, teacher, by, at)
    if existing and existing.is_active:
        return existing
    if session.in_pairs:
        raise Refused("这场活动要结对的两位一起报名，不能直接换过去。")
    with constraints.spoken_as(Refused), transaction.atomic():
        registration = enter(session, teacher, existing, at, False)
        if registration is None:
            return _of(session, teacher)
        locked = seats.lock_all([session.pk, instead_of.session_id], at)
        old_session, new_session = locked[instead_of.session_id], locked[session.pk]
        seats.refuse_closed(new_session, at)
        seats.settle(new_session, registration, at)
        if not registration.is_confirmed:
            raise Refused("那场名额已满，没有换；您原来的报名还在。")
        old = fresh(instead_of)
        if old.is_active:
            _refuse_late(old_session, old, True, "改报", at)
            leave(old_session, old, f"改报《{session.title}》"[:120], at, by=by, address=address)
        record("改报", registration, by, address, state=["", registration.state])
        covering.note(registration)
    return registration


# --- looking ------------------------------------------------------------------------------------------------
@ready
def _rows_of(session, teacher):
    return Registration.objects.filter(session=session, teacher=teacher).order_by()


def _of(session, teacher):
    found = next(iter(_rows_of(session=session.pk, teacher=teacher.pk)), None)
    if found:
        found.session, found.teacher = session, teacher
    return found


def fresh(registration):
    """The row as it is now, with what messages and quotas need."""
    return Registration.objects.select_related(*WITH_TEACHER).get(pk=registration.pk)


def _look(session, teacher, by, at):
    """The teacher's row, if any; refuses whoever may not register here now. Before the transaction."""
    if by.pk != teacher.user_id:
        raise Refused("只能为自己报名，请用本人账号登录。")
    existing = _of(session, teacher)
    if existing and existing.is_active:
        return existing
    seats.refuse_closed(session, at)
    if sentence := eligible.why_not(session, teacher):
        raise Refused(sentence)
    return existing


def _refuse_strangers(registration, by):
    if by.pk != registration.teacher.user_id:
        raise Refused("只能处理自己的报名。")


def _refuse_late(session, registration, own, reason, at):
    if session.cancelled_at:
        raise Refused("活动已取消，不用再取消报名。")
    if not own:
        return
    if session.starts_at <= at:
        raise Refused("活动已开始，不能再取消；没有参加请与组织单位联系。")
    if registration.is_confirmed and at >= session.cancellable_until and not reason:
        raise Refused("已过自行取消的时间，请写明原因，组织单位会看到。")


def _made_meanwhile(session, teacher, error):
    """The row that another request of the same teacher made; any other broken constraint in words."""
    found = session.registrations.active().filter(teacher=teacher).first()
    if found is None:
        raise Refused(constraints.message(error)) from error
    return found


# --- writing, inside a transaction --------------------------------------------------------------------------
def enter(session, teacher, existing, at, ask_first):
    """The teacher's row, as if a seat were free; None where another request of theirs was faster."""
    start = {"state": State.CONFIRMED, "registered_at": at, "confirmed_at": at, "ask_first": ask_first}
    if existing is None:
        return insert(Registration(session=session, teacher=teacher, **start))
    start |= {"queue_number": None, "cancelled_at": None, "reason": "", "partner": None}
    mine = Registration.objects.filter(pk=existing.pk, state=State.CANCELLED)
    return fresh(existing) if mine.update(**start) else None


def _settle(registration, at):
    """Under the session's lock: a seat after all, or the next number of the queue."""
    session = seats.lock(registration.session_id, at)
    seats.refuse_closed(session, at)
    seats.settle(session, registration, at)


def leave(session, registration, reason, at, *, by, address):
    """Under the lock: the seat or place goes to the next, cover is called off, a partner is told."""
    before = registration.state
    partner = registration.partner_id
    seats.give_back(session, registration, reason, at)
    seats.promote(session, at, by, address)
    seats.keep_counters(session)
    record("取消报名", registration, by, address, state=[before, "cancelled"])
    covering.call_off(registration, by=by, address=address)
    if partner:
        left = Registration.objects.active().select_related(*WITH_TEACHER).filter(pk=partner)
        tell("booking.partner_left", session, left, key=f"{registration.pk}:{at.isoformat()}")
