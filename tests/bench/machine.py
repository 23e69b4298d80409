"""The machine under measure: its database, the server's processes, and the processor time they used."""

import contextlib
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg2

from tests.bench.client import ask
from tests.databases import find_postgres

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "portal_bench_"
PORT = int(os.environ.get("BENCH_PORT", "8799"))
START_SECONDS = 60


def name_for(sizes):
    """A database for each shape of the tables and size of the district: an old one is never measured."""
    digest = hashlib.sha256()
    for path in sorted([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("liangping_portal/synthetic/*.py")]):
        digest.update(path.read_bytes())
    size = hashlib.sha256(repr(sorted(sizes.items())).encode())
    return f"{PREFIX}{digest.hexdigest()[:8]}_{size.hexdigest()[:6]}"


def bench_database(sizes):
    """The DATABASE_URL of the benchmark's own database: PostgreSQL where it answers, else a SQLite file."""
    server, _ = find_postgres()
    name = name_for(sizes)
    if not server or os.environ.get("BENCH_DATABASE") == "sqlite":
        folder = ROOT / "var" / "bench"
        folder.mkdir(parents=True, exist_ok=True)
        return f"sqlite:///{folder / name}.sqlite3"
    connection = psycopg2.connect(server)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        found = {row[0] for row in cursor.fetchall()}
        if name not in found:
            _drop_unused(cursor, {one for one in found if not one.startswith(name.rpartition("_")[0])})
            cursor.execute(f"CREATE DATABASE {name}")
    connection.close()
    return f"{server.rpartition('/')[0]}/{name}"


def _drop_unused(cursor, names):
    """Databases of earlier shapes; one that somebody measures at this moment stays."""
    for name in names:
        with contextlib.suppress(psycopg2.errors.ObjectInUse):
            cursor.execute(f"DROP DATABASE {name}")


@contextlib.contextmanager
def server():
    """gunicorn as in production: sync workers, DEBUG off; yields the process ids of master and workers."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"),
            *("--bind", f"127.0.0.1:{PORT}", "--max-requests", "0", "tests.bench.wsgi"),
        ],
        cwd=ROOT,
    )
    try:
        wait_for(process, lambda: ask(PORT, "/floor/", {"X-Bench": "floor"}))
        yield [process.pid, *children(process.pid)]
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(process, answered):
    """Until `answered()` no longer fails to connect."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            answered()
            return
        time.sleep(0.2)
    sys.exit("bench: a server did not start")


def children(pid):
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def backends(connection):
    """The process ids of the database's own processes that serve the benchmark's database."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid != pg_backend_pid()"
        )
        return [pid for (pid,) in cursor.fetchall()]


def cpu_seconds(pids):
    """Processor time used so far by these processes, in seconds (nanosecond counters of the kernel)."""
    total = 0
    for pid in pids:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            total += int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])
    return total / 1e9
