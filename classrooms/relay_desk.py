"""What waits of relays: on the desk of assistants, and of the schools' teaching affairs."""

from django.urls import reverse
from django.utils import timezone

from accounts import desk
from classrooms import receipts
from classrooms.models import Receipt


@desk.register("relay_receipts", order=35)
def to_confirm(user):
    """Lessons over that the person, as the assistant there, has not answered yet."""
    mine = Receipt.objects.awaited().filter(receiver__assistant__user=user)
    count = mine.filter(lesson__ends_at__lt=timezone.now()).count()
    return [desk.Row(count, "节专递课等您确认", reverse("my_relay"))]


@desk.register("relay_overdue", order=36)
def overdue(user):
    """Lessons that nobody answered within three days: the school's teaching affairs find out."""
    held = Receipt.objects.reachable_by(user, "answer")
    count = receipts.overdue().filter(pk__in=held.values("pk")).count()
    return [desk.Row(count, "节专递课三天没有人确认，请问清后补填", reverse("classrooms:relay_receipts"))]


@desk.register("relay_moves", order=37)
def moves(user):
    """Moves to another day that the receiving side has not acknowledged."""
    coming = receipts.answerable_by(user).awaited().filter(lesson__starts_at__gt=timezone.now())
    count = coming.filter(lesson__moved_at__isnull=False, move_seen_at=None).count()
    return [desk.Row(count, "节专递课已调课，请点“已知悉”", reverse("my_relay"))]
