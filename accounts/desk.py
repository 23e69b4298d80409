"""今日待办: what waits for a person. Higher apps register what they know; the desk only collects it.

@desk.register("first_review", order=20)
def waiting_for_first_review(user):
    return [desk.Row(count=3, text="篇稿件等待一审", link="/admin/news/article/?state=first")]
"""

from dataclasses import dataclass

_sources = {}
_checklists = []


@dataclass(frozen=True)
class Row:
    """One line of work: how many, of what, and where it is done."""

    count: int
    text: str
    link: str
    urgent: bool = False


def register(name, *, order=50):
    """Register `function(user) -> rows`; a second registration under a name replaces the first."""

    def keep(function):
        _sources[name] = (order, name, function)
        return function

    return keep


def rows_for(user):
    """The rows with work in them, in the order their sources asked for."""
    return [row for _, _, source in sorted(_sources.values()) for row in source(user) if row.count]


def checklist(function):
    """Register `function(user) -> steps`: what leads an empty site to a working one; none once it works."""
    _checklists.append(function)
    return function


def first_steps(user):
    return [step for function in _checklists for step in function(user)]
