"""Groups, and the cooperation across the border."""

from django.shortcuts import get_object_or_404, render

from groups import cooperation as across
from groups.members import group_page, rows_of
from groups.models import EducationGroup
from groups.shares import share
from publishing.pagecache import public_page
from schools.models import Figure, UpgradeProject


@public_page("groups", "schools")
def group_list(request):
    entered = share()
    context = {
        "rows": rows_of(EducationGroup.objects.listed().for_page()),
        "share": entered,
        "share_parts": parts_of(entered),
        "figures": list(Figure.objects.of_district(Figure.Topic.GROUPS)),
        **upgrades(),
    }
    return render(request, "groups/group_list.html", context)


def parts_of(reading):
    """The two parts of the share, for a bar that is never one number alone."""
    rest = reading.whole - reading.part
    return [("已录入归属", reading.part, f"{reading.part}所"), ("未录入归属", rest, f"{rest}所")]


def upgrades():
    """What was built for rural schools that the source does not name."""
    rows = list(UpgradeProject.objects.filter(school__isnull=True))
    return {"upgrades": rows, "upgrade_sources": "；".join(dict.fromkeys(row.source for row in rows))}


@public_page("groups", "schools", "news", "classrooms")
def group_detail(request, slug):
    group = get_object_or_404(EducationGroup.objects.published().for_page(), slug=slug)
    return render(request, "groups/group_detail.html", group_page(group))


@public_page("groups", "schools")
def cooperation(request):
    return render(request, "groups/cooperation.html", across.page())
