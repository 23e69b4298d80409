"""Relay courses become lessons: this module alone writes receivers, and makes the lessons of a term.

Always true after a commit: `receivers_count` is the number of receivers who have not left; every lesson to
come that stands has one receipt for each of them; a lesson or receipt that somebody has answered, moved or
called off is never touched by making the lessons anew.

Locks are taken in one order: the course's row, then lessons, then receipts.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts import audit, constraints
from classrooms.bell_times import Clocks, Mismatch, clock, moment, period_at, taught
from classrooms.booking import Refused
from classrooms.free_slots import clash_at
from classrooms.models import Parity, Receipt, RelayCourse, RelayLesson, RelayReceiver
from classrooms.receipt_links import new_code
from publishing.models import raise_version
from schools.calendar import week_no

State = RelayLesson.State


@dataclass
class Schedule:
    """What making a course's lessons did, counted in lessons; `clashes` are sentences for who plans."""

    made: int = 0
    renewed: int = 0
    removed: int = 0
    clashes: list = field(default_factory=list)

    @property
    def said(self):
        words = ((self.made, "新排"), (self.renewed, "更新"), (self.removed, "撤去"))
        return "、".join(f"{word}{number}次课" for number, word in words if number) + "。"


# --- lessons of a course ------------------------------------------------------------------------------------
def schedule(course, *, by=None, since=None, address=None):
    """Make the course's lessons from its slots through the school calendar; again, it changes what differs.

    Only lessons from `since` (now) on, that nobody has answered, moved or called off. A lesson that would put
    the presenter in two places is left out, a receiving class with another relay then has no receipt of it;
    both are told in the answer.
    """
    since = since or timezone.now()
    with constraints.spoken_as(Refused), transaction.atomic():
        course = lock_course(course.pk)
        done = Schedule()
        if course.status == RelayCourse.Status.DRAFT:
            return done
        _match_slots(course, since, done)
        _match_receivers(course, since, done)
        if done.made or done.renewed or done.removed:
            change = {"made": done.made, "renewed": done.renewed, "removed": done.removed}
            audit.record("排出专递课", by=by, row=course, change=change, address=address)
            raise_version("classrooms")
    return done


def lock_course(pk):
    return RelayCourse.objects.select_for_update(of=("self",)).for_list().get(pk=pk)


def due_lessons(course, since):
    """{(slot, day): (starts, ends)} that the course ought to have from a moment on."""
    if course.status == RelayCourse.Status.ENDED:
        return {}
    slots, clocks = list(course.slots.all()), Clocks([course.school_id])
    due = {}
    for day, weekday in taught(course.school_id, *_span(course, since)).items():
        bells = clocks.on(course.school_id, day)
        for slot in _falling(slots, course.term, day, weekday):
            if slot.period_no not in bells:
                raise Refused(_no_bell(course, slot))
            hours = tuple(moment(day, at) for at in bells[slot.period_no])
            if hours[0] > since:
                due[slot, day] = hours
    return due


def clashes_ahead(course):
    """What the two sides' timetables have against each slot's next lesson, in sentences."""
    found = []
    for slot in course.slots.all():
        lesson = slot.lessons.for_list().ahead().filter(moved_at=None).first()
        if lesson is None:
            continue
        receipts = lesson.receipts.standing().select_related("receiver__assistant", "group__school")
        if sentence := clash_at(lesson, list(receipts), lesson.starts_at, lesson.ends_at):
            found.append(f"{slot}：{sentence}")
    return found


def _span(course, since):
    return max(course.first_day, timezone.localdate(since)), course.last_day


def _falling(slots, term, day, weekday):
    parity = Parity.ODD if week_no(term, day) % 2 else Parity.EVEN
    return [slot for slot in slots if slot.weekday == weekday and slot.week_parity in (Parity.EVERY, parity)]


def _no_bell(course, slot):
    return f"{course.school.short_name}的作息里没有第{slot.period_no}节，请先补上作息，再排课。"


