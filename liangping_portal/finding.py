"""The search page and the maps of the site: everything that the apps below put into the index."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import Sitemap
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from search import index
from search.models import Entry

# Kind of entry → what readers call it, in the order of the page.
KINDS = {
    "school": "学校",
    "group": "教育集团",
    "session": "教研活动",
    "report": "特别报道",
    "article": "新闻",
    "notice": "公告",
}
ASKED_AT_MOST = 80


@login_not_required
@require_safe
def search(request):
    """Results by kind; `kind` narrows to one, the counts stay those of the whole query."""
    asked = request.GET.get("q", "").replace("\0", "").strip()[:ASKED_AT_MOST]
    kind = request.GET.get("kind", "")
    found = list(index.find(asked))
    order = list(KINDS)
    found.sort(key=lambda entry: order.index(entry.kind) if entry.kind in KINDS else len(order))
    sections = [(name, list(rows)) for name, rows in groupby(found, key=lambda entry: entry.kind)]
    context = {
        "asked": asked,
        "total": len(found),
        "counts": [(name, KINDS.get(name, "其他"), len(rows)) for name, rows in sections],
        "sections": [(KINDS.get(name, "其他"), rows) for name, rows in sections if not kind or name == kind],
        "kind": kind,
    }
    return render(request, "search.html", context)


STANDING = [
    "home",
    "enrolment:index",
    "enrolment:catchments",
    "schools:list",
    "groups:list",
    "groups:cooperation",
    "classrooms:index",
    "classrooms:relay",
    "classrooms:master",
    "classrooms:network",
    "classrooms:session_list",
    "news:list",
    "news:notices",
    "about",
    "privacy",
    "sitemap_page",
]


class StandingPages(Sitemap):
    def items(self):
        return STANDING

    def location(self, item):
        return reverse(item)


class FoundPages(Sitemap):
    """Whatever can be found now: drafts, closed and withdrawn things have no entry."""

    limit = 5000

    def items(self):
        return Entry.objects.published().order_by("pk").values_list("path", flat=True)

    def location(self, item):
        return item


SITEMAPS = {"standing": StandingPages, "found": FoundPages}
