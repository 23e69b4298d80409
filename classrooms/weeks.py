"""Calendar weeks, Monday to Sunday, as spans of time in the district's own zone."""

from datetime import datetime, time, timedelta

from django.utils import timezone


def week(offset=0, on=None):
    """(start, end) of this week, or of the one `offset` weeks later; the end is the next Monday 0:00."""
    day = on or timezone.localdate()
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=offset)
    return _midnight(monday), _midnight(monday + timedelta(weeks=1))


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))
