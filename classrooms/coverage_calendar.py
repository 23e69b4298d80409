"""The days that a figure of coverage counts, and what one taught period weighs in periods a week.

Whole periods are counted day by day through the calendar and divided once. So that a holiday on a Thursday
takes nothing from the classes whose music is on Thursdays, a period is divided by the number of days on
which *its weekday's* lessons were taught: a lesson of every week that was always given is one period a week,
whatever fell out for everybody. What begins in mid-term, or is given in odd weeks alone, counts for as many
of these days as it was given on. All weights are whole numbers of one `unit`, so both databases add exactly.

A *calendar* is what a class follows: the district's, or its school's own days and examinations, from the day
on which the class opened.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from math import lcm

from schools import calendar
from schools.models import CalendarDay, ExamPeriod, TeachingGroup
from schools.models.timetable import Lesson, falls_in

# Days of a full week; a standard says periods of five days.
WEEK = (1, 2, 3, 4, 5)
# Of a day without lessons, such as a Saturday on which a lesson is made up.
NO_WEEKDAY = 0


@dataclass(frozen=True)
class Calendar:
    """Taught days of a window: {date: weekday taught}."""

    days: tuple = ()

    @cached_property
    def counts(self):
        """{weekday: days on which its lessons were taught}."""
        found = dict.fromkeys((*WEEK, 6, 7), 0)
        for _, weekday in self.days:
            found[weekday] += 1
        return found

    @property
    def fifths(self):
        """How much of a week the window has: 5 but in a window that lacks whole weekdays."""
        return min(5, sum(1 for day in WEEK if self.counts[day]))

    def weight(self, weekday, unit):
        """Units that one period on that weekday counts; else as on the weekday most taught."""
        count = self.counts.get(weekday) or max(self.counts.values())
        return unit // count if count else 0


@dataclass
class Window:
    """The counted days of a term, from `first` to `last`, both included, for every calendar in use."""

    term: object
    first: object
    last: object
    calendars: list = field(default_factory=list)
    # {teaching group key: place in `calendars`} of those that follow another than the first.
    others: dict = field(default_factory=dict)
    # {date: weekday taught} of the whole term, by place of the calendar: to weigh what is made up.
    terms_days: list = field(default_factory=list)

    @cached_property
    def unit(self):
        """Units of one period a week: divisible by every count of days, by tenths and by fifths."""
        counts = {count for one in self.calendars for count in one.counts.values() if count}
        return 50 * lcm(*counts, 1)

    @property
    def empty(self):
        return not any(one.days for one in self.calendars)

    def day_rows(self):
        """(calendar, date, weekday, weeks code, units) of every counted day, for each rotation given then."""
        for place, one in enumerate(self.calendars):
            for day, weekday in one.days:
                number = calendar.week_no(self.term, day)
                for code in Lesson.Weeks.values:
                    if falls_in(code, number):
                        yield place, day, weekday, code, one.weight(weekday, self.unit)

    def weight_rows(self):
        """(calendar, weekday, units), the weekday 0 for days without lessons."""
        for place, one in enumerate(self.calendars):
            for weekday in (NO_WEEKDAY, *one.counts):
                yield place, weekday, one.weight(weekday, self.unit)

    def term_rows(self):
        """(calendar, date, weekday) of all days of the term that are taught."""
        for place, days in enumerate(self.terms_days):
            for day, weekday in days.items():
                yield place, day, weekday


def window(term, first=None, last=None):
    """The window of a term, cut to it; in five queries at most, however many schools there are."""
    first = max(first or term.starts_on, term.starts_on)
    last = min(last or term.ends_on, term.ends_on)
    found = Window(term, first, last)
    if last < first:
        found.calendars, found.terms_days = [Calendar()], [{}]
        return found
    own = _schools_with_days_of_their_own(term)
    taught = calendar.taught_days(term.starts_on, term.ends_on, {None, *own})
    places = {}
    _place(found, places, taught[None], first)
    groups = TeachingGroup.objects.filter(school_year=term.school_year_id)
    late = dict(groups.filter(opens_on__gt=first).values_list("pk", "opens_on"))
    for pk, school in groups.filter(school__in=own).values_list("pk", "school") if own else ():
        place = _place(found, places, taught[school], late.pop(pk, first))
        if place:
            found.others[pk] = place
    for pk, opens_on in late.items():
        found.others[pk] = _place(found, places, taught[None], opens_on)
    return found


def _schools_with_days_of_their_own(term):
    dates = (term.starts_on, term.ends_on)
    days = CalendarDay.objects.filter(date__range=dates, school__isnull=False)
    exams = ExamPeriod.objects.filter(starts_on__lte=dates[1], ends_on__gte=dates[0], school__isnull=False)
    return {*days.values_list("school", flat=True), *exams.values_list("school", flat=True)}


def _place(found, places, taught, opens_on):
    """The place of a calendar in the window, entered where it is new."""
    whole = {day: weekday for day, weekday in taught.items() if weekday}
    first = max(found.first, opens_on)
    days = tuple((day, weekday) for day, weekday in whole.items() if first <= day <= found.last)
    key = (days, tuple(whole.items()))
    if key not in places:
        places[key] = len(found.calendars)
        found.calendars.append(Calendar(days))
        found.terms_days.append(whole)
    return places[key]


def week(term, number):
    """(first, last) day of a week of the term, Monday to Sunday, cut to it."""
    monday = term.starts_on - timedelta(days=term.starts_on.weekday()) + timedelta(weeks=number - 1)
    return max(monday, term.starts_on), min(monday + timedelta(days=6), term.ends_on)
