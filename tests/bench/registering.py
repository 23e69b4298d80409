"""Registering under load: `python -m tests.bench.registering`, and the last rows of `make bench`.

The opening second: every teacher asks at the same instant for one of few seats, through gunicorn as in
production. Sustained: registrations a second by several processes, beside the very statements that they make,
sent bare through psycopg2. Clash check: what the database takes to say which lessons a session would cost.
"""

import argparse
import multiprocessing
import os
import select
import socket
import statistics
import sys
import time
from datetime import timedelta

SIZES = {"schools": 400, "teachers": 12_000, "articles": 0, "sessions": 200}
TEACHERS, SEATS = 500, 100
PROCESSES = 4
ROUNDS = 3
MARK = "bench-teacher-"
# What is promised, in seconds, share and milliseconds.
SLOWEST, P95, BARE, CLASH = 5.0, 1.5, 0.8, 5.0


# --- who asks, and for what ---------------------------------------------------------------------------------
def teachers(number):
    """Teachers of the synthetic district with accounts, the same at every run."""
    from accounts.models import StaffRole, User
    from accounts.roles import Role
    from schools.models import Teacher

    found = Teacher.objects.select_related("user", "school").order_by("pk")
    chosen = list(found.filter(lessons__isnull=False).distinct()[:number])
    fresh = [one for one in chosen if one.user is None]
    users = User.objects.bulk_create(
        User(username=f"{MARK}{one.pk}", name=one.name, password="!") for one in fresh
    )
    for teacher, user in zip(fresh, users, strict=True):
        teacher.user = user
    Teacher.objects.bulk_update(fresh, ["user"])
    StaffRole.objects.bulk_create(
        StaffRole(user=one.user, unit_id=one.school.unit_id, role=Role.TEACHER) for one in fresh
    )
    return chosen


def new_session(capacity, hour):
    """On the next Wednesday but one, at an hour of lessons or of none; registration is open."""
    from django.utils import timezone

    from accounts.models import Unit
    from classrooms.models import Session

    now = timezone.localtime()
    day = now + timedelta(days=(2 - now.weekday()) % 7 + 14)
    starts = day.replace(hour=hour, minute=0, second=0, microsecond=0)
    return Session.objects.create(
        title="性能测量（示例）",
        classroom="master",
        stage="discussion",
        organiser=Unit.objects.filter(kind=Unit.Kind.DISTRICT).first() or Unit.objects.first(),
        capacity=capacity,
        opens_at=now - timedelta(hours=1),
        closes_at=starts - timedelta(hours=1),
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        visible_from=now - timedelta(hours=1),
        sample=True,
    )


def forget(session):
    from classrooms.models import Cover

    Cover.objects.filter(registration__session=session).delete()
    session.registrations.all().delete()
    type(session).objects.filter(pk=session.pk).update(taken=0, offered=0, waiting=0, last_number=0)


