"""What ends where an address of the news is taken down in an emergency, and stands again when lifted."""

from functools import partial

from django.utils import timezone

from news.models import Activity, Edition
from news.standing import end
from publishing.takedown import when_taken_down


def register():
    for kind in Edition.Kind.values:
        when_taken_down(f"news:{kind}", partial(_edition, kind), _end_edition)
    when_taken_down(
        "news:activity", lambda pk: Activity.objects.filter(pk=pk).exclude(visible_from=None).first()
    )


def _edition(kind, slug=None, pk=None):
    if pk is not None:
        return Edition.objects.filter(pk=pk).first()
    return Edition.objects.published().filter(kind=kind, slug=slug).first()


def _end_edition(edition, moment):
    """An edition comes back only while no newer one has taken its place, and nobody withdrew it."""
    if moment is not None and moment <= timezone.now():
        return end(edition, moment)
    newer = edition.story.editions.filter(number__gt=edition.number).exists()
    return None if newer or edition.is_withdrawn else end(edition, moment)
