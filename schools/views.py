"""The finder and a school's page."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.viewer import viewer_of
from publishing.pagecache import public_page
from schools.cards import cards
from schools.filters import SchoolFilter
from schools.models import School
from schools.profile import profile

PAGE = 24


@public_page("schools", "groups")
def school_list(request):
    found = SchoolFilter(request.GET, School.objects.listed().for_list())
    asked = request.GET.get("page", "1")
    page = Paginator(found.qs, PAGE).get_page(asked)
    context = found.prepared() | {
        "page": page,
        "page_unknown": asked != str(page.number),
        "cards": cards(page.object_list, viewer_of(request)),
    }
    return render(request, "schools/school_list.html", context)


@public_page("schools", "groups", "enrolment", "classrooms", "news")
def school_detail(request, slug):
    """A closed school keeps its page, which names its successor; an unpublished one is not there."""
    school = get_object_or_404(School.objects.published().for_profile(), slug=slug)
    context = profile(school, viewer_of(request)) | {
        "stage_name": school.get_stage_display(),
        "stage_path": f"{reverse('schools:list')}?stage={school.stage}",
    }
    return render(request, "schools/school_detail.html", context)
