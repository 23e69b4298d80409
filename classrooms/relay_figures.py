"""Periods planned and given by relay, on both sides: 应开/实开 of the presenters, 应听/实听 of the classes.

Given means confirmed by a receiving class. A failed lesson whose make-up was confirmed counts as given; the
make-up is no further planned lesson, so given never exceeds planned.
"""

from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.utils import timezone

from classrooms.models import Receipt, RelayLesson


@dataclass(frozen=True)
class Line:
    """The figures of one subject, or of all."""

    name: str
    to_present: int
    presented: int
    to_receive: int
    received: int

    @property
    def share(self):
        """实听 of 应听 in whole percent, half up; None where nothing was planned."""
        return (200 * self.received + self.to_receive) // (2 * self.to_receive) if self.to_receive else None


def by_subject(first, last, *, at=None, lessons=None, receipts=None):
    """[Line, …] of the subjects with relays between two days that are over by now; two questions.

    `lessons` and `receipts` narrow to what somebody may see; without, the whole district.
    """
    at = at or timezone.now()
    lessons = RelayLesson.objects.all() if lessons is None else lessons
    receipts = Receipt.objects.all() if receipts is None else receipts
    presented = _presented(lessons.planned().filter(date__range=(first, last), ends_at__lte=at))
    received = _received(receipts.standing().filter(date__range=(first, last), lesson__ends_at__lte=at))
    names = {**{key[1]: key for key in received}, **{key[1]: key for key in presented}}
    return [
        Line(name, *presented.get(key, (0, 0)), *received.get(key, (0, 0)))
        for name, key in sorted(names.items(), key=lambda pair: pair[1])
    ]


def total(lines):
    sums = (sum(getattr(line, name) for line in lines) for name in Line.__annotations__ if name != "name")
    return Line("合计", *sums)


def _presented(planned):
    held = Q(state=RelayLesson.State.HELD) | Q(make_ups__state=RelayLesson.State.HELD)
    rows = planned.order_by().values(order=F("course__subject__order"), name=F("course__subject__name"))
    counted = rows.annotate(planned=Count("pk", distinct=True), done=Count("pk", distinct=True, filter=held))
    return _by_key(counted)


def _received(standing):
    subject = "lesson__course__subject__"
    rows = standing.order_by().values(order=F(f"{subject}order"), name=F(f"{subject}name"))
    counted = rows.annotate(
        planned=Count("pk", filter=Q(makes_up=None)),
        done=Count("pk", filter=Q(state=Receipt.State.CONFIRMED)),
    )
    return _by_key(counted)


def _by_key(counted):
    return {(row["order"], row["name"]): (row["planned"], row["done"]) for row in counted}


def reasons(receipts):
    """[(reason in words, number), …] of failed receipts, most frequent first."""
    rows = receipts.failed().order_by().values_list("reason").annotate(number=Count("pk"))
    return [(Receipt.Reason(reason).label, number) for reason, number in rows.order_by("-number", "reason")]
