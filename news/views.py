"""The public pages of the news."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from news import front, listing, reading, sharing
from news.models import Column, Edition
from publishing.bodies import render_kept
from publishing.pagecache import public_page

LATEST, HAPPENING = 5, 3
ARTICLE_SECTIONS = ("news", "schools", "groups", "classrooms")


class NotStanding(Exception):
    """No edition stands under this address now: it was withdrawn, or never was."""


@public_page("news")
def news_list(request):
    def context():
        page = listing.page_of(Edition.objects.news(), request.GET.get("page"))
        return {"page": page, "chips": listing.chips(listing.columns(), "list")}

    return render_kept(request, "news/edition_list.html", ("news",), context)


@public_page("news")
def notice_list(request):
    def context():
        # By the columns' keys rather than their kind, or few notices would be looked for among all news.
        columns = listing.columns()
        found = Edition.objects.in_columns([one for one in columns if one.kind == Column.Kind.NOTICE])
        page = listing.notices_page_of(found, request.GET.get("page"))
        return {"page": page, "chips": listing.chips(columns, "notices")}

    return render_kept(request, "news/notice_list.html", ("news",), context)


@public_page("news")
def column(request, slug):
    def context():
        found = get_object_or_404(Column, slug=slug)
        page = listing.page_of(Edition.objects.in_column(found), request.GET.get("page"))
        return {"column": found, "page": page, "chips": listing.chips(listing.columns(), found)}

    return render_kept(request, "news/column_detail.html", ("news",), context)


@public_page(*ARTICLE_SECTIONS)
def article(request, slug):
    def context():
        edition = reading.standing(Edition.Kind.ARTICLE, slug)
        if edition is None:
            raise NotStanding
        return article_page(edition, slug)

    try:
        return render_kept(request, "news/article.html", ARTICLE_SECTIONS, context, key=slug)
    except NotStanding:
        return _gone(request, Edition.Kind.ARTICLE, slug)


def article_page(edition, slug):
    bundle = reading.bundle_of(edition)
    older, newer = (bundle.previous, bundle.next) if bundle.report else listing.beside(edition)
    schools, groups = list(edition.schools.published()), list(edition.groups.published())
    activities, sessions = reading.happening(schools, HAPPENING)
    return {
        "edition": edition,
        "code": sharing.code_of_edition(edition),
        "report": bundle.report,
        "siblings": bundle.siblings,
        "previous": older,
        "next": newer,
        "schools": schools,
        "groups": groups,
        "related": reading.related(edition, schools, groups, LATEST),
        "activities": activities,
        "sessions": sessions,
        "latest": [row for row in front.latest(LATEST + 1) if row.slug != slug][:LATEST],
    }


@public_page("news")
def report(request, slug):
    def context():
        edition = reading.standing(Edition.Kind.REPORT, slug)
        if edition is None:
            raise NotStanding
        page = reading.report_page(edition, reading.stories_of(edition))
        return page | {"code": sharing.code_of_edition(edition)}

    try:
        return render_kept(request, "news/report.html", ("news",), context, key=slug)
    except NotStanding:
        return _gone(request, Edition.Kind.REPORT, slug)


def _gone(request, kind, slug):
    """What was public and is withdrawn says so; what never was is not known here."""
    edition = reading.withdrawn(kind, slug)
    if edition is None:
        raise Http404
    return render(request, "news/withdrawn.html", {"edition": edition}, status=410)
