"""A class's week as a grid of periods and weekdays."""

from datetime import timedelta

from django.utils import timezone

from schools.models import Lesson, Timetable
from schools.models.teaching import WEEKDAYS
from schools.timetables import bells_on
from schools.wording import grades_name

LATELY = timedelta(days=90)


def lessons_of(school):
    """The lessons that hold today, else of the coming term, else of the one just ended, class by class."""
    timetable = _asked_for(school)
    if timetable is None:
        return []
    lessons = Lesson.objects.filter(timetable=timetable).select_related(
        "group", "subject", "timetable__term__school_year"
    )
    return list(lessons.order_by("group__order", "group", "weekday", "period_no", "weeks"))


def _asked_for(school):
    today = timezone.localdate()
    found = Timetable.objects.filter(school=school, term__ends_on__gte=today - LATELY, lessons__isnull=False)
    found = sorted(set(found.select_related("term")), key=lambda one: one.starts_on)
    held = [one for one in found if one.term.ends_on >= today and one.starts_on <= today]
    coming = [one for one in found if one.starts_on > today]
    return next(iter([*held[-1:], *coming[:1], *found[-1:]]), None)


def sample(school):
    """The grid of the school's first class that has lessons; None where there are none."""
    lessons = lessons_of(school)
    if not lessons:
        return None
    group = lessons[0].group
    bells = bells_on(school.pk, timezone.localdate())
    return {
        "caption": f"{lessons[0].timetable.term} {group.name}（{grades_name(school.stage, group.grades)}）",
        "sample": group.sample,
        **grid([lesson for lesson in lessons if lesson.group_id == group.pk], bells),
    }


def grid(lessons, bells):
    """{"days": [周一, …], "rows": [(第1节, times, [cell, …]), …]} of one class."""
    last_day = max(5, *(lesson.weekday for lesson in lessons))
    days = [(number, name) for number, name in WEEKDAYS if number <= last_day]
    cells = {}
    for lesson in lessons:
        cells.setdefault((lesson.period_no, lesson.weekday), []).append(_said(lesson))
    numbers = sorted({*bells, *(lesson.period_no for lesson in lessons)})
    rows = []
    for number in numbers:
        week = ["／".join(cells.get((number, day), [])) for day, _ in days]
        rows.append((f"第{number}节", _times(bells.get(number)), week))
    return {"days": [name for _, name in days], "rows": rows}


def _said(lesson):
    weeks = "" if lesson.weeks == Lesson.Weeks.EVERY else f"（{lesson.get_weeks_display()}）"
    return f"{lesson.subject.name}{weeks}"


def _times(bell):
    return f"{bell.starts_at:%H:%M}—{bell.ends_at:%H:%M}" if bell else ""
