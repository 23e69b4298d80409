"""The public calendar: a month of activities drawn as weeks, and calendar files."""

from calendar import Calendar as Months
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone
from icalendar import Calendar, Event

from news.models import Activity

MONDAY_FIRST = Months(firstweekday=0)
# A month asked for lies at most this far from now: nobody walks the years by changing the address.
MONTHS_AROUND = 24


class Day(NamedTuple):
    """A day of the drawn month; `date` None: it belongs to a neighbouring month."""

    date: date | None
    activities: list
    is_today: bool = False


def month_of(text, today=None):
    """The first day of a month written 2026-11; this month where it is none or too far away."""
    today = today or timezone.localdate()
    first = today.replace(day=1)
    try:
        asked = datetime.strptime(text or "", "%Y-%m").date()  # noqa: DTZ007 (a month has no zone)
    except ValueError:
        return first
    apart = (asked.year - first.year) * 12 + asked.month - first.month
    return asked if abs(apart) <= MONTHS_AROUND else first


def after(first, months=1):
    """The first day of the month so many later."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def of_month(first, activities):
    """The rows of a queryset of which something falls into the month."""
    return list(activities.between(_midnight(first), _midnight(after(first))))


def weeks(first, rows, today=None):
    """The month as weeks of `Day`s, Monday first."""
    today = today or timezone.localdate()
    for week in MONDAY_FIRST.monthdatescalendar(first.year, first.month):
        yield [
            Day(day, [row for row in rows if row.starts.date() <= day <= row.ends.date()], day == today)
            if day.month == first.month
            else Day(None, [])
            for day in week
        ]


def neighbours(first, activities):
    """(the month before, the month after) in which something stands; None: nothing that way."""
    start, end = _midnight(first), _midnight(after(first))
    before = activities.filter(starts_at__lt=start).order_by("-starts_at").values_list("starts_at", flat=True)
    later = activities.filter(starts_at__gte=end).order_by("starts_at").values_list("starts_at", flat=True)
    found = [timezone.localdate(moment) if moment else None for moment in (before.first(), later.first())]
    return [day and day.replace(day=1) for day in found]


def calendar_file(rows, host):
    found = Calendar()
    found.add("prodid", f"-//{host}//activities//ZH")
    found.add("version", "2.0")
    found.add("x-wr-calname", "校园活动")
    for row in rows:
        found.add_component(_event(row, host))
    return found.to_ical()


def _event(row, host):
    event = Event()
    event.add("uid", f"activity-{row.pk}@{host}")
    event.add("dtstamp", row.visible_from)
    event.add("dtstart", row.starts)
    event.add("dtend", row.ends)
    event.add("summary", f"{'【示例】' if row.sample else ''}{row.title}")
    event.add("location", row.place)
    event.add("description", "\n".join(filter(None, [row.standfirst, f"谁可以来：{row.audience}", row.how])))
    if row.phase == Activity.Phase.CANCELLED:
        event.add("status", "CANCELLED")
    return event


def this_week(today=None):
    """(start, end) of the running week, Monday to Sunday."""
    today = today or timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    return _midnight(monday), _midnight(monday + timedelta(weeks=1))


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))
