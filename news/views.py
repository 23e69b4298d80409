"""The public pages of the news."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from news import front, listing, reading
from news.models import Column, Edition
from publishing.pagecache import public_page

LATEST = 5


@public_page("news")
def news_list(request):
    page = listing.page_of(Edition.objects.news(), request.GET.get("page"))
    return render(request, "news/edition_list.html", {"page": page, "chips": listing.chips("list")})


@public_page("news")
def notice_list(request):
    page = listing.page_of(Edition.objects.notices(), request.GET.get("page"))
    return render(request, "news/notice_list.html", {"page": page, "chips": listing.chips("notices")})


@public_page("news")
def column(request, slug):
    found = get_object_or_404(Column, slug=slug)
    page = listing.page_of(Edition.objects.in_column(found), request.GET.get("page"))
    context = {"column": found, "page": page, "chips": listing.chips(found)}
    return render(request, "news/column_detail.html", context)


@public_page("news", "schools", "groups")
def article(request, slug):
    edition = reading.standing(Edition.Kind.ARTICLE, slug)
    if edition is None:
        return _gone(request, Edition.Kind.ARTICLE, slug)
    bundle = reading.bundle_of(edition)
    context = {
        "edition": edition,
        "report": bundle.report,
        "siblings": bundle.siblings,
        "previous": bundle.previous,
        "next": bundle.next,
        "schools": list(edition.schools.published()),
        "groups": list(edition.groups.published()),
        "latest": [row for row in front.latest(LATEST + 1) if row.slug != slug][:LATEST],
    }
    return render(request, "news/article.html", context)


@public_page("news")
def report(request, slug):
    edition = reading.standing(Edition.Kind.REPORT, slug)
    if edition is None:
        return _gone(request, Edition.Kind.REPORT, slug)
    return render(request, "news/report.html", reading.report_page(edition, reading.stories_of(edition)))


def _gone(request, kind, slug):
    """What was public and is withdrawn says so; what never was is not known here."""
    edition = reading.withdrawn(kind, slug)
    if edition is None:
        raise Http404
    return render(request, "news/withdrawn.html", {"edition": edition}, status=410)
