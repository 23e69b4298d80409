"""What higher rooms show on a group's page. They register in `ready()`; nothing here names them.

@panels.register("activities", 50, "news/activity_panel.html", title="校园活动")
def of_group(group, viewer):
    return rows
"""

from collections.abc import Callable
from typing import Any, NamedTuple

_panels = {}


class Panel(NamedTuple):
    order: int
    name: str
    template: str
    title: str
    rows_of: Callable


class Shown(NamedTuple):
    """A panel with the rows of one group."""

    title: str
    template: str
    rows: Any


def register(name, order, template, *, title):
    """Register `function(group, viewer) -> prepared rows`; a group without any has no such panel."""

    def keep(function):
        _panels[name] = Panel(order, name, template, title, function)
        return function

    return keep


def of_group(group, viewer=None):
    found = (
        (panel, panel.rows_of(group, viewer)) for panel in sorted(_panels.values(), key=lambda one: one[:2])
    )
    return [Shown(panel.title, panel.template, rows) for panel, rows in found if rows]
