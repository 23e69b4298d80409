"""What every test stands on: collected static files, an empty cache, and an account of what was left out."""

import os

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from hypothesis.configuration import set_hypothesis_home_dir

from liangping_portal import strip
from publishing import fragments, pagecache, switching
from publishing.models import versions
from search import names
from tests import rendering

pytest_plugins = ["tests.browser", "tests.ready_database", "tests.demo"]
REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"


# What hypothesis remembers of earlier runs is written at run time, as everything under var/.
set_hypothesis_home_dir(settings.TEST_DIR / "hypothesis")


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)


def pytest_collection_modifyitems(config, items):
    """Tests of the loaded demo share one worker, which loads it once for a file. Tests for PostgreSQL alone
    have no place in a run on SQLite: they belong to the second run."""
    for item in items:
        if "demo" in item.fixturenames:
            item.add_marker(pytest.mark.xdist_group("demo"))
    if connection.vendor == "postgresql":
        return
    apart = [item for item in items if item.get_closest_marker("postgres")]
    if apart:
        config.hook.pytest_deselected(items=apart)
        items[:] = [item for item in items if item not in apart]


@pytest.fixture
def media(settings, tmp_path):
    """A media folder of the test's own."""
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    versions.forget()
    # On a slow day a second passes within a test, and one more query would be counted.
    versions.READ_EVERY = 60.0
    names.everything.forget()
    fragments.forget()
    pagecache.forget()
    # No switch is set, and nobody asks: a test that sets one says `switching.remembered.forget()`.
    switching.remembered.switches, switching.remembered.looked_at = switching.Switches(), float("inf")
    # Content versions begin anew with each test, so what is kept by them must not outlive one.
    strip.strip_of.cache_clear()


@pytest.fixture(autouse=True)
def no_query_in_templates(monkeypatch):
    rendering.forbid_queries(monkeypatch)


def _reasons(reporter):
    for report in reporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        yield reason.removeprefix("Skipped: ")


def pytest_terminal_summary(terminalreporter):
    reasons = list(_reasons(terminalreporter))
    for reason in sorted(set(reasons)):
        terminalreporter.write_line(f"Left out: {reasons.count(reason)} test(s): {reason}", yellow=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if REQUIRE_ALL and reporter and any(_reasons(reporter)) and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
