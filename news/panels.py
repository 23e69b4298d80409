"""What schools' pages show of the news, and when pages with news on them change by themselves."""

from news.listing import FIELDS, row
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
    for values in editions.values(*FIELDS, "schools")[: MOST * len(schools) * 4]:
        rows = found.setdefault(values["schools"], [])
        if len(rows) < MOST:
            rows.append(row(values))
    return found
