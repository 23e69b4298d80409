"""Pages of the masters' studios."""

from django.shortcuts import get_object_or_404

from classrooms import targets
from classrooms.models import MasterStudio, Session, StudioMember
from publishing.bodies import render_kept
from publishing.pagecache import public_page
from schools.calendar import current_term

SECTIONS = ("classrooms", "schools")
SESSIONS_SHOWN = 5


@public_page(*SECTIONS)
def studio_list(request):
    def context():
        return {"studios": list(MasterStudio.objects.published().for_list())}

    return render_kept(request, "classrooms/studios/list.html", SECTIONS, context)


@public_page(*SECTIONS)
def studio(request, pk):
    def context():
        return studio_page(get_object_or_404(MasterStudio.objects.published().for_list(), pk=pk))

    return render_kept(request, "classrooms/studios/detail.html", SECTIONS, context, key=pk)


def studio_page(row):
    """A studio with its people who agreed to be named; the others are a number."""
    members = [
        one.teacher
        for one in StudioMember.objects.active().filter(studio=row).select_related("teacher__school")
        if one.teacher_id != row.master_id
    ]
    people = [
        (one.name, one.school.short_name, one.pk == row.master_id)
        for one in [row.master, *members]
        if one.public
    ]
    term = current_term()
    coming = Session.objects.published().filter(presenter__in=[row.master, *members], cancelled_at=None)
    return {
        "studio": row,
        "people": people,
        "hidden": 1 + len(members) - len(people),
        "term": term,
        "results": targets.of_studio(row, term),
        "sessions": list(coming.coming().for_list()[:SESSIONS_SHOWN]),
    }
