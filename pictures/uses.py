"""The ledgers of where each picture is shown and each file offered; the views that hand them out serve
nothing that stands in no visible use."""

from django.db import transaction

from pictures.models import DocumentUse, Use


@transaction.atomic
def show(where, pictures, *, label="", visible_from, visible_until=None):
    """Say which pictures the page at `where` shows, and when; replaces what was said of it before."""
    kept = [picture for picture in pictures if picture.withdrawn_at is None]
    time = {"visible_from": visible_from, "visible_until": visible_until}
    _replace(Use, "picture", where, kept, label=label[:120], **time)


@transaction.atomic
def offer(where, documents, *, label="", visible_from, visible_until=None):
    """Say which files the page at `where` offers, and when; replaces what was said of it before."""
    time = {"visible_from": visible_from, "visible_until": visible_until}
    _replace(DocumentUse, "document", where, documents, label=label[:120], **time)


def _replace(ledger, name, where, things, **values):
    kept = {thing.pk: thing for thing in things}
    ledger.objects.filter(where=where).exclude(**{f"{name}__in": kept}).delete()
    for thing in kept.values():
        ledger.objects.update_or_create(where=where, defaults=values, **{name: thing})


def hide(where):
    for ledger in (Use, DocumentUse):
        ledger.objects.filter(where=where).delete()
