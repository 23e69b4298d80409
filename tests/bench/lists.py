"""What the newsroom's lists cost with 200,000 articles and with 2,000: the ratio is to stay near 1.

A process knows one database, so each size is asked by processes of its own, in turn, in interleaved rounds;
every page is made anew (no page cache, no kept parts) and timed in the process, the database included.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SMALL, LARGE = 2_000, 200_000
OTHERS = {"schools": 100, "teachers": 200, "sessions": 100}
ROUNDS, TIMES = 4, 25


def compare(small=SMALL, large=LARGE):
    """Print each list's milliseconds at both sizes, and their ratio: medians of the quietest round."""
    taken = {small: {}, large: {}}
    for number in range(1, ROUNDS + 1):
        print(f"lists: round {number} of {ROUNDS}", flush=True)
        for size, kept in taken.items():
            for name, times in _asked_apart(size).items():
                kept.setdefault(name, []).append(statistics.median(times))
    print(f"\n{'lists, made anew':<36}{f'{small:,}':>10}{f'{large:,}':>10}{'ratio':>8}")
    for name, times in taken[large].items():
        before, now = min(taken[small][name]), min(times)
        print(f"{name:<36}{before:>7.1f} ms{now:>7.1f} ms{now / before:>8.2f}")


def _asked_apart(articles):
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "times.json"
        command = [sys.executable, "-m", "tests.bench.lists", f"--articles={articles}", f"--out={out}"]
        kept = {"PAGE_CACHE": "0", "FRAGMENTS": "0", "COUNT_READINGS": "0"}
        subprocess.run(command, check=True, env=os.environ | kept)
        return json.loads(out.read_text())


def pages():
    """Name → address of the lists whose length grows with the years."""
    from news.models import Column, Edition

    newest = Edition.objects.published().newest_first().first().first_published_at
    before = newest.replace(day=1, month=newest.month - 1 or 12, year=newest.year - (newest.month == 1))
    news = Column.objects.filter(kind=Column.Kind.NEWS).first()
    return {
        "news list": "/news/",
        "news list, its last page": "/news/?page=50",
        "column list": news.get_absolute_url(),
        "notices": "/news/notices/",
        "archive of a month": f"/news/archive/{before:%Y/%m}/",
        "feed": "/news/feed/",
    }


def asked():
    """{name: milliseconds of each request}, page after page in turn."""
    from django.test import Client

    client, found = Client(), pages()
    taken = {name: [] for name in found}
    for number in range(TIMES + 1):
        for name, path in found.items():
            start = time.perf_counter()
            status = client.get(path, headers={"host": "127.0.0.1"}).status_code
            if status != 200:
                raise SystemExit(f"bench: {path} answered {status}")
            if number:  # the first only warms
                taken[name].append((time.perf_counter() - start) * 1000)
    return taken


def main():
    from tests.bench.__main__ import set_up

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    sizes = OTHERS | {"articles": options.articles}
    set_up(sizes)
    from django.core.management import call_command
    from django.db import connection

    from news.models import Edition

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not Edition.objects.exists():
        call_command("generate", **sizes)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as the server itself does after a while
    options.out.write_text(json.dumps(asked()))


if __name__ == "__main__":
    main()
