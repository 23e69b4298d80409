"""What readers see of research groups, on a school's page and on their own ones. Never marks or places."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from schools import calendar, panels
from schools.models import Contest, OpenLesson, ResearchGroup

WEEKS_AHEAD = 2
# So many of a week are listed; the others are found on the pages of their schools.
MOST_A_WEEK = 100
CONTESTS = 20
# A contest stays on the page for a while after its last day.
CONTEST_SHOWN = timedelta(days=60)


@panels.register("research", 65, "schools/research_panel.html", title="教研组")
def research_of(schools, viewer):
    """{school: {"groups": …, "lessons": …, "contests": …}} for those that have any."""
    found = {}
    groups = ResearchGroup.objects.filter(school__in=schools).select_related("subject", "leader")
    for group in groups:
        found.setdefault(group.school_id, {"groups": [], "lessons": [], "contests": []})["groups"].append(
            group
        )
    if not found:
        return {}
    for lesson in coming_lessons(schools):
        found[lesson.group.school_id]["lessons"].append(lesson)
    by_unit = {school.unit_id: school.pk for school in schools}
    today = timezone.localdate()
    contests = Contest.objects.filter(unit__in=by_unit, ends_on__gte=today).select_related("subject")
    for contest in contests.prefetch_related("entries__teacher"):
        if (key := by_unit[contest.unit_id]) in found:
            found[key]["contests"].append(contest)
    return found


def next_monday(now):
    """When "this week" on the pages of schools becomes another one."""
    today = timezone.localdate(now)
    monday = today + timedelta(days=7 - today.weekday())
    return timezone.make_aware(datetime.combine(monday, time.min))


def this_monday():
    today = timezone.localdate()
    return today - timedelta(days=today.weekday())


def coming_lessons(schools):
    """Open lessons of this week and the next, soonest first."""
    days = (this_monday(), this_monday() + timedelta(days=7 * WEEKS_AHEAD - 1))
    lessons = OpenLesson.objects.filter(group__school__in=schools, held_on__range=days)
    return lessons.select_related("group", "teacher")


# --- pages --------------------------------------------------------------------------------------------------
def rota():
    """The district's open lessons of this week and the next, and contests not long over."""
    monday = this_monday()
    weeks = [_week("本周", monday), _week("下周", monday + timedelta(days=7))]
    contests = Contest.objects.for_page().since(monday - CONTEST_SHOWN)
    return {"weeks": weeks, "contests": list(contests[:CONTESTS])}


def _week(name, first):
    """(name, lessons, whether there are more than are listed)"""
    days = (first, first + timedelta(days=6))
    found = OpenLesson.objects.filter(group__in=ResearchGroup.objects.shown(), held_on__range=days)
    lessons = list(found.select_related("group__school", "teacher")[: MOST_A_WEEK + 1])
    return name, lessons[:MOST_A_WEEK], len(lessons) > MOST_A_WEEK


def group_page(group):
    """A group with its plan and rota of the term; of its people, those who agreed to be named."""
    term, today = calendar.current_term(), timezone.localdate()
    members = list(group.members.order_by("pinyin", "pk"))
    lessons, plan = [], None
    if term:
        days = (term.starts_on, term.ends_on)
        lessons = list(group.open_lessons.filter(held_on__range=days).select_related("teacher"))
        plan = group.plans.filter(term=term).first()
    return {
        "group": group,
        "term": term,
        "named": [one for one in members if one.public],
        "hidden": sum(not one.public for one in members),
        "plan": [line for line in plan.text.splitlines() if line.strip()] if plan else [],
        "coming": [one for one in lessons if one.held_on >= today],
        "held": [one for one in lessons if one.held_on < today][::-1],
    }
