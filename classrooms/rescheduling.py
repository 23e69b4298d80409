"""A relay lesson moves to another day, is called off, is given in addition, or is made up where it failed.

Each tells both sides in the same transaction. Locks as in `relaying.py`: course, lesson, receipts.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts import audit, constraints, inbox
from accounts.models import StaffRole, User
from accounts.roles import Role
from classrooms import relaying
from classrooms.bell_times import Clocks, moment, taught
from classrooms.booking import Refused
from classrooms.free_slots import clash_at
from classrooms.models import Receipt, RelayLesson
from publishing.models import raise_version

State = RelayLesson.State
# A move is announced ahead: not to a time that begins earlier than this from now.
AHEAD = timedelta(hours=2)

inbox.register(
    "relay.moved",
    title="专递课调课：{title}",
    body="原定{before}，改为{when}。原因：{reason}。请打开页面点“已知悉”。",
)
inbox.register(
    "relay.called_off", title="专递课取消：{title}", body="{when}的课取消。原因：{reason}。您不用再做什么。"
)
inbox.register(
    "relay.extra",
    title="新增专递课：{title}",
    body="{when}，{school}主讲。请按时组织学生，课后点“确认已上课”。",
)
inbox.register(
    "relay.make_up",
    title="专递课补课：{title}",
    body="{before}没有上成（{reason}），改在{when}补上。请两边准时开课。",
)


def move(lesson, day, period_no, *, by, reason, at=None, address=None):
    """Give the lesson on another day or in another period, announced to all who take part.

    The receiving side acknowledges (`acknowledge`); who has not stands on the lesson's page.
    """
    at, reason = at or timezone.now(), _needed(reason)
    with constraints.spoken_as(Refused), transaction.atomic():
        lesson = lock_lesson(lesson)
        _refuse_over(lesson, at)
        before, hours = lesson.when, hours_of(lesson.course, day, period_no)
        if hours[0] < at + AHEAD:
            raise Refused("调课要提前通知，请选至少两小时以后的时间。")
        _refuse_busy(lesson, lesson.receipts.standing(), hours)
        lesson.date, lesson.period_no = day, period_no
        lesson.starts_at, lesson.ends_at = hours
        lesson.moved_at, lesson.reason = at, reason
        lesson.save()
        _carry_receipts(lesson)
        audit.record("专递课调课", by=by, row=lesson, change={"when": [before, lesson.when]}, address=address)
        key = f"{lesson.pk}:{at.isoformat()}"
        tell("relay.moved", lesson, parties(lesson), key=key, before=before, reason=reason)
        raise_version("classrooms")
    return lesson


def acknowledge(receipt, *, by, at=None, address=None):
    """The receiving side has read of the move."""
    with transaction.atomic():
        fresh = Receipt.objects.filter(pk=receipt.pk, move_seen_at=None, lesson__moved_at__isnull=False)
        if fresh.update(move_seen_at=at or timezone.now()):
            audit.record("调课已知悉", by=by, row=receipt, address=address)


def call_off(lesson, *, by, reason, at=None, address=None):
    """The lesson does not take place and is not planned any more; a make-up frees what it was to make up."""
    at, reason = at or timezone.now(), _needed(reason)
    with transaction.atomic():
        lesson = lock_lesson(lesson)
        if lesson.state == State.CANCELLED:
            return lesson
        _refuse_over(lesson, at)
        told = parties(lesson)
        lesson.state, lesson.reason = State.CANCELLED, reason
        lesson.save(update_fields=["state", "reason"])
        lesson.receipts.awaited().update(state=Receipt.State.VOID, makes_up=None)
        audit.record("取消专递课", by=by, row=lesson, change={"reason": ["", reason]}, address=address)
        tell("relay.called_off", lesson, told, key=lesson.pk, reason=reason)
        raise_version("classrooms")
    return lesson


def add_lesson(course, day, period_no, *, by, at=None, address=None):
    """A lesson beyond the weekly slots (自主开课), for all receivers of the course."""
    at = at or timezone.now()
    with constraints.spoken_as(Refused), transaction.atomic():
        course = relaying.lock_course(course.pk)
        hours = hours_of(course, day, period_no)
        if hours[0] <= at:
            raise Refused("加课要选以后的时间。")
        lesson = relaying.new_lesson(course, day, period_no, hours)
        lesson.save()
        relaying.schedule(course, by=by, since=at, address=address)
        audit.record("加专递课", by=by, row=lesson, address=address)
        tell("relay.extra", lesson, parties(lesson), key=lesson.pk)
        raise_version("classrooms")
    return lesson


def make_up(receipts, day, period_no, *, lesson, by, at=None, address=None):
    """Book one lesson that makes up what these failed receipts of `lesson` stand for.

    The hour is one of `free_slots.of(lesson, receipts)`; both sides are looked at again under the lock, and
    the database refuses a receipt a second make-up and anybody a second lesson at that time.
    """
    at = at or timezone.now()
    with constraints.spoken_as(Refused), transaction.atomic():
        failed = lock_lesson(lesson)
        receipts = list(
            failed.receipts.failed()
            .filter(pk__in=[one.pk for one in receipts], make_up=None)
            .select_related("receiver__group__school", "group__school")
        )
        if not receipts:
            raise Refused("这一次课已安排了补课，请刷新页面看看。")
        course = failed.course
        hours = hours_of(course, day, period_no)
        if hours[0] <= at:
            raise Refused("补课要选以后的时间。")
        _refuse_busy(failed, failed.receipts.filter(pk__in=[one.pk for one in receipts]), hours)
        lesson = relaying.new_lesson(course, day, period_no, hours, made_up_for=failed)
        lesson.presenter_id = failed.presenter_id
        lesson.save()
        clocks = Clocks(one.group.school_id for one in receipts)
        Receipt.objects.bulk_create(
            relaying.new_receipt(lesson, one.receiver, clocks, makes_up=one) for one in receipts
        )
        audit.record("安排补课", by=by, row=lesson, change={"for": [None, failed.pk]}, address=address)
        reason = receipts[0].get_reason_display()
        tell("relay.make_up", lesson, parties(lesson), key=lesson.pk, before=failed.when, reason=reason)
        raise_version("classrooms")
    return lesson


# --- who and when -------------------------------------------------------------------------------------------
def lock_lesson(lesson):
    """The lesson's row as it is and stays until the commit, behind the lock of its course."""
    relaying.lock_course(lesson.course_id)
    return RelayLesson.objects.select_for_update(of=("self",)).for_list().get(pk=lesson.pk)


