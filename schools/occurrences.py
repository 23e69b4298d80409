"""The lessons of real days: the weekly timetable laid over the calendar, with what was changed for a day.

A lesson of the timetable is given on a date if the timetable holds then, the date is taught as the lesson's
weekday (调休, holidays, examinations), and its rotation falls in that week. A `LessonChange` moves it or
gives it to somebody else. The number of queries does not grow with teachers, classes or days.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from accounts.ready import among, ready
from publishing.models import versions
from schools import calendar
from schools.models import Lesson, LessonChange
from schools.models.timetable import falls_in
from schools.timetables import Bells, spans_within


@dataclass(frozen=True)
class Occurrence:
    """A lesson as given on a day. `start` and `end` are None where the school has no bell for the period.

    `date` and `period` are where it is given; `due` is the date it stands at in the timetable, by which with
    `lesson` it is known. `teacher` is who gives it (None: nobody is named), `own` who does by the timetable.
    """

    lesson: int
    due: date
    date: date
    period: int
    start: datetime | None
    end: datetime | None
    teacher: int | None
    own: int | None
    group: int
    group_name: str
    subject: str
    school: int
    school_name: str
    changed: bool = False

    @property
    def text(self):
        """三年级1班 音乐 第3节"""
        return f"{self.group_name} {self.subject} 第{self.period}节"


class Frame:
    """What some schools' lessons stand in on some days: days taught, timetables that hold, bells."""

    def __init__(self, first, last, schools):
        self.days = calendar.taught_days(first, last, schools)
        self.holds = {one.timetable.pk: one for one in spans_within(first, last, schools)}
        self.bells = Bells(schools)


def frame_of(first, last, schools):
    """The frame, kept by the version of what readers see of schools (at most a second behind).

    Inside a transaction, where it may just have been changed, it is made anew.
    """
    if connection.in_atomic_block:
        return Frame(first, last, schools)
    return _kept_frame(first, last, frozenset(schools), versions.known().get("schools"))


@lru_cache(maxsize=500)
def _kept_frame(first, last, schools, version):
    return Frame(first, last, schools)


FIELDS = (
    "pk",
    "timetable_id",
    "teacher_id",
    "group_id",
    "group__name",
    "subject__name",
    "group__school_id",
    "group__school__short_name",
    "weekday",
    "period_no",
    "weeks",
)


def of_teachers(teachers, first, last):
    """[Occurrence, …] of the lessons that these teachers (keys) give from `first` to `last`, in order."""
    teachers = set(teachers)
    rows = _lessons(teachers=sorted(teachers), first=first, last=last)
    return [one for one in _given(rows, first, last) if one.teacher in teachers]


def of_groups(groups, first, last):
    """The same of the lessons of some teaching groups (keys)."""
    return _given(list(Lesson.objects.filter(group__in=set(groups)).values_list(*FIELDS)), first, last)


@ready
def _lessons(teachers, first, last):
    """Those of the teachers themselves, and those they have been given for a day."""
    # In two steps: an OR over the two tables would walk all lessons of the district.
    lent = LessonChange.objects.filter(_touching(first, last), among("teacher_id", teachers)).order_by()
    lessons = Lesson.objects.order_by().values_list(*FIELDS)
    return lessons.filter(among("teacher_id", teachers)).union(
        lessons.filter(pk__in=lent.values("lesson_id"))
    )


@ready
def _changes(lessons, first, last):
    return LessonChange.objects.filter(_touching(first, last), among("lesson_id", lessons)).order_by()


def _touching(first, last):
    return Q(date__range=(first, last)) | Q(held_on__range=(first, last))


def _given(rows, first, last):
    schools = {row[6] for row in rows}
    if not rows:
        return []
    changes = {
        (change.lesson_id, change.date): change
        for change in _changes(lessons=[row[0] for row in rows], first=first, last=last)
    }
    # A lesson moved into these days may be due on one outside of them.
    due = [change.date for change in changes.values()]
    frame = frame_of(min([first, *due]), max([last, *due]), schools)
    found = [
        one
        for row in rows
        for day in _dates(row, frame.holds.get(row[1]), frame.days[row[6]])
        if (one := _occurrence(row, day, changes.get((row[0], day)), frame.bells))
        and first <= one.date <= last
    ]
    return sorted(found, key=lambda one: (one.date, one.period, one.lesson))


def _dates(row, held, days):
    """The dates on which the timetable has the lesson of a row."""
    if held is None:
        return
    weekday, weeks = row[8], row[10]
    for day, taught in days.items():
        if taught != weekday or not held.first <= day <= held.last:
            continue
        if falls_in(weeks, calendar.week_no(held.timetable.term, day)):
            yield day


def _occurrence(row, due, change, bells):
    lesson, _, own, group, group_name, subject, school, school_name, _, period, _ = row
    day, teacher = due, own
    if change:
        day, period, teacher = change.held_on, change.period_no, change.teacher_id
    bell = bells.on(school, day).get(period)
    return Occurrence(
        lesson=lesson,
        due=due,
        date=day,
        period=period,
        start=bell and _moment(day, bell.starts_at),
        end=bell and _moment(day, bell.ends_at),
        teacher=teacher,
        own=own,
        group=group,
        group_name=group_name,
        subject=subject,
        school=school,
        school_name=school_name,
        changed=change is not None,
    )


def _moment(day, clock):
    return timezone.make_aware(datetime.combine(day, clock))


def hours(school, day, period):
    """(start, end) of a school's period on a day, or None where no bell is known."""
    bell = Bells([school]).on(school, day).get(period)
    return bell and (_moment(day, bell.starts_at), _moment(day, bell.ends_at))
