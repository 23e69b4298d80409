"""A teacher's own week on real days: lessons as given, and whatever else other rooms say keeps them busy."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from schools import busy, calendar, occurrences
from schools.calendar import NAMES

# How far before and after this week one may leaf.
MOST_WEEKS = 40


@dataclass(frozen=True)
class Item:
    """One entry of a day; `mark` says what it is where it is no lesson by the timetable."""

    times: str
    title: str
    detail: str = ""
    mark: str = ""
    path: str = ""


@dataclass
class Day:
    date: date
    note: str = ""
    items: list = field(default_factory=list)

    @property
    def name(self):
        return NAMES[self.date.isoweekday()]


def monday_of(offset=0, today=None):
    today = today or timezone.localdate()
    return today - timedelta(days=today.weekday()) + timedelta(weeks=offset)


def week_of(teacher, monday):
    """{"days": [Day, …], "title": 2026—2027学年第一学期 第12周}; a weekend without anything is left out."""
    days = {monday + timedelta(days=number): Day(monday + timedelta(days=number)) for number in range(7)}
    sunday = monday + timedelta(days=6)
    _note(days, teacher.school_id, monday, sunday)
    for one in occurrences.of_teachers([teacher.pk], monday, sunday):
        days[one.date].items.append((_start(one), _lesson(one, teacher)))
    for span in busy.busy(teacher, _midnight(monday), _midnight(sunday + timedelta(days=1))):
        if span.kind != "lesson":
            start = timezone.localtime(span.start)
            day = days.get(max(start.date(), monday))
            if day:
                day.items.append((start.time(), _span(span)))
    for day in days.values():
        day.items = [item for _, item in sorted(day.items, key=lambda pair: pair[0])]
    shown = [day for day in days.values() if day.items or day.note or day.date.isoweekday() < 6]
    return {"days": shown, "title": _title(monday), "monday": monday, "sunday": sunday}


def _title(monday):
    """By the week's last working day, so that a term's first week is named though it begins on a Tuesday."""
    found = calendar.week_of(monday) or calendar.week_of(monday + timedelta(days=4))
    return f"{found[0]} 第{found[1]}周" if found else "假期"


def _note(days, school, monday, sunday):
    taught = calendar.taught_days(monday, sunday, [school])[school]
    exams = calendar.exams(monday, sunday, {school})
    said = {day: exam.note for exam in exams for day in calendar.exam_days(exam)}
    for day, weekday in taught.items():
        usual = None if day.isoweekday() in calendar.WEEKEND else day.isoweekday()
        if day in said:
            days[day].note = said[day]
        elif weekday != usual:
            days[day].note = f"补{NAMES[weekday]}的课" if weekday else "放假"


def _start(one):
    return timezone.localtime(one.start).time() if one.start else time(0, one.period)


def _lesson(one, teacher):
    times = f"{_clock(one.start)}—{_clock(one.end)}" if one.start else ""
    where = "" if one.school == teacher.school_id else one.school_name
    mark = "" if not one.changed else "代课" if one.own != teacher.pk else "调课"
    detail = " ".join(filter(None, [where, one.group_name]))
    return Item(" ".join(filter(None, [f"第{one.period}节", times])), one.subject, detail, mark)


MARKS = {"session": "教研", "presented": "主讲", "exam": "考试", "relay": "专递"}


def _span(span):
    times = f"{_clock(span.start)}—{_clock(span.end)}"
    return Item(times, span.text, mark=MARKS.get(span.kind, "安排"), path=span.path)


def _clock(at):
    return f"{timezone.localtime(at):%H:%M}"


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))