# --- the opening second -------------------------------------------------------------------------------------
def signed_in(user):
    """The cookies of a person's session, as if they had signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store["started_at"] = store["seen_at"] = int(time.time())
    store.create()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"


def posting(path, port, cookie):
    secret = "a" * 32
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
        f"Cookie: {cookie}; csrftoken={secret}\r\nX-CSRFToken: {secret}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n\r\n"
    ).encode()


def all_at_once(port, requests):
    """[(seconds until the answer was whole, its status)]: every request is sent before any answer is read."""
    poll, waiting, answers = select.epoll(), {}, []
    start = time.perf_counter()
    for request in requests:
        one = socket.socket()
        one.connect(("127.0.0.1", port))
        one.sendall(request)
        waiting[one.fileno()] = [one, b""]
        poll.register(one.fileno(), select.EPOLLIN)
    while waiting:
        for number, _ in poll.poll(30):
            one, head = waiting[number]
            part = one.recv(262_144)
            if part:
                waiting[number][1] = head or part[:16]
                continue
            answers.append((time.perf_counter() - start, int(head.split()[1])))
            waiting.pop(number)[0].close()
    poll.close()
    return answers


def opening(people, seats):
    from classrooms.models import Registration
    from tests.bench import machine

    session = new_session(seats, hour=10)
    path = f"{session.get_absolute_url()}register/"
    requests = [posting(path, machine.PORT, signed_in(one.user)) for one in people]
    with machine.server():
        for _ in range(8):
            machine.ask(machine.PORT, "/classrooms/sessions/", {})
        answers = all_at_once(machine.PORT, requests)
    session.refresh_from_db()
    taken = session.registrations.confirmed().count()
    queue = sorted(session.registrations.in_queue().values_list("queue_number", flat=True))
    rows = session.registrations.filter(state__in=Registration.State.active()).count()
    sound = (taken, rows) == (seats, len(people)) and queue == list(range(1, len(people) - seats + 1))
    seconds = sorted(second for second, _ in answers)
    p95, slowest = seconds[int(len(seconds) * 0.95)], seconds[-1]
    refused = sum(status != 302 for _, status in answers)
    print(
        f"the opening second: {len(people)} teachers for {seats} seats: {taken} seated, "
        f"{len(queue)} in the queue, {refused} not answered\n"
        f"      p95 {p95:.2f} s (promised {P95}), last {slowest:.2f} s (promised {SLOWEST})",
        flush=True,
    )
    forget(session)
    session.delete()
    return sound and not refused and p95 <= P95 and slowest <= SLOWEST


# --- sustained ----------------------------------------------------------------------------------------------
class Statements:
    """What one registration asks of the database: before and in its transaction."""

    # How it commits is the portal's own affair: the bare one commits plainly.
    OWN = ("SET LOCAL", "SELECT pg_logical")

    def __init__(self):
        self.before, self.within = [], []

    def __call__(self, execute, sql, params, many, context):
        if not sql.startswith(self.OWN):
            noted = self.within if context["connection"].in_atomic_block else self.before
            noted.append((sql, params))
        return execute(sql, params, many, context)


def statements_of(session, teacher):
    from django.db import connection

    from classrooms import booking

    noted = Statements()
    with connection.execute_wrapper(noted):
        booking.register(session, teacher, by=teacher.user)
    return noted


def register_all(session, people):
    from classrooms import booking

    for one in people:
        booking.register(session, one, by=one.user)


def send_all(scripts):
    """The same statements, without the portal: before the transaction each by itself, as there."""
    import psycopg2
    from django.db import connection

    given = connection.get_connection_params()
    names = given.keys() & {"dbname", "user", "password", "host", "port"}
    bare = psycopg2.connect(**{name: given[name] for name in names})
    cursor = bare.cursor()
    for script in scripts:
        bare.autocommit = True
        for sql, params in script.before:
            _send(cursor, sql, params)
        bare.autocommit = False
        for sql, params in script.within:
            _send(cursor, sql, params)
        bare.commit()
    bare.close()


def _send(cursor, sql, params):
    cursor.execute(sql, params)
    if cursor.description:
        cursor.fetchall()


def a_second(act, shares):
    """How many a second, several processes at it, each with a connection of its own."""
    from django.db import connection

    connection.close()
    context = multiprocessing.get_context("fork")
    gate = context.Barrier(len(shares) + 1)

    def run(share):
        connection.ensure_connection()
        gate.wait()
        act(share)

    processes = [context.Process(target=run, args=[share]) for share in shares]
    for process in processes:
        process.start()
    gate.wait()
    start = time.perf_counter()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise SystemExit("bench: a process that registers failed")
    return sum(map(len, shares)) / (time.perf_counter() - start)


def split(rows):
    return [rows[place::PROCESSES] for place in range(PROCESSES)]


def sustained(people):
    session = new_session(len(people) * 2, hour=19)
    scripts = [statements_of(session, one) for one in people]
    forget(session)
    counts = len(scripts[-1].before), len(scripts[-1].within)
    rates, bare = [], []
    for _ in range(ROUNDS):
        bare.append(a_second(send_all, split(scripts)))
        forget(session)
        rates.append(a_second(lambda share: register_all(session, share), split(people)))
        if session.registrations.confirmed().count() != len(people):
            raise SystemExit("bench: not everybody was registered")
        forget(session)
    session.delete()
    ratio = statistics.median(rates) / statistics.median(bare)
    print(
        f"sustained: {statistics.median(rates):.0f} registrations a second by {PROCESSES} processes, "
        f"bare {statistics.median(bare):.0f}: {ratio:.2f} (promised {BARE}); "
        f"{counts[0]} statements before, {counts[1]} in the transaction",
        flush=True,
    )
    return ratio >= BARE


# --- clash check --------------------------------------------------------------------------------------------
def clash(people):
    from django.db import connection

    from classrooms import covering
    from schools.models import Lesson

    session, spent, found = new_session(10, hour=10), [], 0
    for one in people[:100]:
        milliseconds = []

        def clock(execute, *arguments, into=milliseconds):
            began = time.perf_counter()
            try:
                return execute(*arguments)
            finally:
                into.append((time.perf_counter() - began) * 1000)

        with connection.execute_wrapper(clock):
            found += bool(covering.periods(session, one))
        spent.append(sum(milliseconds))
    session.delete()
    spent.sort()
    middle, p95 = statistics.median(spent), spent[int(len(spent) * 0.95)]
    print(
        f"clash check: {middle:.2f} ms of the database for one teacher, p95 {p95:.2f} ms (promised {CLASH}), "
        f"{len(milliseconds)} statements, {Lesson.objects.count():,} lessons; {found} of {len(spent)} clash",
        flush=True,
    )
    return middle < CLASH


def measure(number=TEACHERS, seats=SEATS):
    """Prints the three; whether all that is promised was kept. The sustained part is PostgreSQL's."""
    from django.db import connection

    people = teachers(number)
    kept = [clash(people), opening(people, seats)]
    if connection.vendor == "postgresql":
        kept.append(sustained(people))
    return all(kept)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teachers", type=int, default=TEACHERS)
    parser.add_argument("--seats", type=int, default=SEATS)
    options = parser.parse_args()
    from tests.bench.__main__ import fill, set_up

    os.environ.setdefault("WEB_WORKERS", "2")
    set_up(SIZES)
    fill(SIZES)
    return 0 if measure(options.teachers, options.seats) else 1


if __name__ == "__main__":
    sys.exit(main())
