"""How often pages are read, counted without knowing by whom: no cookie, no address, only page and day.

The process adds up in memory and writes what it has every `WRITE_EVERY` seconds, one statement; the worker's
sweep makes one row of a page's rows of a day, and lets go of what is older than `KEPT`. What nginx answers
from its second-old copy is not counted, so under a rush the figures are a little low, never high.
"""

import logging
import re
import time
from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Count, Sum
from django.utils import timezone

from publishing.models import Reading

logger = logging.getLogger(__name__)
WRITE_EVERY = 20
MOST_PAGES = 2_000
LONGEST_PATH = 200
KEPT = timedelta(days=800)
# Desks, doors and machines' addresses are not read; posters and codes belong to their page.
NOT_PAGES = ("/admin/", "/me/", "/accounts/", "/display/", "/static/", "/media/", "/s/", "/search/suggest/")
ROBOT = re.compile(
    r"bot|spider|crawl|slurp|curl|wget|python|java/|go-http|okhttp|headless|phantom|monitor|preview|scan|feed",
    re.IGNORECASE,
)


class Tally:
    """What this process has counted since it last wrote."""

    def __init__(self):
        self.counts, self.wrote_at = Counter(), time.monotonic()

    def add(self, path, day):
        if (path, day) in self.counts or len(self.counts) < MOST_PAGES:
            self.counts[path, day] += 1

    @property
    def is_due(self):
        return bool(self.counts) and time.monotonic() - self.wrote_at >= WRITE_EVERY

    def write(self):
        """Never in the reader's way: what cannot be written now is tried again later."""
        counts, self.counts, self.wrote_at = self.counts, Counter(), time.monotonic()
        rows = [Reading(path=path, day=day, count=count) for (path, day), count in counts.items()]
        try:
            Reading.objects.bulk_create(rows)
        except DatabaseError:
            logger.warning("readings not written, kept for later")
            self.counts.update(counts)


tally = Tally()


def is_reading(request, response):
    return (
        request.method == "GET"
        and response.status_code in (200, 304)
        and (response.status_code == 304 or response.get("Content-Type", "").startswith("text/html"))
        and len(request.path) <= LONGEST_PATH
        and not request.path.startswith(NOT_PAGES)
        and "prefetch" not in request.headers.get("Sec-Purpose", "")
        and not _is_robot(request.headers.get("User-Agent", ""))
    )


def _is_robot(agent):
    return not agent or ROBOT.search(agent) is not None


class CountReadings:
    """Around the page cache, so that what it answers is counted too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.COUNT_READINGS and is_reading(request, response):
            tally.add(request.path, timezone.localdate())
            if tally.is_due:
                tally.write()
        return response


@transaction.atomic
def gather(today=None):
    """One row of each page and day; the sweep, which bears being repeated."""
    today = today or timezone.localdate()
    Reading.objects.filter(day__lt=today - KEPT).delete()
    recent = Reading.objects.filter(day__gte=today - timedelta(days=2))
    several = recent.values("path", "day").annotate(rows=Count("pk"), total=Sum("count")).filter(rows__gt=1)
    for one in several.order_by("day", "path"):
        rows = Reading.objects.select_for_update().filter(path=one["path"], day=one["day"])
        keys = list(rows.values_list("pk", "count"))
        first, total = keys[0][0], sum(count for _, count in keys)
        Reading.objects.filter(pk__in=[key for key, _ in keys[1:]]).delete()
        Reading.objects.filter(pk=first).update(count=total)


def of_pages(since, until, limit=100):
    """[(path, readings)] of the most read pages of these days."""
    found = Reading.objects.filter(day__gte=since, day__lte=until).values("path")
    return list(
        found.annotate(total=Sum("count")).order_by("-total", "path").values_list("path", "total")[:limit]
    )


def by_day(since, until, path=""):
    """{day: readings} of one page, or of all."""
    found = Reading.objects.filter(day__gte=since, day__lte=until)
    if path:
        found = found.filter(path=path)
    totals = found.values("day").annotate(total=Sum("count"))
    return dict(totals.order_by("day").values_list("day", "total"))
