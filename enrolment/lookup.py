"""From a village, estate or road to its schools: several right answers to one address are possible."""

from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import CharField, F, Q, Value
from django.urls import reverse

from enrolment.models import Catchment, CatchmentEntry
from enrolment.years import catchment_year
from schools.models import SchoolYear
from search.words import normalise

LONGEST = 60
MOST = 40
# One letter or character would name half the district.
SHORTEST = 2


@dataclass(frozen=True)
class Place:
    """A village, estate or road, with the schools it may belong to."""

    name: str
    kind: str
    entries: list

    @property
    def card(self):
        """Where this one place is answered on a card to be saved."""
        return reverse("enrolment:card", args=[self.entries[0].pk])

    @property
    def sample(self):
        return any(entry.catchment.sample for entry in self.entries)


@dataclass(frozen=True)
class Answer:
    asked: str = ""
    year: SchoolYear | None = None
    too_short: bool = False
    places: list = field(default_factory=list)
    more: bool = False

    @property
    def sample(self):
        return any(place.sample for place in self.places)


def answer(text):
    """What the catchments of the year say of an address."""
    asked = normalise(text)[:LONGEST]
    year = catchment_year()
    if len(asked) < SHORTEST or year is None:
        return Answer(asked, year, too_short=0 < len(asked) < SHORTEST)
    entries = list(_entries(asked, year)[: MOST + 1])
    return Answer(asked, year, places=_places(entries[:MOST], asked), more=len(entries) > MOST)


def place_of(pk):
    """The place that an entry speaks of, as this year's catchments answer it; None where they do not.

    The entry may be of an earlier year: a card saved then leads to what is true now.
    """
    named, year = CatchmentEntry.objects.filter(pk=pk).values("name", "kind").first(), catchment_year()
    if named is None or year is None:
        return None
    entries = list(_of(year).filter(**named)[:MOST])
    return _places(entries, normalise(named["name"]))[0] if entries else None


def _of(year):
    catchments = Catchment.objects.listed().filter(school_year=year)
    return (
        CatchmentEntry.objects.filter(catchment__in=catchments)
        .select_related("catchment__school__township", "catchment__school_year")
        .order_by("name", "kind", "catchment__school__stage_order", "catchment__school__official_order", "pk")
    )


def _entries(asked, year):
    """Entries that hold every word asked, and those whose name stands within a longer address."""
    holds = Q()
    for word in asked.split():
        holds &= Q(tokens__contains=word)
    named = _of(year).annotate(asked=Value(asked, output_field=CharField()))
    return named.filter(holds | Q(asked__contains=F("name")))


def _places(entries, asked):
    """One place a name, the exact one first."""
    found = [
        Place(name, rows[0].get_kind_display(), rows)
        for (name, _), same in groupby(entries, key=lambda entry: (entry.name, entry.kind))
        for rows in [list(same)]
    ]
    return sorted(found, key=lambda place: normalise(place.name) != asked)
