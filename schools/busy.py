"""What teachers, and classes, have in a span of time. Higher rooms register what else keeps them busy.

    @busy.register("relay")
    def relay_lessons(teachers, start, end):
        yield teacher_pk, busy.Span(start, end, "relay", "专递课堂 音乐", "/classrooms/relay/…/")

A source is asked once for all teachers (a set of keys) and answers with what it has of any of them that
touches the time from `start` to `end` (aware datetimes); what does not is left out here. Classes have
sources of their own: `@busy.register("relay", of="groups")`, asked with keys of teaching groups. What is
free, a break or a lesson whose hour the school has not told never keeps anybody busy.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from schools import calendar, occurrences
from schools.models import Teacher
from schools.timetables import Bells

_sources = {"teachers": {}, "groups": {}}
TIMETABLE = "/me/timetable/"


@dataclass(frozen=True, order=True)
class Span:
    """`kind`: lesson, exam, or a registered source's own; `text` says what it is, `path` where to read more.

    `key` names what the span is of within its kind, such as a session's key; of a lesson (lesson, due date).
    """

    start: datetime
    end: datetime
    kind: str
    text: str
    path: str = ""
    key: tuple = ()

    def touches(self, start, end):
        """Whether the two share any time; what ends as the other begins does not."""
        return self.start < end and start < self.end


def register(name, of="teachers"):
    """Register `function(keys, start, end) -> iterable of (key, Span)`."""

    def keep(function):
        _sources[of][name] = function
        return function

    return keep


def busy_spans(teachers, start, end):
    """{teacher key: [Span, …] in order} for teachers or their keys; the queries do not grow with them."""
    return _spans("teachers", _keys(teachers), start, end)


def busy_groups(groups, start, end):
    """The same of teaching groups, or their keys."""
    return _spans("groups", _keys(groups), start, end)


def busy(teacher, start, end):
    """[Span, …] of one teacher."""
    return busy_spans([teacher], start, end)[_keys([teacher])[0]]


def _keys(rows):
    return [getattr(row, "pk", row) for row in rows]


def _spans(of, keys, start, end):
    found = {key: [] for key in keys}
    asked = set(keys)
    for source in _sources[of].values() if asked else ():
        for key, span in source(asked, start, end):
            if key in found and span.touches(start, end):
                found[key].append(span)
    for spans in found.values():
        spans.sort()
    return found


def _days(start, end):
    return timezone.localtime(start).date(), timezone.localtime(end).date()


# --- the school's own sources -------------------------------------------------------------------------------
@register("lessons")
def _lessons(teachers, start, end):
    for one in occurrences.of_teachers(teachers, *_days(start, end)):
        if one.start:
            yield one.teacher, _of_lesson(one)


@register("lessons", of="groups")
def _lessons_of_groups(groups, start, end):
    for one in occurrences.of_groups(groups, *_days(start, end)):
        if one.start and not (one.changed and one.teacher is None):
            yield one.group, _of_lesson(one)


def _of_lesson(one):
    return Span(one.start, one.end, "lesson", one.text, TIMETABLE, (one.lesson, one.due.isoformat()))


@register("exams")
def _exams(teachers, start, end):
    """In the days of examinations a school's teachers are wanted from the first bell to the last."""
    first, last = _days(start, end)
    if not calendar.exams_touch(first, last):
        return
    school_of = dict(Teacher.objects.filter(pk__in=teachers).values_list("pk", "school"))
    exams, bells = calendar.exams(first, last, set(school_of.values())), Bells(set(school_of.values()))
    for teacher, school in school_of.items():
        for exam in exams:
            if exam.school_id in (None, school):
                yield from ((teacher, span) for span in _exam_spans(exam, school, bells))


def _exam_spans(exam, school, bells):
    for day in calendar.exam_days(exam):
        rings = list(bells.on(school, day).values())
        if not rings or day.isoweekday() in calendar.WEEKEND:
            continue
        starts = timezone.make_aware(datetime.combine(day, min(bell.starts_at for bell in rings)))
        ends = timezone.make_aware(datetime.combine(day, max(bell.ends_at for bell in rings)))
        yield Span(starts, ends, "exam", exam.note)
