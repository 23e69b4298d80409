"""The finder and a school's page."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string

from accounts.viewer import viewer_of
from publishing.fragments import kept
from publishing.pagecache import public_page
from schools import link_card, wording
from schools.cards import cards
from schools.comparing import comparison, path_of
from schools.drawn_map import drawn
from schools.filters import SECTIONS
from schools.finder import find, in_filters
from schools.models import School
from schools.poster import public_address, qr_png
from schools.profile import profile

PAGE = 24
MOST_PROFILES = 500
MOST_TAGS = 5
PROFILE_SECTIONS = ("schools", "groups", "enrolment", "classrooms", "news")


@public_page(*SECTIONS)
def school_list(request):
    if plain := in_filters(request.GET):
        return HttpResponseRedirect(plain)
    found = find(request.GET)
    asked = request.GET.get("page", "1")
    page = Paginator(found.keys, PAGE).get_page(asked)
    context = {
        "filters": found.filters,
        "brings": found.brings,
        "page": page,
        "page_unknown": asked != str(page.number),
        "cards": cards(page.object_list),
        "compare_path": path_of([]),
        "query": query_of(request),
    }
    return render(request, "schools/school_list.html", context)


@public_page(*SECTIONS)
def school_map(request):
    """The same results as the list's, for the same query, as a drawing; the list stays the way in."""
    if plain := in_filters(request.GET):
        return HttpResponseRedirect(plain)
    found = find(request.GET)
    context = {
        "filters": found.filters,
        "brings": found.brings,
        "count": len(found.keys),
        "query": query_of(request),
    }
    return render(request, "schools/school_map.html", context | drawn(found.keys))


def query_of(request):
    """The filters of an address without its page, to go from the list to the map and back."""
    query = request.GET.copy()
    query.pop("page", None)
    return f"?{query.urlencode()}" if query else ""


@public_page(*SECTIONS)
def school_compare(request):
    if not settings.COMPARE:
        raise Http404
    asked = request.GET
    name = asked.get("q", "").strip()[:40]
    context = comparison(asked.getlist("s"), different=asked.get("different") == "1", name=name)
    return render(request, "schools/school_compare.html", context)


@public_page(*PROFILE_SECTIONS)
def school_detail(request, slug):
    """A closed school keeps its page, which names its successor; an unpublished one is not there."""
    viewer = viewer_of(request)
    if viewer is None:
        context = kept(PROFILE_SECTIONS, "profile", slug, lambda: page_of(slug, None), MOST_PROFILES)
    else:
        context = page_of(slug, viewer)
    return render(request, "schools/school_detail.html", context)


def page_of(slug, viewer):
    school = get_object_or_404(School.objects.published().for_profile(), slug=slug)
    context = profile(school, viewer) | {"compare_path": path_of([slug])}
    body = render_to_string("schools/_profile.html", context)
    return {name: context[name] for name in ("school", "picture", "stage_name", "stage_path")} | {
        "body": body
    }


@public_page("schools")
def school_poster(request, slug):
    school = get_object_or_404(School.objects.listed().for_profile(), slug=slug)
    context = {
        "school": school,
        "words": wording.of(school),
        "picture": school.lead_picture and school.lead_picture.prepared(),
        "address": public_address(request, school.get_absolute_url()),
    }
    return render(request, "schools/school_poster.html", context)


@public_page("schools")
def school_qr(request, slug):
    school = get_object_or_404(School.objects.listed(), slug=slug)
    return HttpResponse(qr_png(public_address(request, school.get_absolute_url())), content_type="image/png")


@public_page("schools")
def school_card(request, slug):
    """The picture of a pasted link; a closed school's page has one as well."""
    school = get_object_or_404(School.objects.published().for_profile(), slug=slug)
    tags = dict.fromkeys(school.programmes.exclude(tag="").values_list("tag", flat=True))
    return HttpResponse(link_card.drawn(school, list(tags)[:MOST_TAGS]), content_type="image/jpeg")
