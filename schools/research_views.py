"""教研组: the two weeks' rota of open lessons, a group's own page, a contest."""

from django.shortcuts import get_object_or_404

from publishing.bodies import render_kept
from publishing.pagecache import public_page
from schools import research
from schools.models import Contest, ResearchGroup

SECTIONS = ("schools",)


@public_page(*SECTIONS)
def rota(request):
    return render_kept(request, "schools/research/rota.html", SECTIONS, research.rota)


@public_page(*SECTIONS)
def group(request, pk):
    def context():
        return research.group_page(get_object_or_404(ResearchGroup.objects.shown().for_page(), pk=pk))

    return render_kept(request, "schools/research/group.html", SECTIONS, context, key=pk)


@public_page(*SECTIONS)
def contest(request, pk):
    def context():
        row = get_object_or_404(Contest.objects.for_page(), pk=pk)
        return {"contest": row, "entries": list(row.entries.all())}

    return render_kept(request, "schools/research/contest.html", SECTIONS, context, key=pk)
