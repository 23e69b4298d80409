"""Pages under load: how many a second, at what cost, as ratios to the floor, and how they grow."""

import statistics
from dataclasses import dataclass, field

from tests.bench import machine
from tests.bench.client import Clients, KeptOpen, ask, request_for

CLIENTS = 16


@dataclass
class Target:
    """One page in one way of serving it; `goal` is the ratio of requests a second to the floor."""

    name: str
    path: str
    mode: str = "uncached"
    goal: float | None = None
    status: int = 200
    port: int = machine.PORT
    headers: dict = field(default_factory=dict)
    queries: str = ""
    size: int = 0
    rates: list = field(default_factory=list)
    cpus: list = field(default_factory=list)
    latencies: list = field(default_factory=list)
    wrong: int = 0

    @property
    def sent(self):
        return {"X-Bench": "cached" if self.mode == "nginx" else self.mode, **self.headers}

    @property
    def rate(self):
        return statistics.median(self.rates)

    @property
    def cpu(self):
        return statistics.median(self.cpus)

    @property
    def clients(self):
        """Behind nginx connections stay open; a sync worker closes each after its answer."""
        request = request_for(self.path, self.port, self.sent, keep=self.mode == "nginx")
        kind = KeptOpen if self.mode == "nginx" else Clients
        return kind(self.port, request, count=CLIENTS, status=self.status)

    def percentile(self, share):
        ordered = sorted(self.latencies) or [0]
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000


def targets(nginx_port=None):
    """The pages of a portal in use: the newest of each kind, the way a reader meets them."""
    found = addresses()
    anew = [
        Target("home", "/", goal=0.13),
        Target("school list, filtered", found["schools"], goal=0.13),
        Target("school profile", found["school"], goal=0.15),
        Target("news list", "/news/", goal=0.13),
        Target("article", found["article"], goal=0.25),
        Target("report", found["report"], goal=0.05),
        Target("sessions list", "/classrooms/sessions/", goal=0.13),
        Target("session", found["session"], goal=0.05),
        Target("search, two characters", "/search/?q=%E8%B6%B3%E7%90%83"),
        Target("suggestions", "/search/suggest/?q=songlin"),
    ]
    cold = [Target(f"{one.name}, first time", one.path, "cold") for one in anew]
    kept = [
        Target("home, kept", "/", "cached", goal=0.7),
        Target("article, kept", found["article"], "cached", goal=0.7),
        Target("article, unchanged (304)", found["article"], "cached", goal=0.9, status=304),
    ]
    sent = {"Accept-Encoding": "gzip"}
    front = Target("home, behind nginx", "/", "nginx", goal=10, port=nginx_port, headers=sent)
    return [
        Target("floor: a bare view", "/floor/", "floor"),
        *anew,
        *cold,
        *kept,
        *[front][: bool(nginx_port)],
    ]


def addresses():
    from classrooms.models import Session
    from news.models import Edition
    from schools.models import School

    school = School.objects.listed().filter(stage=School.Stage.PRIMARY)[0]
    editions = Edition.objects.published().order_by("-first_published_at")
    return {
        "schools": "/schools/?stage=primary&area=rural",
        "school": school.get_absolute_url(),
        "article": editions.filter(kind=Edition.Kind.ARTICLE, part_of=None)[0].get_absolute_url(),
        "report": editions.filter(kind=Edition.Kind.REPORT)[0].get_absolute_url(),
        "session": Session.objects.published().order_by("-starts_at")[0].get_absolute_url(),
    }


def look_once(target):
    """Warm every worker, count queries, learn the size and the ETag."""
    for _ in range(8):
        status, headers, body = ask(target.port, target.path, target.sent)
        if status != 200:
            raise SystemExit(f"bench: {target.path} answered {status}")
    target.size = len(body)
    if target.mode in {"uncached", "cold"}:
        counting = {"uncached": "counted", "cold": "cold-counted"}[target.mode]
        _, counted, _ = ask(target.port, target.path, {"X-Bench": counting})
        target.queries = counted["x-queries"]
    if target.status == 304:
        if "etag" not in headers:
            raise SystemExit(f"bench: {target.path} is not kept: it has no ETag")
        target.headers = {"If-None-Match": headers["etag"]}


def measure(target, pids, seconds):
    before = machine.cpu_seconds(pids)
    outcome = target.clients.run(seconds)
    target.cpus.append((machine.cpu_seconds(pids) - before) * 1000 / outcome.answered)
    target.rates.append(outcome.answered / outcome.seconds)
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
            spent, asked = spent + outcome.cpu, asked + outcome.answered
    return spent * 1000 / asked


def report(pages, client_ms):
    floor = pages[0]
    print(
        f"\n{'page':<36}{'req/s':>8}{'to floor':>10}{'goal':>7}{'CPU ms':>9}{'x floor':>9}"
        f"{'p50 ms':>8}{'p95 ms':>8}{'queries':>9}{'kB':>7}"
    )
    for target in pages:
        ratio = target.rate / floor.rate
        goal = "" if target.goal is None else f"{target.goal:.2f}{' ' if ratio >= target.goal else '!'}"
        print(
            f"{target.name:<36}{target.rate:>8,.0f}{ratio:>10.3f}{goal:>7}{target.cpu:>9.3f}"
            f"{target.cpu / floor.cpu:>9.2f}{target.percentile(0.5):>8.1f}{target.percentile(0.95):>8.1f}"
            f"{target.queries:>9}{target.size / 1000:>7.1f}"
            + (f"  {target.wrong} wrong" if target.wrong else "")
        )
    print(
        "\nPlain rows are made without the page cache, from parts that a process keeps by content version; "
        "'first time'\nrows keep nothing: what the first reader after a publication waits for. Kept pages "
        "come from the page cache.\nBehind nginx connections stay open and carry four requests at a time."
    )
    print(f"The load itself used {client_ms:.2f} CPU ms a request. A goal that is missed is marked with !")


def report_growth(before, pages, times):
    """CPU a request with `times` the data, page by page: 1.0 costs the same. `before`: {name: CPU ms}."""
    print(f"\n{f'with {times} times the data':<36}{'CPU ms':>9}{'before':>9}{'ratio':>8}")
    for target in pages:
        if target.mode in {"uncached", "cold"} and target.name in before:
            first = before[target.name]
            print(f"{target.name:<36}{target.cpu:>9.2f}{first:>9.2f}{target.cpu / first:>8.2f}")
