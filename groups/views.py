"""Groups, and the cooperation across the border."""

from django.shortcuts import get_object_or_404, render

from groups import cooperation as across
from groups.members import group_page, list_page
from groups.models import EducationGroup
from publishing.pagecache import public_page


@public_page("groups", "schools")
def group_list(request):
    return render(request, "groups/group_list.html", list_page())


@public_page("groups", "schools", "news", "classrooms")
def group_detail(request, slug):
    group = get_object_or_404(EducationGroup.objects.published().for_page(), slug=slug)
    return render(request, "groups/group_detail.html", group_page(group))


@public_page("groups", "schools")
def cooperation(request):
    return render(request, "groups/cooperation.html", across.page())
