"""How long an offered seat waits for an answer: counted in working hours, shorter as the session nears."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from schools import calendar

OPENS, SHUTS = time(8), time(20)
# Time left until the session, at least → working hours to answer in.
PATIENCE = (
    (timedelta(days=7), timedelta(hours=12)),
    (timedelta(days=2), timedelta(hours=4)),
    (timedelta(hours=12), timedelta(hours=2)),
    (timedelta(0), timedelta(minutes=30)),
)
# An answer is awaited no longer than this before the start, so that the next may still come.
BEFORE_START = timedelta(minutes=30)


def deadline(at, starts_at):
    """When an offer made at a moment lapses: never before it is made, never after the session begins."""
    left = starts_at - at
    patience = next((hours for least, hours in PATIENCE if left >= least), timedelta(0))
    latest = max(starts_at - BEFORE_START, at + left / 2)
    return min(after_working(at, patience), latest)


def after_working(at, hours):
    """The moment at which so much working time (8:00 to 20:00 of the district's working days) has passed."""
    first = timezone.localtime(at).date()
    days = calendar.taught_days(first, first + timedelta(days=60), [None])[None]
    for day, taught in days.items():
        if taught is None:
            continue
        begin, end = max(at, _moment(day, OPENS)), _moment(day, SHUTS)
        if begin + hours <= end:
            return begin + hours
        hours -= max(end - begin, timedelta(0))
    return at + timedelta(days=60)


def _moment(day, clock):
    return timezone.make_aware(datetime.combine(day, clock))
