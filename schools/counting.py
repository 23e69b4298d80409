"""How many schools each choice of the finder would bring, before it is chosen.

The listed schools are read once, filter by filter and value by value; all else is sets of keys in memory, so
that sixty choices cost no more queries than one.
"""

from dataclasses import dataclass

from publishing.fragments import kept
from schools import facets
from schools.models import Programme, School

SECTIONS = ("schools", "groups")
FIELDS = (
    *("stage", "township", "area", "kind"),
    *("boarding", "canteen", "bus", "after_school", "special_needs_room"),
)


@dataclass(frozen=True)
class Index:
    """`having[filter][value]`: the keys of the schools that it lets pass; values as an address has them."""

    everything: frozenset
    having: dict


def index():
    return kept(SECTIONS, "finder index", "", _index)


def _index():
    having, everything = {}, set()
    for key, *values in School.objects.listed().values_list("pk", *FIELDS):
        everything.add(key)
        for name, value in zip(FIELDS, values, strict=True):
            _note(having, name, "1" if value is True else value, key)
    for key, kind, tag in Programme.objects.values_list("school", "kind", "tag"):
        _note(having, "programme", kind, key)
        _note(having, "tag", tag, key)
    for facet in facets.in_order():
        having.setdefault(facet.name, {} if facet.values else None)
        for key, value in facet.values() if facet.values else ():
            _note(having, facet.name, value, key)
    return Index(frozenset(everything), having)


def _note(having, name, value, key):
    if value:
        having.setdefault(name, {}).setdefault(str(value), set()).add(key)


class Counts:
    """Of one choice of filters: `chosen` is {filter: value}, `named` the keys that the free text finds."""

    def __init__(self, chosen, named=None):
        self.index = index()
        self.passing = {name: self._keys(name, value) for name, value in chosen.items()}
        if named is not None:
            self.passing["q"] = named
        self._others = {}

    def _keys(self, name, value):
        known = self.index.having.get(name, {})
        return self.index.everything if known is None else known.get(value, frozenset())

    def others(self, name):
        """The keys that all filters but this one let pass."""
        if name not in self.passing:
            name = ""
        if name not in self._others:
            sets = (keys for other, keys in self.passing.items() if other != name)
            self._others[name] = self.index.everything.intersection(*sets)
        return self._others[name]

    @property
    def found(self):
        """The keys that all filters let pass."""
        return self.index.everything.intersection(*self.passing.values())

    def without(self, name):
        return len(self.others(name))

    def of(self, name, value):
        """How many would be found with this value instead; None where its filter is not counted."""
        if self.index.having.get(name, {}) is None:
            return None
        return len(self.others(name) & self._keys(name, value))
