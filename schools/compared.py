"""What higher rooms say of schools that stand side by side (放在一起看), a row each.

@compared.register("catchment", 10, label="招生片区")
def areas(schools):
    return {school_pk: text}
"""

from collections.abc import Callable
from dataclasses import dataclass

_rows = {}


@dataclass(frozen=True)
class Said:
    name: str
    order: int
    label: str
    texts: Callable


def register(name, order, *, label):
    """Register `function(schools) -> {school_pk: text}`, asked once for all schools of a page."""

    def keep(function):
        _rows[name] = Said(name, order, label, function)
        return function

    return keep


def in_order():
    return sorted(_rows.values(), key=lambda said: (said.order, said.name))
