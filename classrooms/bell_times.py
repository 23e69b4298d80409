"""Two schools' bells side by side: which of its own periods a receiving class gives to a relay, and how many
minutes the one begins before or after the other; and on which days a school teaches."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from schools.calendar import taught_days
from schools.models import Term
from schools.timetables import Bells


def moment(day, clock):
    return timezone.make_aware(datetime.combine(day, clock))


def clock(at):
    return timezone.localtime(at).time()


class Clocks:
    """{period number: (starts, ends)} of some schools on any day, read in one question."""

    def __init__(self, schools):
        self.bells = Bells(set(schools))

    def on(self, school, day):
        return {number: (bell.starts_at, bell.ends_at) for number, bell in self.bells.on(school, day).items()}


def taught(school, first, last):
    """{date: weekday whose lessons it has} of the days in a span on which a school teaches."""
    terms = list(Term.objects.filter(starts_on__lte=last, ends_on__gte=first))
    days = taught_days(first, last, [school])[school]
    return {
        day: weekday
        for day, weekday in days.items()
        if weekday and any(term.starts_on <= day <= term.ends_on for term in terms)
    }


def _minutes(clock):
    return clock.hour * 60 + clock.minute


def overlap(one, other):
    """Minutes that two (starts, ends) share."""
    starts, ends = max(one[0], other[0]), min(one[1], other[1])
    return max(0, _minutes(ends) - _minutes(starts))


def period_at(bells, hours):
    """The number of the period that shares most minutes with these hours; None where none shares any."""
    shared = {number: overlap(own, hours) for number, own in sorted(bells.items())}
    best = max(shared, key=shared.get, default=None)
    return best if best is not None and shared[best] else None


def _apart(minutes):
    return f"{'晚' if minutes > 0 else '早'}{abs(minutes)}分钟"


@dataclass(frozen=True)
class Mismatch:
    """How a receiving period lies beside the presenter's, in minutes; positive is later at the receiver."""

    begins: int
    ends: int
    known: bool = True

    @classmethod
    def of(cls, presenting, receiving):
        if not presenting or not receiving:
            return cls(0, 0, known=False)
        return cls(*(_minutes(receiving[place]) - _minutes(presenting[place]) for place in (0, 1)))

    @property
    def fits(self):
        return self.known and not self.begins and not self.ends

    @property
    def said(self):
        """接收教室晚8分钟上下课, or 接收教室晚8分钟上课、早2分钟下课."""
        if not self.known:
            return "有一方没填作息，无法比较"
        if self.fits:
            return "两校作息一致"
        if self.begins == self.ends:
            return f"接收教室{_apart(self.begins)}上下课"
        parts = []
        for minutes, what in ((self.begins, "上课"), (self.ends, "下课")):
            if minutes:
                parts.append(f"{_apart(minutes)}{what}")
        return f"接收教室{'、'.join(parts)}"
