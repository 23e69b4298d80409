"""Activities on the pages of schools and groups and on the front page, and when those pages change."""

from django.utils import timezone

from groups import panels as group_panels
from news import activity_calendar
from news.activity_presence import KIND, SECTIONS, document
from news.models import Activity
from publishing.pagecache import next_moment_of, scheduled
from schools import panels
from search import index

MOST = 4


def register():
    panels.register("activities", 55, "news/activity_panel.html", title="校园活动")(of_schools)
    group_panels.register("activities", 50, "news/activity_panel.html", title="校园活动")(of_group)
    for section in SECTIONS:
        scheduled(section, next_moment_of(Activity.objects))
        scheduled(section, next_change)
    index.source(KIND)(documents)


def documents():
    found = Activity.objects.public().select_related("unit")
    return (document(row) for row in found.prefetch_related("schools").iterator(chunk_size=500))


def next_change(now):
    """When an activity next begins or ends."""
    shown = Activity.objects.published(now)
    moments = [
        shown.filter(**{f"{name}__gt": now}).order_by(name).values_list(name, flat=True).first()
        for name in ("starts_at", "ends_at")
    ]
    return min(filter(None, moments), default=None)


def of_schools(schools, viewer):
    """{school: what is to come, soonest first, then what was last}; two questions for all of them."""
    published = Activity.objects.published().filter(schools__in=schools)
    found = {}
    for rows in (published.coming(), published.past()):
        for activity in rows.annotate_school()[: MOST * len(schools) * 4]:
            kept = found.setdefault(activity.school_key, [])
            if len(kept) < MOST:
                kept.append(activity)
    return found


def of_group(group, viewer):
    """What the group and its member schools have; coming first."""
    published = Activity.objects.published().of_group(group).distinct()
    coming = list(published.coming()[:MOST])
    return coming + list(published.past()[: MOST - len(coming)])


def week(limit=6):
    """Published activities of this week that are not over, for the front page."""
    start, end = activity_calendar.this_week()
    found = Activity.objects.published().filter(cancelled_at=None, ends_at__gt=timezone.now())
    return list(found.between(start, end).for_list()[:limit])
