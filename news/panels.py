"""What schools' pages show of the news, and when pages with news on them change by themselves."""

from news.listing import FIELDS, Row
from news.models import Edition
from publishing.pagecache import next_moment_of, scheduled
from schools import panels

MOST = 5


def register():
    panels.register("news", 80, "news/panel.html", title="相关新闻")(news_of)
    for section in ("news", "schools", "groups"):
        scheduled(section, next_moment_of(Edition.objects))


def news_of(schools, viewer):
    """The newest editions of each school; one query for all of them."""
    found = {}
    editions = Edition.objects.published().filter(schools__in=schools).newest_first()
    for school, *values in editions.values_list("schools", *FIELDS)[: MOST * len(schools) * 4]:
        rows = found.setdefault(school, [])
        if len(rows) < MOST:
            rows.append(Row._make(values))
    return found
