"""The public pages of the news."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from news import listing, reading
from news.models import Column, Edition


@login_not_required
@require_safe
def news_list(request):
    page = listing.page_of(Edition.objects.news(), request.GET.get("page"))
    return render(request, "news/edition_list.html", {"page": page, "chips": listing.chips("list")})


@login_not_required
@require_safe
def notice_list(request):
    page = listing.page_of(Edition.objects.notices(), request.GET.get("page"))
    return render(request, "news/notice_list.html", {"page": page, "chips": listing.chips("notices")})


@login_not_required
@require_safe
def column(request, slug):
    found = get_object_or_404(Column, slug=slug)
    page = listing.page_of(Edition.objects.filter(column=found), request.GET.get("page"))
    context = {"column": found, "page": page, "chips": listing.chips(found)}
    return render(request, "news/column_detail.html", context)


@login_not_required
@require_safe
def article(request, slug):
    edition = _standing(Edition.Kind.ARTICLE, slug)
    if edition is None:
        return _gone(request, Edition.Kind.ARTICLE, slug)
    context = {
        "edition": edition,
        "bundle": reading.bundle_of(edition),
        "schools": list(edition.schools.published()),
        "groups": list(edition.groups.published()),
    }
    return render(request, "news/article_detail.html", context)


@login_not_required
@require_safe
def report(request, slug):
    edition = _standing(Edition.Kind.REPORT, slug)
    if edition is None:
        return _gone(request, Edition.Kind.REPORT, slug)
    return render(request, "news/report_detail.html", {"edition": edition, "spread": reading.spread(edition)})


def _standing(kind, slug):
    return Edition.objects.published().select_related("column").filter(kind=kind, slug=slug).first()


def _gone(request, kind, slug):
    """What was public and is withdrawn says so; what never was is not known here."""
    edition = reading.withdrawn(kind, slug)
    if edition is None:
        raise Http404
    return render(request, "news/withdrawn.html", {"edition": edition}, status=410)
