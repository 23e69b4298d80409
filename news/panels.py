"""What schools' pages show of the news, and when pages with news on them change by themselves."""

from dataclasses import dataclass

from django.urls import reverse

from groups import panels as group_panels
from news.listing import FIELDS, Row, newest
from news.models import Edition
from publishing.pagecache import next_moment_of, scheduled
from schools import panels

MOST = 5


def register():
    panels.register("news", 80, "news/panel.html", title="相关新闻")(news_of)
    group_panels.register("news", 80, "news/panel.html", title="相关新闻")(news_of_group)
    for section in ("news", "schools", "groups"):
        scheduled(section, next_moment_of(Edition.objects))


@dataclass(frozen=True)
class Told:
    """The newest of one school or group, and the feed of all of it."""

    stories: list
    feed: str


def news_of(schools, viewer):
    """The newest editions of each school; one query for all of them."""
    found = {}
    editions = Edition.objects.published().filter(schools__in=schools).newest_first()
    for school, *values in editions.values_list("schools", *FIELDS)[: MOST * len(schools) * 4]:
        rows = found.setdefault(school, [])
        if len(rows) < MOST:
            rows.append(Row._make(values))
    feeds = {school.pk: reverse("news:school_feed", args=[school.slug]) for school in schools}
    return {school: Told(rows, feeds[school]) for school, rows in found.items()}


def news_of_group(group, viewer):
    found = newest(Edition.objects.published().filter(groups=group), MOST)
    return Told(found, reverse("news:group_feed", args=[group.slug])) if found else None
