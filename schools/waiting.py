"""What a school's file asks of those who keep it, on 今日待办."""

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts import desk, rights
from accounts.rights import holds
from accounts.roles import Role
from publishing.models import versions
from schools import completeness
from schools.models import School

SOON_DAYS = 7
DAY_SECONDS = 24 * 3600


def _day(date):
    return f"{date.month}月{date.day}日"


@desk.register("school_file", order=40)
def own_file(user):
    """For a correspondent: figures asked for, fields left open, each with the day it is due."""
    if not holds(user, Role.CORRESPONDENT):
        return
    for standing in completeness.standings(School.objects.open().editable_by(user)):
        until = f"，{_day(standing.due_on)}前（开学后20个工作日内）更新" if standing.due_on else ""
        close = standing.due_on is not None and (standing.due_on - timezone.localdate()).days <= SOON_DAYS
        page = reverse("admin:schools_school_change", args=[standing.school.pk])
        figures = reverse("admin:schools_figure_asked", args=[standing.school.pk])
        name = standing.school.short_name
        yield desk.Row(len(standing.asked), f"项：{name}本学期只需您填的数{until}", figures, urgent=close)
        yield desk.Row(len(standing.missing), f"项：{name}学校页还空着{until}", page, urgent=close)


@desk.register("school_files", order=45)
def districts_files(user):
    """For the district: how many schools are late, and how many show figures older than a year."""
    if not rights.reach(user, "import", "schools.figure").everything:
        return
    listing = reverse("admin:schools_school_standing")
    late, stale = _counts()
    yield desk.Row(late, "所待更新学校（超过开学后20个工作日）", listing, urgent=True)
    yield desk.Row(stale, "所学校的数据已超过一年", listing)


def _counts():
    """Of a whole district, which takes a moment: kept until something of the schools changes, or the day."""
    key = f"school_files:{versions.known().get('schools', 0)}:{timezone.localdate()}"
    found = cache.get(key)
    if found is None:
        standings = completeness.standings(School.objects.public())
        found = (sum(one.overdue for one in standings), sum(one.stale for one in standings))
        cache.set(key, found, DAY_SECONDS)
    return found
