"""Hours that are free on both sides of a relay: what a make-up or a move may be given.

Nobody of the presenter, the assistants and the receiving classes has anything then (`schools.busy`: lessons,
other relays, sessions, examinations), except that a class's lesson of the same subject without a teacher
(待安排课时) is no hindrance: that is what the relay is there for. Nor is the presenting class's own lesson.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from classrooms.bell_times import Clocks, Mismatch, moment, period_at, taught
from schools import busy
from schools.calendar import NAMES
from schools.models import Lesson

# How far ahead a make-up is looked for, and how many hours are shown.
DAYS_AHEAD = 21
SHOWN = 6


@dataclass(frozen=True)
class Slot:
    """A period of the presenting school on a day; `mismatch` says how the receiver's bells lie beside it."""

    day: date
    period_no: int
    starts: datetime
    ends: datetime
    mismatch: str = ""

    @property
    def value(self):
        """What a form posts."""
        return f"{self.day:%Y-%m-%d}.{self.period_no}"

    @property
    def said(self):
        clock = f"{timezone.localtime(self.starts):%H:%M}—{timezone.localtime(self.ends):%H:%M}"
        return (
            f"{self.day.month}月{self.day.day}日 {NAMES[self.day.isoweekday()]} 第{self.period_no}节 {clock}"
        )


def of(lesson, receipts, *, at=None, shown=SHOWN):
    """The next hours free for the lesson's presenter and these receivers; questions constant in number."""
    at = at or timezone.now()
    first = timezone.localdate(at)
    last = min(first + timedelta(days=DAYS_AHEAD), lesson.course.term.ends_on)
    diary = Diary(lesson, receipts, moment(first, time.min), moment(last, time.max))
    found = []
    for slot in _slots(lesson, receipts, first, last):
        if slot.starts > at and not diary.clash(slot.starts, slot.ends):
            found.append(slot)
            if len(found) == shown:
                break
    return found


def clash_at(lesson, receipts, starts, ends):
    """Who is not free at a time, as a sentence; "" where all are."""
    return Diary(lesson, receipts, starts, ends).clash(starts, ends)


def _slots(lesson, receipts, first, last):
    """Every period of the presenting school on every day that it teaches, soonest first."""
    school = lesson.course.school_id
    clocks = Clocks({school, *(one.group.school_id for one in receipts)})
    for day in taught(school, first, last):
        for number, hours in sorted(clocks.on(school, day).items()):
            starts, ends = (moment(day, clock) for clock in hours)
            yield Slot(day, number, starts, ends, _mismatch(clocks, receipts, day, hours))


def _mismatch(clocks, receipts, day, hours):
    """How the bells of the first receiver that differs lie beside these hours."""
    for one in receipts:
        own = clocks.on(one.group.school_id, day)
        found = Mismatch.of(hours, own.get(period_at(own, hours)))
        if not found.fits:
            return found.said
    return ""


class Diary:
    """What the two sides of a lesson have in a span of time, the lesson itself left out."""

    def __init__(self, lesson, receipts, start, end):
        groups = {one.group_id: str(one.group) for one in receipts}
        helpers = {one.receiver.assistant_id: one.receiver.assistant for one in receipts}
        people = {lesson.presenter_id: lesson.presenter} | helpers
        people.pop(None, None)
        given_up = Q(group__in=groups, teacher=None) | Q(group=lesson.course.presenting_group_id)
        open_lessons = Lesson.objects.filter(given_up, subject=lesson.course.subject_id)
        self.lesson, self.open = lesson, set(open_lessons.values_list("pk", flat=True))
        self.spans = [
            *self._named(busy.busy_spans(people, start, end), {pk: one.name for pk, one in people.items()}),
            *self._named(busy.busy_groups(groups, start, end), groups),
        ]

    def clash(self, start, end):
        """Whose what is in the way of a time, in words; "" where it is free."""
        for name, span in self.spans:
            if span.touches(start, end):
                return f"{name}这个时间有安排：{span.text}。请另选时间。"
        return ""

    def _named(self, found, names):
        return [
            (names[key], span) for key, spans in found.items() for span in spans if not self._ignored(span)
        ]

    def _ignored(self, span):
        if span.kind == "relay":
            return span.key == (self.lesson.pk,)
        return span.kind == "lesson" and span.key and span.key[0] in self.open
