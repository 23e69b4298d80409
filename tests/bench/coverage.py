"""How long coverage takes: `python -m tests.bench.coverage [--sqlite] [--database URL]`.

Asks `coverage.read` as pages do, some times over, for a whole district and for one school. The figure is the
least processor time of this process and of the database's together, since others may use the machine. Fails
where a promise is missed.
"""

import argparse
import os
import sys
import time

from tests.bench import __main__ as bench
from tests.bench import machine

# No article or session has a part in coverage; on SQLite the district is filled for this measure alone.
SIZES = {"schools": 2_000, "teachers": 60_000, "articles": 20_000, "sessions": 20_000}
LIGHT = SIZES | {"articles": 20, "sessions": 20}
# Milliseconds of processor promised for the district's table, and for one school's.
DISTRICT_MS, SCHOOL_MS = 2_000, 100
TIMES = 5


def spent(asked, backends):
    """Milliseconds of processor (this process and the database's), the least of some tries."""
    least = None
    for _ in range(TIMES):
        before = time.process_time() + machine.cpu_seconds(backends)
        asked()
        took = (time.process_time() + machine.cpu_seconds(backends) - before) * 1000
        least = took if least is None else min(least, took)
    return least


def measure():
    from django.db import connection
    from django.utils import timezone

    from classrooms import coverage
    from schools.models import SchoolYear, Term

    term = Term.objects.order_by("-starts_on").filter(starts_on__lte=timezone.localdate()).first()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        backends = []
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_backend_pid()")
            backends = [cursor.fetchone()[0]]
    found = coverage.read(by=("school", "subject"), term=term)
    if not found:
        sys.exit(f"no figures: {SchoolYear.objects.count()} school years, term {term}")
    (school, _), *_ = sorted(found.rows)
    asked = {
        "district, a subject": (DISTRICT_MS, {"by": ("subject",)}),
        "district, school × subject": (DISTRICT_MS, {"by": ("school", "subject")}),
        "one school, class × subject": (SCHOOL_MS, {"by": ("class", "subject"), "schools": [school]}),
    }
    kept = True
    schools = len(found.over("school").rows)
    print(f"{connection.vendor}: {schools} schools, {found.total.shown.required} periods a week", flush=True)
    for name, (promised, how) in asked.items():
        took = spent(lambda how=how: coverage.read(term=term, **how), backends)
        kept &= took < promised
        print(f"  {name:<30} {took:>7.0f} ms of processor (promised {promised})", flush=True)
    return kept


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.bench.coverage", description=__doc__)
    parser.add_argument("--sqlite", action="store_true")
    parser.add_argument("--database", help="the URL of a district that is filled already")
    options = parser.parse_args()
    if options.sqlite:
        os.environ["BENCH_DATABASE"] = "sqlite"
    sizes = LIGHT if options.sqlite else SIZES
    bench.set_up(sizes, options.database)
    if not options.database:
        bench.fill(sizes)
    return 0 if measure() else 1


if __name__ == "__main__":
    sys.exit(main())
