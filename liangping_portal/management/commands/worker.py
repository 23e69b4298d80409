"""The background worker: delivers tasks, seals the audit trail, runs the apps' sweeps. Several may run.

An app asks for a sweep by a method of its AppConfig, so that lower floors need not know this command:

    def sweeps(self):
        from classrooms import booking

        return [Sweep("offers", 60, booking.offer_next)]   # any object with name, seconds and function

A sweep must bear being repeated; workers share the turns through the cache.
"""

import logging
import signal
import threading
import time
from collections import namedtuple

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker as Queue

from accounts import audit
from liangping_portal import health

logger = logging.getLogger(__name__)
PAUSE_SECONDS = 1

Sweep = namedtuple("Sweep", "name seconds function")
# The beat is each worker's own sign of life; the others are shared, one worker a turn.
BEAT = Sweep("beat", 10, health.beat)
OWN = (Sweep("seal", 3, audit.seal),)


def registered():
    """The sweeps of every app, the portal's own first."""
    asked = (config.sweeps() for config in apps.get_app_configs() if hasattr(config, "sweeps"))
    return [*OWN, *(Sweep(*sweep) for sweeps in asked for sweep in sweeps)]


def _ours(sweep):
    return cache.add(f"sweep:{sweep.name}", 1, sweep.seconds)


class Command(BaseCommand):
    help = "Delivers queued tasks, seals the audit trail and runs the sweeps until told to stop."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="one round of everything, then stop")

    def handle(self, *, once, **options):
        self.stopping = threading.Event()
        self.due = {}
        self.sweeps = registered()
        self.queue = self.new_queue()
        if once:
            return self.round()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self.stop)
        # The queue tells at each round that it found nothing.
        logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
        while not self.stopping.is_set():
            self.round()
            self.stopping.wait(PAUSE_SECONDS)
        return None

    def stop(self, *_):
        """Finish the task at hand, begin no other."""
        self.stopping.set()
        self.queue.running = False

    def new_queue(self):
        return Queue(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )

    def round(self):
        close_old_connections()
        self.turn(BEAT)
        for sweep in self.sweeps:
            if not self.stopping.is_set():
                self.turn(sweep, shared=True)
        if settings.TASKS["default"]["BACKEND"].startswith("django_tasks_db"):
            self.guarded(self.queue.run)

    def turn(self, sweep, shared=False):
        now = time.monotonic()
        if now < self.due.get(sweep.name, 0):
            return
        self.due[sweep.name] = now + sweep.seconds
        self.guarded(lambda: None if shared and not _ours(sweep) else sweep.function())

    def guarded(self, function):
        """A fault, such as a database that is away, costs one turn and is in the log."""
        try:
            function()
        except Exception:
            logger.exception("a turn of the worker failed")
