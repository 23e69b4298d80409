"""The trail: `record` writes a row in the caller's transaction, `seal` numbers and chains the new rows."""

import hashlib
import ipaddress
import json

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.ready import insert

SECRET = frozenset({"password", "digest", "phone", "phone_text", "phone_mark"})
LONGEST = 500


class Action(models.TextChoices):
    """What is recorded everywhere; an app may record actions of its own under a short Chinese name."""

    ADDED = "added", "新增"
    CHANGED = "changed", "修改"
    DELETED = "deleted", "删除"
    EXPORTED = "exported", "导出"
    IMPORTED = "imported", "导入"
    IMPORT_UNDONE = "import_undone", "撤销导入"
    PUBLISHED = "published", "发布"
    WITHDRAWN = "withdrawn", "撤下"
    SIGNED_IN = "signed_in", "登录"
    SIGN_IN_FAILED = "sign_in_failed", "登录失败"
    SIGNED_OUT = "signed_out", "退出"
    LOCKED = "locked", "锁定"
    UNLOCKED = "unlocked", "解锁"
    PASSWORD_CHANGED = "password_changed", "修改密码"  # noqa: S105
    CODE_ISSUED = "code_issued", "签发激活码"
    CODE_USED = "code_used", "激活"
    CODE_REFUSED = "code_refused", "激活失败"
    DENIED = "denied", "拒绝访问"


def record(action, *, by=None, row=None, text="", change=None, address=None):
    """Write one audit row. `row` gives label and key; `change` is {"field": [before, after]}."""
    event = AuditEvent(
        action=action,
        actor=by if by is not None and by.pk else None,
        actor_label=f"{by.name}（{by.username}）" if by is not None and by.pk else "",
        label=row._meta.verbose_name if row is not None else "",
        key=str(row.pk) if row is not None else "",
        text=(text or (str(row) if row is not None else ""))[:300],
        change=change or {},
        address=address,
    )
    return insert(event)


def moment():
    """A key for what may happen again to the same person: now, to the microsecond."""
    return timezone.now().isoformat()


def address_of(request):
    """Where the request came from: the connection's own address, or what the outermost trusted proxy saw.

    `TRUSTED_PROXIES` says how many proxies stand in front; entries left of theirs are the sender's own words.
    """
    address = request.META.get("REMOTE_ADDR", "")
    hops = settings.TRUSTED_PROXIES
    said = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    if hops and len(said) >= hops:
        address = said[-hops]
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return None


def change_of(form, formsets=()):
    """{"field": [before, after]} of what a form and its inline rows changed, secrets left out."""
    change = _changed_fields(form)
    for formset in formsets:
        for number, row in enumerate(getattr(formset, "forms", [])):
            if row.has_changed():
                change |= _changed_fields(row, f"{formset.prefix}-{row.instance.pk or number}-")
    return change


def _changed_fields(form, prefix=""):
    return {
        f"{prefix}{name}": ["…", "…"] if name in SECRET else [_text(form.initial.get(name)), _text(after)]
        for name in form.changed_data
        for after in [getattr(form, "cleaned_data", {}).get(name)]
    }


def without_secrets(change):
    """A change with its secrets' values left out."""
    return {name: ["…", "…"] if name in SECRET else pair for name, pair in change.items()}


def _text(value):
    """A value as JSON keeps it: rows by key, several as a list, long texts cut."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, (list, tuple, set, models.QuerySet)):
        return [_text(one) for one in value]
    return str(value)[:LONGEST]


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


def name_of(action):
    """An action in Chinese; an app's own actions are Chinese already."""
    return Action(action).label if action in Action.values else action
