"""Figures that the portal computes itself, for goals, appraisal and desks. A goal stores the key.

    @measures.register("group_share", label="集团归属", unit="%", definition="…")
    def group_share(schools):
        return Reading(part=4, whole=5)

The function gets a queryset of schools, or None for the whole district.
"""

from collections.abc import Callable
from dataclasses import dataclass

_measures = {}


@dataclass(frozen=True)
class Reading:
    """A computed figure with its parts: a share is never shown without them."""

    part: int
    whole: int

    @property
    def ratio(self):
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True)
class Measure:
    key: str
    label: str
    unit: str
    definition: str
    read: Callable


def register(key, *, label, unit, definition):
    def keep(function):
        _measures[key] = Measure(key, label, unit, definition, function)
        return function

    return keep


def get(key):
    return _measures[key]


def choices():
    """(key, label) of every measure, for the form of a goal."""
    return [(measure.key, measure.label) for measure in sorted(_measures.values(), key=lambda m: m.key)]
