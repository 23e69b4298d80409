"""What a school's page shows of its research groups: who they are, this week's open lessons, contests."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from schools import panels
from schools.models import Contest, OpenLesson, ResearchGroup

WEEKS_AHEAD = 2


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


def coming_lessons(schools):
    """Open lessons of this week and the next, soonest first."""
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    days = (monday, monday + timedelta(days=7 * WEEKS_AHEAD - 1))
    lessons = OpenLesson.objects.filter(group__school__in=schools, held_on__range=days)
    return lessons.select_related("group", "teacher")
