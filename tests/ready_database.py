"""The test database, ready made: migrations run once for each state of theirs, workers begin from a copy.

A hundred migrations take as long as many tests, and each worker of each run would run them. Loaded by pytest
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

ROOT = Path(settings.BASE_DIR)
# What migrations run beside themselves.
BESIDE = ("search/sqlite.py", "search/postgresql.py", "groups/postgresql.py", "requirements.txt")


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
