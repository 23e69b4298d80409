"""Runs the benchmark: `make bench`, or `make bench ARGS="--rounds 3 --seconds 1"`.

Every round asks every page for a while, so that the machine's other load falls on all alike; the figures are
medians of rounds. Requests a second drift with that load, CPU milliseconds a request much less; ratios least.
"""

import argparse
import os
import statistics
from dataclasses import dataclass, field

from tests.bench import machine

CLIENTS = 16


def set_up(sizes):
    """Settings first: this process and the server's see the benchmark's own database."""
    os.environ.update(
        PROFILE="local",
        DATABASE_URL=machine.bench_database(sizes),
        LOG_LEVEL="WARNING",
        DJANGO_SETTINGS_MODULE="liangping_portal.settings",
    )
    os.environ.pop("DEBUG", None)
    import django

    django.setup()


def fill(sizes):
    from django.core.management import call_command

    from schools.models import School

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable")
    call_command("collectstatic", interactive=False, verbosity=0)
    if not School.objects.exists():
        call_command("generate", **sizes)


@dataclass
class Target:
    """One page in one way of serving it; `goal` is the ratio of requests a second to the floor."""

    name: str
    path: str
    mode: str = "uncached"
    goal: float | None = None
    status: int = 200
    headers: dict = field(default_factory=dict)
    queries: str = ""
    size: int = 0
    rates: list = field(default_factory=list)
    cpus: list = field(default_factory=list)
    latencies: list = field(default_factory=list)
    wrong: int = 0

    @property
    def sent(self):
        return {"X-Bench": self.mode, **self.headers}

    @property
    def rate(self):
        return statistics.median(self.rates)

    @property
    def cpu(self):
        return statistics.median(self.cpus)

    def percentile(self, share):
        ordered = sorted(self.latencies)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000


def targets():
    """The pages of a portal in use: the newest of each kind, the way a reader meets them."""
    from classrooms.models import Session
    from news.models import Edition
    from schools.models import School

    school = School.objects.listed().filter(stage=School.Stage.PRIMARY)[0]
    editions = Edition.objects.published().order_by("-first_published_at")
    article = editions.filter(kind=Edition.Kind.ARTICLE, part_of=None)[0].get_absolute_url()
    report = editions.filter(kind=Edition.Kind.REPORT)[0].get_absolute_url()
    session = Session.objects.published().order_by("-starts_at")[0].get_absolute_url()
    return [
        Target("floor: a bare view", "/floor/", "floor"),
        Target("home", "/", goal=0.13),
        Target("school list, filtered", "/schools/?stage=primary&area=rural", goal=0.13),
        Target("school profile", school.get_absolute_url(), goal=0.15),
        Target("news list", "/news/", goal=0.13),
        Target("article", article, goal=0.25),
        Target("report", report, goal=0.05),
        Target("sessions list", "/classrooms/sessions/", goal=0.13),
        Target("session", session, goal=0.05),
        Target("home, kept", "/", "cached", goal=0.7),
        Target("article, kept", article, "cached", goal=0.7),
        Target("article, unchanged (304)", article, "cached", goal=0.9, status=304),
    ]


def look_once(target):
    """Warm every worker, count queries, learn the size and the ETag."""
    from tests.bench.client import ask

    for _ in range(8):
        status, headers, body = ask(machine.PORT, target.path, {"X-Bench": target.mode})
        if status != 200:
            raise SystemExit(f"bench: {target.path} answered {status}")
    target.size = len(body)
    if target.mode == "uncached":
        _, counted, _ = ask(machine.PORT, target.path, {"X-Bench": "counted"})
        target.queries = counted["x-queries"]
    if target.status == 304:
        if "etag" not in headers:
            raise SystemExit(f"bench: {target.path} is not kept: it has no ETag")
        target.headers = {"If-None-Match": headers["etag"]}


def measure(target, pids, seconds):
    from tests.bench.client import Clients, request_for

    request = request_for(target.path, machine.PORT, target.sent)
    before = machine.cpu_seconds(pids)
    outcome = Clients(machine.PORT, request, count=CLIENTS, status=target.status).run(seconds)
    answered = len(outcome.latencies)
    target.cpus.append((machine.cpu_seconds(pids) - before) * 1000 / answered)
    target.rates.append(answered / outcome.seconds)
    target.latencies += outcome.latencies
    target.wrong += outcome.wrong
    return outcome


def run(pages, pids, rounds, seconds):
    """Interleaved rounds; returns the load's own CPU milliseconds a request."""
    spent, asked = 0.0, 0
    for number in range(1, rounds + 1):
        print(f"round {number} of {rounds}", flush=True)
        for target in pages:
            outcome = measure(target, pids, seconds)
            spent, asked = spent + outcome.cpu, asked + len(outcome.latencies)
    return spent * 1000 / asked


def report(pages, client_ms):
    floor = pages[0]
    print(
        f"\n{'page':<24}{'req/s':>8}{'to floor':>10}{'goal':>7}{'CPU ms':>9}{'x floor':>9}"
        f"{'p50 ms':>8}{'p95 ms':>8}{'queries':>9}{'kB':>7}"
    )
    for target in pages:
        ratio = target.rate / floor.rate
        goal = "" if target.goal is None else f"{target.goal:.2f}{' ' if ratio >= target.goal else '!'}"
        print(
            f"{target.name:<24}{target.rate:>8,.0f}{ratio:>10.3f}{goal:>7}{target.cpu:>9.2f}"
            f"{target.cpu / floor.cpu:>9.1f}{target.percentile(0.5):>8.1f}{target.percentile(0.95):>8.1f}"
            f"{target.queries:>9}{target.size / 1000:>7.1f}"
            + (f"  {target.wrong} wrong" if target.wrong else "")
        )
    print(
        "\nPages are made anew for each request, without the page cache; fragments that a process keeps\n"
        "stay warm. Kept pages come from the page cache, as anonymous readers get them."
    )
    print(f"The load itself used {client_ms:.2f} CPU ms a request. A goal that is missed is marked with !")


def main():
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--schools", type=int, default=2_000)
    parser.add_argument("--teachers", type=int, default=60_000)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--sessions", type=int, default=20_000)
    options = parser.parse_args()
    sizes = {name: getattr(options, name) for name in ("schools", "teachers", "articles", "sessions")}
    set_up(sizes)
    fill(sizes)
    from django.db import connection

    with machine.server() as processes:
        pages = targets()
        for target in pages:
            look_once(target)
        print(f"{connection.vendor}, {len(processes) - 1} workers, {CLIENTS} clients", flush=True)
        client_ms = run(pages, [*processes, *machine.backends(connection)], options.rounds, options.seconds)
    report(pages, client_ms)


if __name__ == "__main__":
    main()
