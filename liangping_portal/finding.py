"""The search page and the maps of the site: everything that the apps below put into the index."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.views.decorators.http import require_safe

from publishing.bodies import render_kept
from search import asking
from search.models import Entry

# Kind of entry → what readers call it, in the order of the page.
KINDS = {
    "school": "学校",
    "guide": "入学指南",
    "faq": "常见问题",
    "group": "教育集团",
    "session": "教研活动",
    "activity": "校园活动",
    "recording": "课堂录像",
    "resource": "教学资源",
    "showcase": "晒课",
    "report": "特别报道",
    "article": "新闻",
    "notice": "公告",
}
# Whatever can be found belongs to one of these.
SECTIONS = ("schools", "groups", "enrolment", "classrooms", "news")
ASKED_AT_MOST = 80
OF_EACH_KIND = 5
OF_ONE_KIND = 50


@login_not_required
@require_safe
def search(request):
    """The newest of each kind, or more of one; the counts stay those of the whole query.

    Answers are kept in the process alone: words typed by strangers must not push pages out of the page cache.
    """
    return render_kept(request, "search.html", SECTIONS, lambda: _found(request.GET))


def _found(params):
    asked = params.get("q", "").replace("\0", "").strip()[:ASKED_AT_MOST]
    kind = params.get("kind", "")
    chosen = kind if kind in KINDS else ""
    limit = OF_ONE_KIND if chosen else OF_EACH_KIND
    found = asking.find(asked, list(KINDS), show={chosen} if chosen else None, limit=limit)
    return {
        "asked": asked,
        "total": _said(found.total),
        "counts": [(name, KINDS[name], _said(count)) for name, count in found.counts.items() if count],
        "sections": [
            (name, KINDS[name], hits, _said(found.counts[name]), found.counts[name] > len(hits))
            for name, hits in found.hits.items()
        ],
        "chosen": chosen,
    }


def _said(count):
    """A count in words: beyond what is counted it reads 1000+."""
    return f"{asking.MOST_COUNTED - 1}+" if count >= asking.MOST_COUNTED else str(count) if count else ""


STANDING = [
    "home",
    "enrolment:index",
    "enrolment:catchments",
    "enrolment:border",
    "enrolment:policy",
    "enrolment:self_check",
    "enrolment:enquiries",
    "schools:list",
    "groups:list",
    "groups:cooperation",
    "classrooms:index",
    "classrooms:relay",
    "classrooms:master",
    "classrooms:network",
    "classrooms:session_list",
    "classrooms:review_code",
    "research:rota",
    "classrooms:studio_list",
    "news:list",
    "news:notices",
    "news:activities",
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
        # Questions stand together on one page, which is named among the standing ones.
        return Entry.objects.published().exclude(kind="faq").order_by("pk").values_list("path", flat=True)

    def location(self, item):
        return item


SITEMAPS = {"standing": StandingPages, "found": FoundPages}
