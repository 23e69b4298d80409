"""Counting in teaching days: those on which lessons are given, by the terms and the calendar's changes."""

from datetime import timedelta

from schools.calendar import WEEKEND
from schools.models import CalendarDay, Term

# Longer than a summer holiday and the longest count of days asked for.
WINDOW = timedelta(days=200)


def before(date, number):
    """The day since which `number` teaching days have passed, `date` itself being the last that may count."""
    return _walk(date, number, back=True)


def after(date, number):
    """The `number`th teaching day after a date."""
    return _walk(date, number, back=False)


def _walk(date, number, *, back):
    """Steps over days until enough taught ones lie behind; beyond what is known, weekdays count."""
    taught = _taught_on(date - WINDOW, date + WINDOW)
    step = timedelta(days=-1 if back else 1)
    day, last = date, date - WINDOW if back else date + WINDOW
    while number > 0 and day != last:
        if not back:
            day += step
        number -= taught(day)
        if back:
            day += step
    return day


def _taught_on(first, last):
    """A function that says whether a day of the window is taught; asks the database twice."""
    terms = list(
        Term.objects.filter(ends_on__gte=first, starts_on__lte=last).values_list("starts_on", "ends_on")
    )
    changed = dict(CalendarDay.objects.filter(date__range=(first, last)).values_list("date", "taught_as"))

    def taught(day):
        if terms and not any(starts <= day <= ends for starts, ends in terms):
            return False
        if day in changed:
            return changed[day] is not None
        return day.isoweekday() not in WEEKEND

    return taught
