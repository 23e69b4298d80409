"""Where a session meets online: an interface of providers, and who may enter when.

Most platforms are entered by a link that the organiser types (`ByHand`). A provider that the portal itself
speaks to registers under its key of `Session.Provider`:

    @meetings.register(Session.Provider.BIGBLUEBUTTON)
    class BigBlueButton: ...        # is_set(), host(), enter(session, guest), recordings(session)

It is asked only when somebody presses a button of the meeting, never by a page on which teachers register,
and never inside a transaction: a slow server holds no row and no seat.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from classrooms.models import Session

# How long before the start, and after the end, the door stands open.
EARLY = timedelta(minutes=30)
EARLY_FOR_HOSTS = timedelta(hours=1)
LATE = timedelta(hours=2)

_providers = {}


class Unavailable(Exception):
    """The other side cannot now; the words say what to do."""


@dataclass(frozen=True)
class Guest:
    """Somebody on the way in, under the name that the others read there."""

    name: str
    key: str
    moderates: bool = False


@dataclass(frozen=True)
class Found:
    """A recording that the provider keeps."""

    key: str
    title: str
    link: str
    starts_at: datetime | None
    minutes: int


class ByHand:
    """A link, a number and a password typed by the organiser; nobody is asked anything."""

    @staticmethod
    def is_set():
        return False

    @staticmethod
    def enter(session, guest):
        return session.meeting_link

    @staticmethod
    def recordings(session):
        return []


def register(key):
    def keep(provider):
        _providers[key] = provider()
        return provider

    return keep


def provider_of(session):
    """Who opens this session's meeting: the platform's own provider where it is set up and no link was
    typed, else the organiser's link."""
    found = None if session.meeting_link else _providers.get(session.meeting_provider)
    return found if found is not None and found.is_set() else ByHand()


def is_ours(session):
    """Whether the portal opens the meeting itself."""
    return provider_of(session).is_set()


def mark(session, purpose):
    """A word for the other side that nobody guesses, the same each time it is asked for."""
    words = f"meeting:{purpose}:{session.pk}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), words, hashlib.sha256).hexdigest()[:32]


# --- The door -----------------------------------------------------------------------------------------------
def guest_of(session, user):
    """The person as they enter: organiser and presenter lead, those with a seat listen; None for others."""
    leads = Session.objects.reachable_by(user, "organise").filter(pk=session.pk).exists()
    leads = leads or bool(session.presenter_id and session.presenter.user_id == user.pk)
    seat = (
        session.registrations.confirmed().filter(teacher__user=user).select_related("teacher__school").first()
    )
    if not leads and seat is None:
        return None
    name = f"{seat.teacher.name}（{seat.teacher.school.short_name}）" if seat else user.name
    return Guest(name, hashlib.sha256(f"{mark(session, 'guest')}:{user.pk}".encode()).hexdigest()[:24], leads)


def why_closed(session, guest, at=None):
    """Why the door is shut, in words; "" while it is open."""
    at = at or timezone.now()
    opens = session.starts_at - (EARLY_FOR_HOSTS if guest.moderates else EARLY)
    if session.cancelled_at:
        return "活动已取消。"
    if at < opens:
        local = timezone.localtime(opens)
        return f"还没到时间，{local.month}月{local.day}日 {local:%H:%M} 起可以进入会议。"
    return "会议已经结束。" if at > session.ends_at + LATE else ""