def _match_slots(course, since, done):
    due = due_lessons(course, since)
    for lesson in course.lessons.untouched(since).filter(slot__isnull=False).select_related("slot"):
        hours = due.pop((lesson.slot, lesson.due_on), None)
        if hours is None:
            lesson.delete()
            done.removed += 1
        else:
            done.renewed += _renew(course, lesson, hours)
    there = set(course.lessons.filter(slot__isnull=False).values_list("slot_id", "due_on"))
    fresh = {key: hours for key, hours in due.items() if (key[0].pk, key[1]) not in there}
    taken = _presenter_taken(course.presenter_id, [day for _, day in fresh])
    for (slot, day), hours in fresh.items():
        if (day, slot.period_no) in taken:
            done.clashes.append(
                f"{course.presenter.name}{day.month}月{day.day}日第{slot.period_no}节已有专递课。"
            )
            continue
        new_lesson(course, day, slot.period_no, hours, slot=slot).save()
        taken.add((day, slot.period_no))
        done.made += 1


def new_lesson(course, day, period_no, hours, *, slot=None, **fields):
    """An unsaved lesson with what the course says of all of them, unless `fields` say otherwise."""
    said = {name: getattr(course, name) for name in ("link", "view_auth", "is_live", "is_record")}
    return RelayLesson(
        course=course,
        slot=slot,
        due_on=day,
        date=day,
        period_no=period_no,
        starts_at=hours[0],
        ends_at=hours[1],
        presenter_id=course.presenter_id,
        sample=course.sample,
        **said | fields,
    )


def enter(course, day, period_no, hours, **fields):
    """A lesson as another platform held or plans it, with a receipt for each receiver to answer."""
    with constraints.spoken_as(Refused), transaction.atomic():
        course = lock_course(course.pk)
        lesson = new_lesson(course, day, period_no, hours, **fields)
        lesson.save()
        receivers = list(course.receivers.filter(left_on=None).select_related("group__school"))
        clocks = Clocks(one.group.school_id for one in receivers)
        Receipt.objects.bulk_create(new_receipt(lesson, one, clocks) for one in receivers)
    return lesson


def _renew(course, lesson, hours):
    """Bring a lesson's hours, presenter and link in line with the course; 1 where that changed anything."""
    wanted = {
        "period_no": lesson.slot.period_no,
        "starts_at": hours[0],
        "ends_at": hours[1],
        "presenter_id": course.presenter_id,
        "link": course.link,
    }
    if all(getattr(lesson, name) == value for name, value in wanted.items()):
        return 0
    for name, value in wanted.items():
        setattr(lesson, name, value)
    lesson.save()
    return 1


def _presenter_taken(presenter_id, days):
    lessons = RelayLesson.objects.standing().filter(presenter=presenter_id, date__in=set(days))
    return set(lessons.values_list("date", "period_no"))


def _match_receivers(course, since, done):
    """One receipt for each receiver and lesson to come; those of receivers who left go."""
    lessons = list(
        course.lessons.standing().filter(starts_at__gt=since, made_up_for=None).order_by("starts_at")
    )
    receivers = list(course.receivers.filter(left_on=None).select_related("group__school"))
    awaited = Receipt.objects.awaited().filter(lesson__in=lessons)
    awaited.exclude(receiver__in=receivers).delete()
    there = {(row.lesson_id, row.receiver_id): row for row in Receipt.objects.filter(lesson__in=lessons)}
    clocks = Clocks(receiver.group.school_id for receiver in receivers)
    _renew_periods(lessons, receivers, there, clocks)
    wanted = [
        new_receipt(lesson, receiver, clocks)
        for receiver in receivers
        for lesson in lessons
        if (lesson.pk, receiver.pk) not in there
        if receiver.from_on is None or receiver.from_on <= lesson.date
    ]
    Receipt.objects.bulk_create(_without_clashes(wanted, done))


def _renew_periods(lessons, receivers, there, clocks):
    """Awaited receipts follow a lesson's day and the receiving school's bells."""
    by_pk = {receiver.pk: receiver for receiver in receivers}
    changed = []
    for lesson in lessons:
        for receipt in (row for row in there.values() if row.lesson_id == lesson.pk):
            receiver = by_pk.get(receipt.receiver_id)
            if receiver is None or receipt.state != Receipt.State.AWAITED:
                continue
            wanted = (lesson.date, receiving_period(lesson, receiver, clocks))
            if (receipt.date, receipt.period_no) != wanted:
                receipt.date, receipt.period_no = wanted
                changed.append(receipt)
    Receipt.objects.bulk_update(changed, ["date", "period_no"])


