"""Groups, and the cooperation across the border."""

from django.shortcuts import get_object_or_404

from groups import cooperation as across
from groups.members import group_page, list_page
from groups.models import EducationGroup
from publishing.bodies import render_kept
from publishing.pagecache import public_page

GROUP_SECTIONS = ("groups", "schools", "news", "classrooms")


@public_page("groups", "schools")
def group_list(request):
    return render_kept(request, "groups/group_list.html", ("groups", "schools"), list_page)


@public_page(*GROUP_SECTIONS)
def group_detail(request, slug):
    def context():
        return group_page(get_object_or_404(EducationGroup.objects.published().for_page(), slug=slug))

    return render_kept(request, "groups/group_detail.html", GROUP_SECTIONS, context, key=slug)


@public_page("groups", "schools")
def cooperation(request):
    return render_kept(request, "groups/cooperation.html", ("groups", "schools"), across.page)
