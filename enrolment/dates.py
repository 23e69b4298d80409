"""The dated steps of the coming enrolment: as a list, as drawn months, as a calendar file."""

from calendar import Calendar as Months
from datetime import datetime, time, timedelta

from django.utils import timezone
from icalendar import Calendar, Event

from enrolment.models import EnrolmentStep
from schools import calendar

MONTHS_DRAWN = 4
MONDAY_FIRST = Months(firstweekday=0)


def steps(today=None):
    """The steps of the year being enrolled for; none once the last of them is over."""
    today = today or timezone.localdate()
    running = calendar.year_of(today)
    rows = EnrolmentStep.objects.published().filter(school_year__start__gte=running)
    rows = list(rows.select_related("school_year").order_by("starts_on", "ends_on", "pk"))
    years = {row.school_year.start for row in rows if row.ends_on >= today}
    return [row for row in rows if years and row.school_year.start == min(years)]


def months(rows):
    """[(first day, weeks of (day or None, its step or None))] of the months that steps fall into."""
    firsts = sorted({day.replace(day=1) for row in rows for day in (row.starts_on, row.ends_on)})
    return [(first, list(_weeks(first, rows))) for first in firsts[:MONTHS_DRAWN]]


def _weeks(first, rows):
    for week in MONDAY_FIRST.monthdatescalendar(first.year, first.month):
        yield [(day.day, _step_on(day, rows)) if day.month == first.month else (None, None) for day in week]


def _step_on(day, rows):
    return next((row for row in rows if row.starts_on <= day <= row.ends_on), None)


def calendar_file(rows, host):
    """The steps as an iCalendar file: whole days, the end being the day after, as the format has it."""
    found = Calendar()
    found.add("prodid", f"-//{host}//enrolment//ZH")
    found.add("version", "2.0")
    found.add("x-wr-calname", "入学日程")
    for row in rows:
        event = Event()
        event.add("uid", f"enrolment-step-{row.pk}@{host}")
        event.add("dtstamp", row.visible_from)
        event.add("dtstart", row.starts_on)
        event.add("dtend", row.ends_on + timedelta(days=1))
        event.add("summary", f"{'【示例】' if row.sample else ''}{row.title}")
        event.add("description", f"{row.note}（来源：{row.source}；以区教委当年通知为准）")
        found.add_component(event)
    return found.to_ical()


def next_midnight(now):
    """When a new day begins here, and with it what is valid from or until a day."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))
