"""The inbox: `send` writes rows in the caller's transaction, and puts them on the other ways a person wishes;
`announce` writes into a unit's group chats. Each sender registers the texts of its kinds."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from accounts import delivering
from accounts.message_kinds import known, register, words
from accounts.models import Message

__all__ = ["Line", "announce", "mark_read", "register", "send", "texts", "unread", "words"]

KEPT = timedelta(days=730)


def send(kind, recipients, *, key, payload, path=""):
    """Write one message a recipient, once for each `key` and recipient whatever is repeated."""
    urgent = known(kind).urgent
    messages = [
        Message(kind=kind, recipient=user, dedupe_key=f"{kind}:{key}:{user.pk}", payload=payload, path=path)
        for user in recipients
    ]
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    delivering.to_people(messages, urgent=urgent)


def announce(kind, units, *, key, payload, path=""):
    """Say it in the group chats of these units, once for each `key` whatever is repeated."""
    urgent = known(kind).urgent
    delivering.to_groups(kind, units, key=key, payload=payload, path=path, urgent=urgent)


def texts(message):
    """(title, body) of a message in words."""
    return words(message.kind, message.payload)


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


def forget():
    """What was said longer ago than anybody reads; what a message told of has pages of its own."""
    return Message.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]


def unread(user):
    return user.inbox_messages.filter(read_at__isnull=True)


def mark_read(user):
    return unread(user).update(read_at=timezone.now())
