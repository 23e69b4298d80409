"""The ledger of where each picture is shown; the media view serves nothing that stands in no visible use."""

from django.db import transaction

from pictures.models import Use


@transaction.atomic
def show(where, pictures, *, label="", visible_from, visible_until=None):
    """Say which pictures the page at `where` shows, and when; replaces what was said of it before."""
    kept = {picture.pk: picture for picture in pictures if picture.withdrawn_at is None}
    Use.objects.filter(where=where).exclude(picture__in=kept).delete()
    for picture in kept.values():
        Use.objects.update_or_create(
            picture=picture,
            where=where,
            defaults={"label": label[:120], "visible_from": visible_from, "visible_until": visible_until},
        )


def hide(where):
    Use.objects.filter(where=where).delete()
