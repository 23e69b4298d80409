"""What other rooms show on a school's page. Higher apps register in `ready()`; nothing here names them.

    @panels.register("catchment", 20, "enrolment/panel.html", title="招生片区")
    def catchments_of(schools, viewer):
        return {school_pk: rows}

The function is asked once for all schools of a page and answers with prepared rows for those that have any;
the template gets them as `rows` and asks the database nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_panels = {}


@dataclass(frozen=True)
class Panel:
    name: str
    order: int
    template: str
    title: str
    side: bool
    rows_of: Callable


@dataclass(frozen=True)
class Shown:
    """A panel with the rows of one school."""

    name: str
    title: str
    template: str
    side: bool
    rows: Any


def register(name, order, template, *, title="", side=False):
    """Register `function(schools, viewer) -> {school_pk: rows}`; `side` panels stand in the narrow column."""

    def keep(function):
        _panels[name] = Panel(name, order, template, title or name, side, function)
        return function

    return keep


def of_school(school, viewer):
    """The panels that have something to say of a school, in their order."""
    shown = []
    for panel in sorted(_panels.values(), key=lambda panel: (panel.order, panel.name)):
        rows = panel.rows_of([school], viewer).get(school.pk)
        if rows:
            shown.append(Shown(panel.name, panel.title, panel.template, panel.side, rows))
    return shown
