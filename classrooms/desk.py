"""What a teacher's own desk (/me/) shows of sessions."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from classrooms.models import Registration

PAST_SHOWN = 10


def my_registrations(user):
    """{"coming": …, "past": …}: the person's registrations; `ahead` counts those who wait before them."""
    mine = Registration.objects.of(user).select_related(
        "session__subject", "session__host", "session__organiser", "session__presenter__school"
    )
    now = timezone.now()
    coming = mine.active().filter(session__ends_at__gt=now).annotate(ahead=_ahead())
    past = mine.confirmed().filter(session__ends_at__lte=now, session__cancelled_at=None)
    return {
        "coming": list(coming.order_by("session__starts_at", "pk")),
        "past": list(past.order_by("-session__starts_at", "-pk")[:PAST_SHOWN]),
    }


def _ahead():
    others = Registration.objects.filter(
        session=OuterRef("session"),
        state=Registration.State.WAITING,
        queue_number__lt=OuterRef("queue_number"),
    )
    counted = others.order_by().values("session").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