def hours_of(course, day, period_no):
    """(starts, ends) of the presenting school's period on a day with school; else Refused."""
    if not taught(course.school_id, day, day):
        raise Refused(f"{day.month}月{day.day}日不上课，请另选一天。")
    bells = Clocks([course.school_id]).on(course.school_id, day)
    if period_no not in bells:
        raise Refused(f"{course.school.short_name}的作息里没有第{period_no}节。")
    return tuple(moment(day, clock) for clock in bells[period_no])


def parties(lesson):
    """The presenter, the assistants, and the teaching-affairs staff of the receiving schools."""
    standing = list(lesson.receipts.standing().select_related("receiver__assistant__user", "group__school"))
    users = [lesson.presenter.user] + [
        one.receiver.assistant and one.receiver.assistant.user for one in standing
    ]
    units = {one.group.school.unit_id for one in standing}
    affairs = StaffRole.objects.filter(role=Role.AFFAIRS, unit__in=units).values("user")
    found = {user.pk: user for user in users if user is not None}
    return list((found | User.objects.in_bulk(affairs.values_list("user", flat=True))).values())


def tell(kind, lesson, users, *, key, **more):
    payload = {"title": lesson.course.title, "when": lesson.when, "school": lesson.course.school.short_name}
    inbox.send(kind, users, key=key, payload=payload | more, path=lesson.get_absolute_url())


def _needed(reason):
    if not reason.strip():
        raise Refused("请写明原因，两边的教师都会看到。")
    return reason.strip()


def _refuse_over(lesson, at):
    if lesson.state not in (State.PLANNED, State.LIVE) or lesson.receipts.exclude(answered_at=None).exists():
        raise Refused("这一次课已有结果，不能再改时间或取消。")
    if lesson.starts_at <= at:
        raise Refused("上课时间已过；没有上成，请接收教室选原因，再安排补课。")


def _refuse_busy(lesson, receipts, hours):
    told = list(receipts.select_related("receiver__assistant", "group__school"))
    if sentence := clash_at(lesson, told, *hours):
        raise Refused(sentence)


def _carry_receipts(lesson):
    receipts = list(lesson.receipts.awaited().select_related("receiver__group"))
    clocks = Clocks(one.receiver.group.school_id for one in receipts)
    for one in receipts:
        one.date, one.move_seen_at = lesson.date, None
        one.period_no = relaying.receiving_period(lesson, one.receiver, clocks)
    Receipt.objects.bulk_update(receipts, ["date", "period_no", "move_seen_at"])
