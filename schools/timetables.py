"""Which timetable and which bell times of a school hold when: both change, and what was before stays."""

from dataclasses import dataclass
from datetime import date, timedelta

from accounts.ready import among, ready
from schools.models import BellPeriod, Timetable


@dataclass(frozen=True)
class Holds:
    """A timetable with the days, both included, on which it holds."""

    timetable: Timetable
    first: date
    last: date


def spans(timetables):
    """[Holds, …] of `timetables`: all those of a school and term must be given, `term` loaded."""
    found = []
    by_term = {}
    for one in timetables:
        by_term.setdefault((one.school_id, one.term_id), []).append(one)
    for versions in by_term.values():
        versions.sort(key=lambda one: one.starts_on)
        ends = [later.starts_on - timedelta(days=1) for later in versions[1:]] + [versions[0].term.ends_on]
        found += [
            Holds(one, max(one.starts_on, one.term.starts_on), last)
            for one, last in zip(versions, ends, strict=True)
        ]
    return found


def spans_within(first, last, schools):
    """[Holds, …] of the timetables of these schools (keys) that hold on any day from `first` to `last`."""
    found = spans(_timetables(first=first, last=last, schools=list(schools)))
    return [one for one in found if one.first <= last and one.last >= first]


@ready
def _timetables(first, last, schools):
    terms = {"term__starts_on__lte": last, "term__ends_on__gte": first}
    return (
        Timetable.objects.filter(among("school_id", schools), **terms).select_related("term").order_by("pk")
    )


class Bells:
    """Bell times of some schools on any day, read in one query."""

    def __init__(self, schools):
        self.schedules = {}
        for bell in _bells(schools=list(schools)):
            schedules = self.schedules.setdefault(bell.school_id, {})
            schedules.setdefault(bell.from_on or date.min, {})[bell.number] = bell

    def on(self, school, day):
        """{number: BellPeriod} of a school's schedule on a day."""
        schedules = self.schedules.get(school, {})
        begun = [from_on for from_on in schedules if from_on <= day]
        return schedules[max(begun)] if begun else {}


@ready
def _bells(schools):
    return BellPeriod.objects.filter(among("school_id", schools)).order_by("number")


def bells_on(school, day):
    return Bells([school]).on(school, day)
