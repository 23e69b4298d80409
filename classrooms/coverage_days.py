"""Coverage kept day by day: the worker's sweep writes it, trends are read from it."""

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from classrooms import coverage
from classrooms.models import CoverageDay

# The sweep looks every half hour whether the day is kept; the day before is made final by the first look.
SECONDS = 1800
WEEKS = 12
# The front page says no older figure than this.
LATELY = timedelta(days=14)


def keep(on=None):
    """Write the figures of yesterday, all of whose lessons are over; once a day. Returns how many rows."""
    on = on or timezone.localdate() - timedelta(days=1)
    if CoverageDay.objects.filter(date=on).exists():
        return 0
    found = coverage.read(by=("school", "subject"), on=on)
    if found is None or not found or found.last != on:
        return 0
    rows = [_row(found, key, one) for key, one in found.items()]
    with transaction.atomic():
        CoverageDay.objects.bulk_create(rows, batch_size=2000, ignore_conflicts=True)
    return len(rows)


def _row(found, key, one):
    """The parts over their common denominator."""
    parts = {name: getattr(one, name) for name in ("required", "specialist", "relay", "other")}
    unit = found.unit
    whole = {name: int(value * unit) for name, value in parts.items()}
    return CoverageDay(
        date=found.last,
        term=found.term,
        school_id=key[0],
        subject_id=key[1],
        unit=unit,
        planned=one.planned,
        done=one.done,
        **whole,
    )


@dataclass(frozen=True)
class Point:
    date: object
    given: object
    qualified: object


def trend(term, *, schools=None, subject=None, last=None):
    """[Point, …] of a term's weeks up to `last`, oldest first: the newest kept day of each. Two questions."""
    days = CoverageDay.objects.filter(term=term)
    if last:
        days = days.filter(date__lte=last)
    if schools is not None:
        days = days.filter(school__in=schools)
    if subject is not None:
        days = days.filter(subject=subject)
    newest = {}
    for date in days.order_by("date").values_list("date", flat=True).distinct():
        newest[date.isocalendar()[:2]] = date
    chosen = sorted(newest.values())[-WEEKS:]
    sums = {}
    rows = days.filter(date__in=chosen).order_by().values("date", "unit")
    for row in rows.annotate(*(Sum(name) for name in ("required", "specialist", "relay", "other"))):
        parts = [Fraction(row[f"{name}__sum"], row["unit"]) for name in ("required", "specialist", "relay")]
        parts.append(Fraction(row["other__sum"], row["unit"]))
        sums[row["date"]] = [a + b for a, b in zip(sums.get(row["date"], [0] * 4), parts, strict=True)]
    return [
        Point(date, coverage.percent(sum(parts), owed), coverage.percent(sum(parts[:2]), owed))
        for date, (owed, *parts) in sorted(sums.items())
    ]


@dataclass(frozen=True)
class Latest:
    """The district as it was kept last; `sample` where a school of it is a sample."""

    date: object
    given: object
    unfilled: object
    sample: bool


def latest(on=None):
    """What the front page says; None where nothing was kept lately. One question."""
    since = (on or timezone.localdate()) - LATELY
    newest = CoverageDay.objects.order_by("-date").values("date")[:1]
    days = CoverageDay.objects.filter(date=newest, date__gte=since)
    sums = days.order_by().values("date", "unit", "school__sample")
    rows = list(sums.annotate(*(Sum(name) for name in ("required", "specialist", "relay", "other"))))
    if not rows:
        return None
    owed = sum(Fraction(row["required__sum"], row["unit"]) for row in rows)
    given = sum(
        Fraction(row["specialist__sum"] + row["relay__sum"] + row["other__sum"], row["unit"]) for row in rows
    )
    date, sample = rows[0]["date"], any(row["school__sample"] for row in rows)
    left = coverage.half_up(owed) - coverage.half_up(given)
    return Latest(date, coverage.percent(given, owed), left, sample)
