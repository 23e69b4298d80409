"""A week of relay lessons as readers and schools see it: by day, each with its receivers."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Prefetch
from django.utils import timezone

from classrooms.bell_times import Clocks, Mismatch, clock
from classrooms.models import Receipt, RelayLesson
from schools.calendar import NAMES, term_of, week_no


@dataclass
class Day:
    date: date
    lessons: list = field(default_factory=list)

    @property
    def name(self):
        return f"{NAMES[self.date.isoweekday()]} {self.date.month}月{self.date.day}日"


@dataclass(frozen=True)
class Week:
    monday: date
    title: str
    days: list
    before: date | None
    after: date | None

    @property
    def count(self):
        return sum(len(day.lessons) for day in self.days)


def monday_of(text):
    """The Monday of a day as the address says it (2026-11-25); of today where it says none, or nonsense."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        day = timezone.localdate()
    return day - timedelta(days=day.weekday())


def week(monday, lessons=None):
    """The Week that begins on `monday`; `lessons` narrows to what somebody may see. Constant in questions."""
    sunday = monday + timedelta(days=6)
    lessons = RelayLesson.objects.all() if lessons is None else lessons
    found = list(with_receipts(lessons.between(monday, sunday)))
    days = {}
    for lesson in found:
        days.setdefault(lesson.date, Day(lesson.date)).lessons.append(lesson)
    term = term_of(monday) or term_of(sunday)
    return Week(monday, _title(term, monday), list(days.values()), *_beside(term, monday))


def with_receipts(lessons):
    """Lessons with `heard`: their receipts that stand, in the schools' order."""
    receipts = Receipt.objects.standing().select_related("group__school", "receiver__assistant", "make_up")
    heard = receipts.order_by("group__school__official_order", "group__order", "pk")
    return lessons.for_list().prefetch_related(Prefetch("receipts", heard, to_attr="heard"))


def _title(term, monday):
    sunday = monday + timedelta(days=6)
    span = f"{monday.month}月{monday.day}日—{sunday.month}月{sunday.day}日"
    return f"第{week_no(term, monday)}周 {span}" if term else span


def _beside(term, monday):
    """The Mondays before and after, as far as the term goes."""
    if term is None:
        return None, None
    before, after = monday - timedelta(weeks=1), monday + timedelta(weeks=1)
    first = term.starts_on - timedelta(days=term.starts_on.weekday())
    return (before if before >= first else None), (after if after <= term.ends_on else None)


def mismatches(receipts):
    """{receipt: Mismatch} by the two schools' bells on each lesson's day; one question."""
    clocks = Clocks({one.group.school_id for one in receipts})
    found = {}
    for one in receipts:
        hours = clock(one.lesson.starts_at), clock(one.lesson.ends_at)
        own = clocks.on(one.group.school_id, one.date).get(one.period_no)
        found[one.pk] = Mismatch.of(hours, own)
    return found


def becoming(receipt):
    """What became of a failed relay, its `make_up` joined: (given, pending or missing; in words)."""
    made_up = getattr(receipt, "make_up", None)
    if made_up is None or made_up.state == Receipt.State.VOID:
        return "missing", "还没有补"
    day = f"{made_up.date.month}月{made_up.date.day}日第{made_up.period_no}节"
    if made_up.state == Receipt.State.CONFIRMED:
        return "given", f"{day}已补上"
    if made_up.state == Receipt.State.FAILED:
        return "missing", f"{day}补课也没上成"
    return "pending", f"{day}补"
