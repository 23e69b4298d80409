"""What people asked and nobody has answered yet. Apps register it here; the newsroom's board shows all.

@unanswered.register("enquiries", label="家长咨询", link="admin:enrolment_enquiry_changelist")
def waiting():
    return Waiting(count=3, oldest=datetime)
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

_sources = {}


@dataclass(frozen=True)
class Waiting:
    """How many wait, and since when the oldest; none: zero and None."""

    count: int = 0
    oldest: datetime | None = None


@dataclass(frozen=True)
class Source:
    label: str
    link: str
    read: Callable


def register(name, *, label, link):
    """Register `function() -> Waiting` under a route of the admin where the questions are answered."""

    def keep(function):
        _sources[name] = Source(label, link, function)
        return function

    return keep


def sources():
    return [_sources[name] for name in sorted(_sources)]
