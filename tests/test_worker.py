"""The worker's rounds, and what the health pages say of them."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from accounts import audit
from accounts.models import AuditEvent
from liangping_portal import health
from liangping_portal.management.commands import worker

# A round ends and begins connections, so its tests cannot stand in one transaction.
pytestmark = pytest.mark.django_db(transaction=True)
done = []


@task
def note(word):
    done.append(word)


def test_a_round_seals_the_trail_and_delivers_tasks():
    audit.record("sign_in")
    note.enqueue("delivered")
    call_command("worker", once=True)
    assert AuditEvent.objects.get().number == 1
    assert "delivered" in done
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_a_failing_sweep_costs_only_its_turn(monkeypatch):
    monkeypatch.setattr(worker, "OWN", (worker.Sweep("broken", 1, lambda: 1 / 0), *worker.OWN))
    audit.record("sign_in")
    call_command("worker", once=True)
    assert AuditEvent.objects.get().number == 1


def test_two_workers_share_the_turns(monkeypatch):
    turns = []
    monkeypatch.setattr(worker, "OWN", (worker.Sweep("counted", 60, lambda: turns.append(1)),))
    call_command("worker", once=True)
    call_command("worker", once=True)
    assert turns == [1]


def test_an_app_registers_its_sweeps(monkeypatch):
    from django.apps import apps

    asked = [("asked", 60, lambda: None)]
    monkeypatch.setattr(apps.get_app_config("classrooms"), "sweeps", lambda: asked, raising=False)
    assert "asked" in [sweep.name for sweep in worker.registered()]


def test_healthz_answers_without_a_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz/")
    assert response.content == b"ok"
    assert not response.cookies


def test_readyz_says_what_is_missing(client):
    assert client.get("/readyz/").status_code == 503
    call_command("worker", once=True)
    response = client.get("/readyz/")
    assert response.status_code == 200, response.json()
    assert set(response.json()) == {"database", "migrations", "storage", "worker"}


def test_an_old_heartbeat_is_none(client, monkeypatch):
    health.beat()
    cache.touch(health.HEARTBEAT, timeout=timedelta(seconds=-1).total_seconds())
    assert client.get("/readyz/").json()["worker"].startswith("no worker")


@pytest.mark.both
def test_sigterm_ends_the_worker_cleanly():
    audit.record("sign_in")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "worker"],
        cwd=settings.BASE_DIR,
        env=os.environ | database_of_the_test(),
    )
    try:
        deadline = time.monotonic() + 20
        while not AuditEvent.objects.filter(number=1).exists():
            assert time.monotonic() < deadline
            time.sleep(0.2)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
    finally:
        process.kill()


def database_of_the_test():
    """The variables under which another process sees the database of this test."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return {"DATABASE_URL": f"sqlite:///{values['NAME']}"}
    place = f"{values['USER']}:{values['PASSWORD']}@{values['HOST']}:{values['PORT']}"
    return {"DATABASE_URL": f"postgres://{place}/{values['NAME']}"}
