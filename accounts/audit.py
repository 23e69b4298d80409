"""The trail: `record` writes a row in the caller's transaction, `seal` numbers and chains the new rows."""

import hashlib
import json

from django.db import transaction

from accounts.models import AuditEvent


def record(action, *, by=None, row=None, text="", change=None, address=None):
    """Write one audit row. `row` gives label and key; `change` is {"field": [before, after]}."""
    return AuditEvent.objects.create(
        action=action,
        actor=by if by is not None and by.pk else None,
        actor_label=f"{by.name}（{by.username}）" if by is not None and by.pk else "",
        label=row._meta.verbose_name if row is not None else "",
        key=str(row.pk) if row is not None else "",
        text=(text or (str(row) if row is not None else ""))[:300],
        change=change or {},
        address=address,
    )


def address_of(request):
    """The address the request came from, as the trusted proxy chain gave it to the server."""
    return request.META.get("REMOTE_ADDR") or None


def _line(event, previous):
    body = [
        event.number,
        event.at.isoformat(),
        event.actor_label,
        event.action,
        event.label,
        event.key,
        event.text,
        event.change,
        event.address or "",
        previous,
    ]
    return hashlib.sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def seal(limit=1000):
    """Number and chain the unsealed rows in order of arrival; returns how many. One sealer at a time."""
    last = AuditEvent.objects.select_for_update().filter(number__isnull=False).order_by("-number").first()
    number, previous = (last.number, last.seal) if last else (0, "")
    fresh = list(AuditEvent.objects.filter(number__isnull=True).order_by("pk")[:limit])
    for event in fresh:
        number += 1
        event.number = number
        event.seal = previous = _line(event, previous)
    AuditEvent.objects.bulk_update(fresh, ["number", "seal"])
    return len(fresh)


def broken_at():
    """The number of the first row whose seal does not fit its text and its predecessor; None: all whole."""
    previous = ""
    for place, event in enumerate(
        AuditEvent.objects.filter(number__isnull=False).order_by("number").iterator(), 1
    ):
        if event.number != place or event.seal != _line(event, previous):
            return place
        previous = event.seal
    return None
