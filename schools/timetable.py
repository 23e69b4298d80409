"""A class's week as a grid of periods and weekdays."""

from schools import calendar
from schools.models import BellPeriod, Lesson
from schools.models.teaching import WEEKDAYS
from schools.wording import grades_name


def lessons_of(school):
    """The lessons of the term that is asked for now, with what a grid needs, class by class."""
    term = calendar.current_term()
    if term is None:
        return []
    lessons = Lesson.objects.filter(group__school=school, term=term)
    return list(
        lessons.select_related("group", "subject", "term__school_year").order_by(
            "group__order", "group", "weekday", "period_no", "week_parity"
        )
    )


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
