"""A person's calendar as other programs read it: what higher apps know of their coming days.

    @agenda.register("sessions")
    def sessions_of(user, start, end):
        yield agenda.Event(uid="session-7", start=…, end=…, title="评课", place="…")

The address is signed for one person and says nothing else; a new one makes every older one invalid.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, vText
from icalendar import Event as Entry

from accounts.models import MessagePreference, User

_sources = {}
_SALT = "accounts.agenda"
BACK, AHEAD = timedelta(days=60), timedelta(days=200)


@dataclass(frozen=True)
class Event:
    """`uid` stays the same whatever is changed; `sequence` rises with each change of time or place."""

    uid: str
    start: datetime
    end: datetime
    title: str
    place: str = ""
    note: str = ""
    path: str = ""
    sequence: int = 0
    cancelled: bool = False
    changed_at: datetime | None = None


def register(name):
    """Register `function(user, start, end) -> iterable of Event`."""

    def keep(function):
        _sources[name] = function
        return function

    return keep


def events_of(user):
    now = timezone.now()
    found = [event for source in _sources.values() for event in source(user, now - BACK, now + AHEAD)]
    return sorted(found, key=lambda event: (event.start, event.uid))


def calendar_file(events: Iterable[Event], name, host):
    """An iCalendar file, times in Asia/Shanghai with its VTIMEZONE."""
    found = Calendar()
    found.add("prodid", f"-//{host}//agenda//ZH")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", name)
    zone = ZoneInfo(settings.TIME_ZONE)
    for event in events:
        found.add_component(_entry(event, zone, host))
    found.add_missing_timezones()
    return found.to_ical()


def _entry(event, zone, host):
    entry = Entry()
    entry.add("uid", f"{event.uid}@{host}")
    entry.add("dtstamp", event.changed_at or event.start)
    entry.add("dtstart", event.start.astimezone(zone))
    entry.add("dtend", event.end.astimezone(zone))
    entry.add("sequence", event.sequence)
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    entry["summary"] = vText(f"【已取消】{event.title}" if event.cancelled else event.title)
    for key, text in (("location", event.place), ("description", event.note)):
        if text:
            entry[key] = vText(text)
    if event.path:
        entry.add("url", f"https://{host}{event.path}")
    return entry


# --- the address --------------------------------------------------------------------------------------------
def address_of(user):
    """The path of the person's calendar."""
    wish, _ = MessagePreference.objects.get_or_create(user=user)
    token = signing.dumps([user.pk, wish.calendar_version], salt=_SALT)
    return reverse("accounts:calendar", args=[token])


def owner_of(token):
    """The person whose calendar it is; None where it is forged, revoked or nobody's any longer."""
    try:
        key, version = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    valid = {"message_preference__calendar_version": version, "is_active": True}
    return User.objects.filter(pk=key, **valid).first()


def revoke(user):
    """Every address given out before is invalid from now on."""
    wish, _ = MessagePreference.objects.get_or_create(user=user)
    wish.calendar_version += 1
    wish.save(update_fields=["calendar_version"])
