"""Is the process alive, and is the portal ready: for monitors and load balancers, without a sign-in."""

import os
import time
from functools import cache as once

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

HEARTBEAT = "worker_heartbeat"
# A worker beats every 10 seconds; one long task may keep it from beating for a while.
HEARTBEAT_SECONDS = 120


class NotReady(Exception):
    """Why the portal cannot serve now."""


def beat():
    """The worker's sign of life, kept where every process sees it."""
    cache.set(HEARTBEAT, time.time(), HEARTBEAT_SECONDS)


def database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@once
def migrations():
    """Asked until the answer is yes: a running process never loses a migration."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise NotReady(f"{len(waiting)} migrations to apply")


def storage():
    if isinstance(default_storage._wrapped or default_storage, FileSystemStorage):
        os.makedirs(default_storage.location, exist_ok=True)
        if not os.access(default_storage.location, os.W_OK):
            raise NotReady("the media folder cannot be written")
    else:
        default_storage.exists("readyz")


def worker():
    if cache.get(HEARTBEAT) is None:
        raise NotReady(f"no worker for {HEARTBEAT_SECONDS} seconds")


CHECKS = (database, migrations, storage, worker)


def _verdict(check):
    try:
        check()
    except NotReady as reason:
        return str(reason)
    except Exception as error:  # whatever a driver raises means: not ready; details belong in the log
        return type(error).__name__
    return "ok"


@login_not_required
@never_cache
@require_safe
def healthz(request):
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(request):
    verdicts = {check.__name__: _verdict(check) for check in CHECKS}
    ready = set(verdicts.values()) == {"ok"}
    return JsonResponse(verdicts, status=200 if ready else 503)
