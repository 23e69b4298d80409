"""Filters of the school list that belong to higher rooms, such as the education group.

    @facets.register("group", 30, label="教育集团", choices=group_choices, words=groups_of)
    def in_group(schools, value):
        return schools.filter(...)

`choices()` gives (value, label) pairs; `words(schools, viewer)` may give {school_pk: text} for the list;
`values()` may give (school_pk, value) pairs of all schools in one query, from which choices are counted.
"""

from collections.abc import Callable
from dataclasses import dataclass

_facets = {}


@dataclass(frozen=True)
class Facet:
    name: str
    order: int
    label: str
    choices: Callable
    words: Callable | None
    values: Callable | None
    narrow: Callable


def register(name, order, *, label, choices, words=None, values=None):
    """Register `function(schools, value) -> schools` as a filter of the list under the parameter `name`."""

    def keep(function):
        _facets[name] = Facet(name, order, label, choices, words, values, function)
        return function

    return keep


def in_order():
    return sorted(_facets.values(), key=lambda facet: (facet.order, facet.name))


def words_of(schools, viewer):
    """{school_pk: [text, …]}: what the facets say of the schools of one page."""
    said = {}
    for facet in in_order():
        for key, text in facet.words(schools, viewer).items() if facet.words else ():
            said.setdefault(key, []).append(text)
    return said
