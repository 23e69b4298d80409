"""The receiving side says whether it was given the lesson. This module alone answers receipts.

An answer is given once: saying the same again changes nothing (a second tap, a replay, a phone that sends
late), saying something else is refused and goes through `correct`, which wants a reason and is audited.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit, constraints
from accounts.models import User
from accounts.rights import reach
from classrooms.booking import Refused
from classrooms.models import Receipt, RelayLesson
from publishing.models import raise_version

State, Method, Reason = Receipt.State, Receipt.Method, Receipt.Reason
# How long the receiving classroom answers; afterwards the school's teaching affairs do.
ANSWER_WITHIN = timedelta(days=3)


def answerable_by(user):
    """Receipts a person may answer: as the assistant there, or as who keeps the school's teaching affairs."""
    found = Receipt.objects.standing()
    held = reach(user, "answer", "classrooms.receipt")
    if held.everything:
        return found
    return found.filter(Q(receiver__assistant__user=user) | Q(group__school__unit__in=held.units))


def overdue(at=None):
    """Receipts that nobody answered in time."""
    return Receipt.objects.awaited().filter(lesson__ends_at__lt=(at or timezone.now()) - ANSWER_WITHIN)


@dataclass(frozen=True)
class Answer:
    """What is said of a lesson, by whom and how. `key` is a phone's own mark of the tap."""

    state: str
    reason: str = ""
    note: str = ""
    by: User | None = None
    method: str = Method.PAGE
    key: str = ""
    at: datetime | None = None
    address: str | None = None


def confirm(receipt, **how):
    """The class was given the lesson; `how` as in `Answer`."""
    return _answer(receipt, Answer(State.CONFIRMED, **how))


def fail(receipt, reason, *, note="", **how):
    """The class was not given the lesson, for a reason of `Receipt.Reason`."""
    if reason not in Reason.values:
        raise Refused("没有上成，请选原因。")
    if reason == Reason.OTHER and not note.strip():
        raise Refused("原因选“其他”，请写一句说明。")
    return _answer(receipt, Answer(State.FAILED, reason, note.strip(), **how))


def correct(receipt, state, *, by, why, reason="", address=None):
    """Change an answer after the fact, saying why; a lesson that was made up stays failed."""
    if not why.strip():
        raise Refused("更正要写明理由，会留在记录里。")
    if state == State.FAILED and reason not in Reason.values:
        raise Refused("没有上成，请选原因。")
    answer = Answer(state, reason if state == State.FAILED else "", why.strip(), by, Method.CORRECTION)
    answer = replace(answer, at=timezone.now(), address=address)
    with transaction.atomic():
        lesson = _lock(receipt.lesson_id)
        receipt = Receipt.objects.select_related("group__school", "lesson").get(pk=receipt.pk)
        if receipt.state not in (State.CONFIRMED, State.FAILED):
            raise Refused("还没有确认过，请直接确认，不用更正。")
        if Receipt.objects.standing().filter(makes_up=receipt).exists():
            raise Refused("这一次课已安排补课，请先取消补课再更正。")
        _write(receipt, lesson, answer, "更正上课确认")
    return receipt


def begin(lesson, *, by, at=None, address=None):
    """The presenter opens the lesson; again, nothing changes."""
    at = at or timezone.now()
    with transaction.atomic():
        lesson = _lock(lesson.pk)
        if lesson.actual_start is not None:
            return lesson
        _refuse_clock(lesson, at)
        lesson.actual_start = at
        if lesson.state == RelayLesson.State.PLANNED:
            lesson.state = RelayLesson.State.LIVE
        _keep_clock(lesson, "actual_start", by, address)
    return lesson


def finish(lesson, *, by, at=None, address=None):
    """The presenter closes it; it then waits for the receiving side's word."""
    at = at or timezone.now()
    with transaction.atomic():
        lesson = _lock(lesson.pk)
        if lesson.actual_end is not None:
            return lesson
        _refuse_clock(lesson, at)
        if lesson.actual_start is None:
            raise Refused("请先点“开始上课”。")
        lesson.actual_end = at
        if lesson.state == RelayLesson.State.LIVE:
            lesson.state = RelayLesson.State.PLANNED
        _keep_clock(lesson, "actual_end", by, address)
    return lesson


# --- inside -------------------------------------------------------------------------------------------------
def _answer(receipt, answer):
    answer = replace(answer, at=answer.at or timezone.now())
    with constraints.spoken_as(Refused), transaction.atomic():
        lesson = _lock(receipt.lesson_id)
        receipt = Receipt.objects.select_related("group__school", "lesson").get(pk=receipt.pk)
        if (receipt.state, receipt.reason) == (answer.state, answer.reason):
            return receipt
        _refuse(receipt, lesson, answer.at)
        _write(receipt, lesson, answer, "上课确认")
    return receipt


def _lock(lesson_pk):
    return RelayLesson.objects.select_for_update(of=("self",)).for_list().get(pk=lesson_pk)


def _refuse(receipt, lesson, at):
    if receipt.state == State.VOID:
        raise Refused("这一次课已取消，不用确认。")
    if receipt.state != State.AWAITED:
        said = receipt.get_reason_display() or receipt.get_state_display()
        raise Refused(f"这一次课已有人填了“{said}”；填错了请教务管理员更正。")
    if at < lesson.starts_at:
        raise Refused("还没到上课时间，上课后再来确认。")


def _write(receipt, lesson, answer, action):
    before = {name: getattr(receipt, name) for name in ("state", "reason", "note", "method")}
    for name in before:
        setattr(receipt, name, getattr(answer, name))
    receipt.note = answer.note[:120]
    receipt.answered_at, receipt.answered_by = answer.at, answer.by
    receipt.key = answer.key or receipt.key
    receipt.save()
    _settle(lesson)
    change = {name: [old, getattr(receipt, name)] for name, old in before.items()}
    audit.record(action, by=answer.by, row=receipt, change=change, address=answer.address)
    raise_version("classrooms")


def _settle(lesson):
    """What the receipts say of the lesson as a whole."""
    states = set(lesson.receipts.standing().values_list("state", flat=True))
    if State.CONFIRMED in states:
        lesson.state = RelayLesson.State.HELD
    elif states == {State.FAILED}:
        lesson.state = RelayLesson.State.FAILED
    elif lesson.state in (RelayLesson.State.HELD, RelayLesson.State.FAILED):
        lesson.state = RelayLesson.State.PLANNED
    lesson.save(update_fields=["state"])


def _refuse_clock(lesson, at):
    if lesson.state == RelayLesson.State.CANCELLED:
        raise Refused("这一次课已取消。")
    if timezone.localdate(at) != lesson.date:
        raise Refused("只能在上课当天记录开始和结束。")


def _keep_clock(lesson, name, by, address):
    lesson.save(update_fields=[name, "state"])
    moment = getattr(lesson, name).isoformat()
    audit.record("记录上课时间", by=by, row=lesson, change={name: [None, moment]}, address=address)
    raise_version("classrooms")