def receiving_period(lesson, receiver, clocks):
    """The receiving school's own period: as set, else by its bells, else the presenter's number."""
    if receiver.period_no:
        return receiver.period_no
    hours = clock(lesson.starts_at), clock(lesson.ends_at)
    return period_at(clocks.on(receiver.group.school_id, lesson.date), hours) or lesson.period_no


def new_receipt(lesson, receiver, clocks, **fields):
    return Receipt(
        lesson=lesson,
        receiver=receiver,
        group=receiver.group,
        date=lesson.date,
        period_no=receiving_period(lesson, receiver, clocks),
        code=new_code(),
        **fields,
    )


def _without_clashes(receipts, done):
    """Leave out a class's receipt where it already has another relay in that period."""
    days, groups = {one.date for one in receipts}, {one.group_id for one in receipts}
    rows = Receipt.objects.standing().filter(group__in=groups, date__in=days)
    taken = set(rows.values_list("group_id", "date", "period_no"))
    for one in receipts:
        key = (one.group_id, one.date, one.period_no)
        if key in taken:
            done.clashes.append(
                f"{one.group}{one.date.month}月{one.date.day}日第{one.period_no}节已有专递课。"
            )
            continue
        taken.add(key)
        yield one


# --- receivers ----------------------------------------------------------------------------------------------
def add_receiver(course, group, *, assistant=None, period_no=None, from_on=None, by=None, address=None):
    """Let a class receive the course from now (or `from_on`) on; at most `max_receivers` at a time."""
    with constraints.spoken_as(Refused), transaction.atomic():
        course = lock_course(course.pk)
        if group.school_year_id != course.term.school_year_id:
            raise Refused("这个班不在课程所在的学年，请选本学年的班。")
        if group.pk == course.presenting_group_id:
            raise Refused("主讲班不能又是接收班。")
        receiver = RelayReceiver.objects.filter(course=course, group=group).first()
        if receiver is not None and receiver.left_on is None:
            return receiver
        receiver = receiver or RelayReceiver(course=course, group=group)
        receiver.assistant, receiver.period_no = assistant, period_no
        receiver.from_on, receiver.left_on = from_on, None
        receiver.save()
        _count(course, 1)
        audit.record("加入接收班", by=by, row=receiver, address=address)
        schedule(course, by=by, address=address)
    return receiver


def change_receiver(receiver, *, assistant, period_no, by=None, address=None):
    """Another assistant, or another of the school's own periods, for the lessons to come."""
    with constraints.spoken_as(Refused), transaction.atomic():
        course = lock_course(receiver.course_id)
        before = [receiver.assistant_id, receiver.period_no]
        receiver.assistant, receiver.period_no = assistant, period_no
        receiver.save(update_fields=["assistant", "period_no"])
        after = [receiver.assistant_id, receiver.period_no]
        change = {"assistant": [before[0], after[0]], "period_no": [before[1], after[1]]}
        audit.record("修改接收班", by=by, row=receiver, change=change, address=address)
        schedule(course, by=by, address=address)
    return receiver


def drop_receiver(receiver, *, by=None, address=None):
    """The class receives no further lesson; what it has answered stays."""
    with constraints.spoken_as(Refused), transaction.atomic():
        course = lock_course(receiver.course_id)
        receiver = RelayReceiver.objects.get(pk=receiver.pk)
        if receiver.left_on is not None:
            return receiver
        receiver.left_on = timezone.localdate()
        receiver.save(update_fields=["left_on"])
        _count(course, -1)
        audit.record("退出接收", by=by, row=receiver, address=address)
        schedule(course, by=by, address=address)
    return receiver


def _count(course, step):
    RelayCourse.objects.filter(pk=course.pk).update(receivers_count=F("receivers_count") + step)


def bells_compared(course, receivers, *, on=None):
    """[(slot, receiver, its period, Mismatch), …] by both schools' bells on a day (today)."""
    day = on or timezone.localdate()
    clocks = Clocks({course.school_id, *(one.group.school_id for one in receivers)})
    found = []
    for slot in course.slots.all():
        hours = clocks.on(course.school_id, day).get(slot.period_no)
        for receiver in receivers:
            bells = clocks.on(receiver.group.school_id, day)
            number = receiver.period_no or (period_at(bells, hours) if hours else None) or slot.period_no
            found.append((slot, receiver, number, Mismatch.of(hours, bells.get(number))))
    return found
