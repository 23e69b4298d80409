"""What other rooms show of the classrooms: the home page and the three classrooms' own pages."""

from django.db.models import Count, Q, Sum
from django.utils import timezone

from classrooms.models import Classroom, ClassroomPage, Session
from classrooms.weeks import week


def this_week(limit=6):
    """Published sessions of this week that are not over, soonest first."""
    _, end = week()
    coming = Session.objects.published().filter(cancelled_at=None, starts_at__lt=end).coming()
    return list(coming.for_list()[:limit])


def classrooms():
    """The three classrooms in their order, each with its page (or None) and its sessions of the week."""
    pages = {page.classroom: page for page in ClassroomPage.objects.all()}
    start, end = week()
    held = {kind: [] for kind in Classroom.values}
    for session in Session.objects.published().filter(cancelled_at=None).between(start, end).for_list():
        held[session.classroom].append(session)
    return [{"kind": kind, "page": pages.get(kind.value), "sessions": held[kind.value]} for kind in Classroom]


def figures(kind):
    """How many sessions a classroom has held, how many seats were taken there, whether some are samples."""
    held = Q(ends_at__lte=timezone.now(), cancelled_at=None)
    found = Session.objects.published().filter(classroom=kind)
    return found.aggregate(
        held=Count("pk", filter=held),
        taken=Sum("taken", filter=held, default=0),
        sample=Count("pk", filter=held & Q(sample=True)),
    )
