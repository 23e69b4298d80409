"""The test database, ready made: migrations run once for each state of theirs, workers begin from a copy.

Migrating takes as long as many tests, and each worker of each run would run them. Loaded by pytest
as a plugin, before the database is set up. The template is built by the portal's own command, apart.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

ROOT = Path(settings.BASE_DIR)
# What migrations run beside themselves.
BESIDE = (
    "liangping_portal/migrating.py",
    "search/sqlite.py",
    "search/postgresql.py",
    "groups/postgresql.py",
    "requirements.txt",
)


def state_of_migrations():
    digest = hashlib.sha256()
    for path in [*sorted(ROOT.glob("*/migrations/*.py")), *(ROOT / name for name in BESIDE)]:
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:10]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Puts a copy of the template where this worker's database is about to be looked for."""
    with alone():
        postgres = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
        (copy_postgres if postgres else copy_sqlite)(settings.DATABASES["default"])


@pytest.fixture(scope="session")
def django_db_keepdb():
    """The copy is kept: setting up finds nothing left to migrate."""
    return True


@pytest.fixture(scope="session")
def django_db_createdb():
    return False


# --- after a test that commits ------------------------------------------------------------------------------
# What migrating leaves: kept, so that nothing has to be made again.
LASTING = {"django_migrations", "django_content_type", "auth_permission"}


@pytest.fixture(scope="session", autouse=True)
def only_filled_tables_are_emptied():
    """Django's own flush names all two hundred tables and then makes the permissions anew: half a second and
    more for each test that commits."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: empty_filled_tables())
        yield


def empty_filled_tables():
    tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False))
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(name)})"  # noqa: S608
                for name in sorted(tables - LASTING)
            )
        )
        filled = [name for (name,) in cursor.fetchall()]
        if connection.vendor == "postgresql" and filled:
            cursor.execute("SET session_replication_role = replica")
        for name in filled:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")  # noqa: S608
        if connection.vendor == "postgresql" and filled:
            cursor.execute("SET session_replication_role = DEFAULT")


@contextmanager
def alone():
    """One worker at a time, of one run or several."""
    with (settings.TEST_DIR / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate(url):
    env = os.environ | {"PROFILE": "local", "DATABASE_URL": url, "LOG_LEVEL": "WARNING"}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "manage.py", "migrate", "--noinput", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=env, check=True)


# --- SQLite -------------------------------------------------------------------------------------------------
def copy_sqlite(database):
    template = settings.TEST_DIR / f"template-{state_of_migrations()}.sqlite3"
    if not template.exists():
        for old in settings.TEST_DIR.glob("template-*.sqlite3*"):
            old.unlink()
        made = template.with_suffix(".making")
        made.unlink(missing_ok=True)
        migrate(f"sqlite:///{made}")
        made.rename(template)
    target = Path(database["TEST"]["NAME"])
    for end in ("-wal", "-shm"):
        target.with_name(target.name + end).unlink(missing_ok=True)
    shutil.copy(template, target)


# --- PostgreSQL ---------------------------------------------------------------------------------------------
def copy_postgres(database):
    prefix = f"template_{settings.CHECKOUT}_"
    template, target = f"{prefix}{state_of_migrations()}", database["TEST"]["NAME"]
    connection = psycopg2.connect(
        dbname="postgres",
        host=database["HOST"] or None,
        port=database["PORT"] or None,
        user=database["USER"] or None,
        password=database["PASSWORD"] or None,
    )
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
        found = {name for (name,) in cursor.fetchall()}
        if template not in found:
            for name in found:
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            build_postgres(cursor, template)
        cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{template}"')
    connection.close()


def build_postgres(cursor, template):
    """Made under another name, so that a broken one is never taken for whole."""
    url = os.environ["DATABASE_URL"].rpartition("/")[0]
    cursor.execute(f'DROP DATABASE IF EXISTS "{template}_making"')
    cursor.execute(f'CREATE DATABASE "{template}_making"')
    migrate(f"{url}/{template}_making")
    cursor.execute(f'ALTER DATABASE "{template}_making" RENAME TO "{template}"')
