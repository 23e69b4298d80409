"""A day of a school's timetable to type: classes down, periods across, cells as on the school's own sheet."""

from django.db import transaction

from accounts import audit, constraints
from schools import timetable_cells as cells
from schools.models import Lesson, TeachingGroup
from schools.timetable_names import Names, Unknown
from schools.timetables import bells_on

FEWEST_PERIODS = 6


class Refused(Exception):
    pass


def numbers(timetable):
    """The periods to type: those of the bells, and whatever is taught beyond them."""
    bells = set(bells_on(timetable.school_id, timetable.starts_on))
    taught = set(timetable.lessons.values_list("period_no", flat=True))
    return sorted(bells | taught | (set() if bells else set(range(1, FEWEST_PERIODS + 1))))


def groups_of(timetable):
    found = TeachingGroup.objects.filter(
        school=timetable.school_id, school_year=timetable.term.school_year_id
    )
    return list(found.order_by("order", "pk"))


def texts(timetable, weekday):
    """{(group, period): what the cell says} of a day."""
    lessons = timetable.lessons.filter(weekday=weekday).select_related("subject", "teacher")
    found = {}
    for lesson in lessons.order_by("period_no", "weeks"):
        found.setdefault((lesson.group_id, lesson.period_no), []).append(_text(lesson))
    return {key: "/".join(said) for key, said in found.items()}


def _text(lesson):
    weeks = {Lesson.Weeks.EVERY: "", Lesson.Weeks.ODD: "(单)", Lesson.Weeks.EVEN: "(双)"}.get(lesson.weeks)
    teacher = f"({lesson.teacher.name})" if lesson.teacher else ""
    return f"{lesson.subject.name}{teacher}{lesson.get_weeks_display() if weeks is None else weeks}"


def save(timetable, weekday, typed, *, by, address=None):
    """Write a day as typed ({(group, period): text}); returns {key: what is wrong}, and then nothing is kept.

    Cells as they were are left alone, so a rotation that this grid cannot say is not lost.
    """
    before = texts(timetable, weekday)
    changed = {key: text for key, text in typed.items() if text.strip() != before.get(key, "")}
    names = Names(timetable.school, timetable.term.school_year)
    lessons, wrong = _lessons(timetable, weekday, changed, names)
    if wrong or not changed:
        return wrong
    with constraints.spoken_as(Refused), transaction.atomic():
        type(timetable).objects.select_for_update(no_key=True).get(pk=timetable.pk)
        for group, period in changed:
            timetable.lessons.filter(weekday=weekday, group=group, period_no=period).delete()
        wrong = _write(timetable, weekday, lessons)
        if wrong:
            transaction.set_rollback(True)
            return wrong
        said = {
            f"{weekday}-{group}-{period}": [before.get((group, period), ""), text]
            for (group, period), text in changed.items()
        }
        audit.record("修改课表", by=by, row=timetable, change=said, address=address)
        timetable.save()
    return {}


def _lessons(timetable, weekday, changed, names):
    lessons, wrong = [], {}
    for (group, period), text in changed.items():
        for said in cells.read(text):
            try:
                subject = names.subject(said.subject)
                teacher = names.teacher(said.teacher, subject)
            except Unknown as unknown:
                wrong[group, period] = str(unknown)
                continue
            lessons.append(
                Lesson(
                    group_id=group,
                    timetable=timetable,
                    subject=subject,
                    teacher=teacher,
                    weekday=weekday,
                    period_no=period,
                    weeks=said.weeks,
                )
            )
    return lessons, wrong


def _write(timetable, weekday, lessons):
    """Save what clashes with nothing; {key: sentence} of what does."""
    there = list(timetable.lessons.filter(weekday=weekday).select_related("subject", "teacher", "group"))
    wrong = {}
    for lesson in lessons:
        sentence = next(filter(None, (lesson.clash_with(other) for other in there)), "")
        if sentence:
            wrong[lesson.group_id, lesson.period_no] = sentence
            continue
        lesson.save()
        there.append(lesson)
    return wrong
