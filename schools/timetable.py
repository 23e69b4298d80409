"""A class's week as a grid of periods and weekdays."""

from datetime import timedelta

from django.utils import timezone

from schools.models import BellPeriod, Lesson
from schools.models.teaching import WEEKDAYS
from schools.wording import grades_name

LATELY = timedelta(days=90)


def lessons_of(school):
    """The lessons of the running term, else of the coming one, else of the one just ended, class by class."""
    today = timezone.localdate()
    lessons = list(
        Lesson.objects.filter(group__school=school, term__ends_on__gte=today - LATELY)
        .select_related("group", "subject", "term__school_year")
        .order_by("term__starts_on", "group__order", "group", "weekday", "period_no", "week_parity")
    )
    asked = [lesson for lesson in lessons if lesson.term.ends_on >= today] or lessons[-1:]
    return [lesson for lesson in lessons if lesson.term_id == asked[0].term_id] if asked else []


def sample(school):
    """The grid of the school's first class that has lessons; None where there are none."""
    lessons = lessons_of(school)
    if not lessons:
        return None
    group = lessons[0].group
    bells = {bell.number: bell for bell in BellPeriod.objects.filter(school=school)}
    return {
        "caption": f"{lessons[0].term} {group.name}（{grades_name(school.stage, group.grades)}）",
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
    parity = "" if lesson.week_parity == Lesson.Parity.EVERY else f"（{lesson.get_week_parity_display()}）"
    return f"{lesson.subject.name}{parity}"


def _times(bell):
    return f"{bell.starts_at:%H:%M}—{bell.ends_at:%H:%M}" if bell else ""
