"""Readings over time as a small drawn chart: columns with places in a box, and the figures they stand for."""

from dataclasses import dataclass
from datetime import timedelta

from publishing import counting

WIDTH, HEIGHT, GAP = 720, 120, 2
# Above so many days a column is a month.
MOST_DAYS = 62


@dataclass(frozen=True)
class Column:
    label: str
    count: int
    x: float
    y: float
    width: float
    height: float


def columns(since, until, path=""):
    """The `Column`s of these days, of one page or of all."""
    rows = _rows(since, until, counting.by_day(since, until, path))
    most = max((count for _, count in rows), default=0) or 1
    step = WIDTH / len(rows)
    return [
        Column(
            label,
            count,
            x=round(place * step, 1),
            y=round(HEIGHT - HEIGHT * count / most, 1),
            width=round(max(step - GAP, 1), 1),
            height=round(HEIGHT * count / most, 1),
        )
        for place, (label, count) in enumerate(rows)
    ]


def _rows(since, until, counts):
    days = [since + timedelta(days=number) for number in range((until - since).days + 1)]
    if len(days) <= MOST_DAYS:
        return [(f"{day.month}月{day.day}日", counts.get(day, 0)) for day in days]
    months = {}
    for day in days:
        name = f"{day.year}年{day.month}月"
        months[name] = months.get(name, 0) + counts.get(day, 0)
    return list(months.items())
