"""The inbox: `send` writes rows in the caller's transaction; each sender registers the texts of its kinds.

A kind's text is a template string over the message's payload, so wording can change without touching rows.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.models import Message

_kinds = {}


@dataclass(frozen=True)
class Kind:
    name: str
    title: str
    body: str


def register(name, *, title, body):
    """Declare a kind of message: `title` and `body` are `str.format` patterns over the payload."""
    _kinds[name] = Kind(name, title, body)


def send(kind, recipients, *, key, payload, path=""):
    """Write one message a recipient, once for each `key` and recipient whatever is repeated."""
    if kind not in _kinds:
        raise LookupError(f"no such kind of message: {kind}")
    Message.objects.bulk_create(
        [
            Message(
                kind=kind, recipient=user, dedupe_key=f"{kind}:{key}:{user.pk}", payload=payload, path=path
            )
            for user in recipients
        ],
        ignore_conflicts=True,
    )


class _Payload(dict):
    def __missing__(self, key):
        return "……"


def texts(message):
    """(title, body) of a message in words; a kind no longer sent, or an old payload, still reads."""
    kind = _kinds.get(message.kind)
    if kind is None:
        return "消息", ""
    payload = _Payload(message.payload)
    return kind.title.format_map(payload), kind.body.format_map(payload)


@dataclass(frozen=True)
class Line:
    """A message as a page shows it."""

    title: str
    body: str
    path: str
    at: datetime
    fresh: bool

    @classmethod
    def of(cls, message):
        title, body = texts(message)
        return cls(title, body, message.path, message.created_at, message.read_at is None)


def unread(user):
    return user.inbox_messages.filter(read_at__isnull=True)


def mark_read(user):
    return unread(user).update(read_at=timezone.now())
