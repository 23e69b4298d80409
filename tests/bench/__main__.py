"""Runs the benchmark: `make bench`, or `make bench ARGS="--rounds 3 --seconds 1"`.

Every round asks every page for a while, so that the machine's other load falls on all alike; the figures are
medians of rounds. Requests a second drift with that load, CPU milliseconds a request much less; ratios least.
`--growth 10` measures a district of a tenth of the data first and prints what each page costs more.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench import front, machine

SIZES = ("schools", "teachers", "articles", "sessions")


def set_up(sizes, database=None):
    """Settings first: this process and the server's see the benchmark's own database."""
    os.environ.update(
        PROFILE="local",
        DATABASE_URL=database or machine.bench_database(sizes),
        # In this process and each worker; the pages kept by one are not seen by the other.
        CACHE_URL="locmemcache://",
        LOG_LEVEL="WARNING",
        DJANGO_SETTINGS_MODULE="liangping_portal.settings",
    )
    os.environ.pop("DEBUG", None)
    import django

    django.setup()


def fill(sizes):
    from django.core.management import call_command

    from schools.models import School
    from tests.bench import searching

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable")
    call_command("collectstatic", interactive=False, verbosity=0)
    if not School.objects.exists():
        call_command("generate", **sizes)
    searching.index_all()


def measured(options):
    """The pages with their figures, and the load's own CPU milliseconds a request."""
    from django.db import connection

    from tests.bench import pages

    with machine.server() as processes, front.nginx() as (port, front_processes):
        found = pages.targets(port)
        for target in found:
            pages.look_once(target)
        print(f"{connection.vendor}, {len(processes) - 1} workers, {pages.CLIENTS} clients", flush=True)
        pids = [*processes, *front_processes, *machine.backends(connection)]
        return found, pages.run(found, pids, options.rounds, options.seconds)


def smaller(options, sizes):
    """Name → CPU milliseconds of the same pages in a district of a fraction of the size, measured apart: a
    process knows one database."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "figures.json"
        counts = [f"--{name}={max(count // options.growth, 1)}" for name, count in sizes.items()]
        rounds = [f"--rounds={options.rounds}", f"--seconds={options.seconds}", f"--figures={out}"]
        subprocess.run([sys.executable, "-m", "tests.bench", *counts, *rounds], check=True)
        return json.loads(out.read_text())


def parsed():
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--schools", type=int, default=2_000)
    parser.add_argument("--teachers", type=int, default=60_000)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--sessions", type=int, default=20_000)
    parser.add_argument("--growth", type=int, default=0, help="how many times less the smaller district has")
    parser.add_argument("--lists", type=int, default=200_000, help="articles of the long lists; 0: not asked")
    parser.add_argument("--figures", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def main():
    options = parsed()
    sizes = {name: getattr(options, name) for name in SIZES}
    before = smaller(options, sizes) if options.growth else {}
    set_up(sizes)
    fill(sizes)
    from tests.bench import lists, pages, registering, searching

    found, client_ms = measured(options)
    pages.report(found, client_ms)
    if options.figures:
        options.figures.write_text(json.dumps({target.name: target.cpu for target in found}))
        return
    if before:
        pages.report_growth(before, found, options.growth)
    searching.measure()
    registering.measure()
    if options.lists:
        lists.compare(large=options.lists)


if __name__ == "__main__":
    main()
