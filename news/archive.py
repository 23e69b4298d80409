"""The archive: all that was published in a month, and the months there are."""

from datetime import date, datetime, time

from django.db.models import Exists, Subquery
from django.utils import timezone

from news.models import Edition

FIRST_YEAR = 2000


def span(year, month):
    """(start, end) of a month in the district's own time."""
    start = date(year, month, 1)
    end = date(year + month // 12, month % 12 + 1, 1)
    return [timezone.make_aware(datetime.combine(day, time.min)) for day in (start, end)]


def is_month(year, month):
    return FIRST_YEAR <= year <= timezone.localdate().year and 1 <= month <= 12


def of_month(year, month):
    start, end = span(year, month)
    return Edition.objects.filter(first_published_at__gte=start, first_published_at__lt=end)


def years():
    """From the newest year to the oldest in which something was published; two ends of one index."""
    published = Edition.objects.published().values("first_published_at")
    ends = Edition.objects.order_by().annotate(
        first=Subquery(published.order_by("first_published_at")[:1]),
        last=Subquery(published.order_by("-first_published_at")[:1]),
    )
    found = ends.values_list("first", "last").first()
    if found is None or found[0] is None:
        return []
    first, last = (timezone.localdate(moment).year for moment in found)
    return list(range(last, first - 1, -1))


def months(year):
    """Numbers of the months of a year in which something stands: twelve looks, one question."""
    published = Edition.objects.published()
    looks = {}
    for month in range(1, 13):
        start, end = span(year, month)
        there = published.filter(first_published_at__gte=start, first_published_at__lt=end)
        looks[f"month_{month}"] = there.order_by().values("pk")[:1]
    row = (
        Edition.objects.order_by()
        .annotate(**{name: Exists(rows) for name, rows in looks.items()})
        .values(*looks)[:1]
    )
    found = next(iter(row), {})
    return [number for number, there in enumerate(found.values(), 1) if there]
