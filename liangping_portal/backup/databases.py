"""One database into a file and back, by ways that are whole under load: SQLite's backup interface, pg_dump.

`keep` returns how many rows each table had in the very state that was kept. `put_back` is one transaction:
the old state stands until the new one is there.
"""

import gzip
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection

COMPRESSION = 3


class Failed(Exception):
    """It did not happen; the text says why."""


def left_out():
    """Tables whose rows are no part of a backup: who is signed in at the moment, and what is only cached."""
    caches = [one for one in settings.CACHES.values() if one["BACKEND"].endswith("DatabaseCache")]
    return {"django_session", *(one["LOCATION"] for one in caches)}


def is_empty():
    """Whether nothing would be lost: no tables, or nobody has an account yet."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return True
    with connection.cursor() as cursor:
        if "accounts_user" not in connection.introspection.table_names(cursor):
            return True
        cursor.execute("SELECT count(*) FROM accounts_user")
        return not cursor.fetchone()[0]


def keep(path):
    return VENDORS[connection.vendor][0](path)


def put_back(path, rows):
    VENDORS[connection.vendor][1](path, rows)
    connection.close()


def differences(rows, found):
    """The tables that do not hold as many rows as they should, in words."""
    return [
        f"{table}应有{rows[table]}行，实有{found.get(table, 0)}行"
        for table in rows
        if found.get(table) != rows[table]
    ]


def _count(cursor, tables):
    counted = {}
    for table in sorted(tables):
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
        counted[table] = cursor.fetchone()[0]
    return counted


# --- SQLite -------------------------------------------------------------------------------------------------
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def _keep_sqlite(path):
    copy = path.with_name(f"{path.name}.copy")
    try:
        with closing(sqlite3.connect(copy)) as kept:
            with closing(sqlite3.connect(connection.settings_dict["NAME"])) as live:
                live.backup(kept)
            # One file, and none of what is left out, even in its free pages.
            kept.execute("PRAGMA journal_mode = DELETE")
            for table in left_out() & _tables_of(kept):
                kept.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608
            kept.commit()
            kept.execute("VACUUM")
            rows = _count(kept.cursor(), _tables_of(kept))
        with copy.open("rb") as source, gzip.open(path, "wb", COMPRESSION) as target:
            shutil.copyfileobj(source, target, 1 << 20)
    finally:
        copy.unlink(missing_ok=True)
    return rows


def _put_back_sqlite(path, rows):
    """Written into the database as it stands, so that whoever has it open sees the one or the other."""
    live = Path(connection.settings_dict["NAME"])
    live.parent.mkdir(parents=True, exist_ok=True)
    copy = live.with_name(f"{live.name}.restoring")
    try:
        with gzip.open(path) as source, copy.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        with closing(sqlite3.connect(copy)) as kept:
            if kept.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise Failed("备份里的数据库不完整（integrity_check）。")
            if wrong := differences(rows, _count(kept.cursor(), _tables_of(kept))):
                raise Failed(f"备份里的行数不对：{'；'.join(wrong)}。")
            connection.close()
            with closing(sqlite3.connect(live, timeout=30)) as target:
                kept.backup(target)
    except sqlite3.Error as error:
        raise Failed(f"SQLite 没有写成：{error}") from error
    finally:
        copy.unlink(missing_ok=True)


def _tables_of(database):
    return {name for (name,) in database.execute(TABLES)}


# --- PostgreSQL ---------------------------------------------------------------------------------------------
SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


def _keep_postgres(path):
    """pg_dump looks at the very snapshot whose rows are counted."""
    with connection.cursor() as cursor:
        cursor.execute(SNAPSHOT)
        try:
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = f"--snapshot={cursor.fetchone()[0]}"
            tables = set(connection.introspection.table_names(cursor))
            rows = _count(cursor, tables - left_out()) | dict.fromkeys(left_out() & tables, 0)
            apart = [f"--exclude-table-data={table}" for table in sorted(left_out())]
            what = ["--format=custom", snapshot, *apart, *WITHOUT_OWNERS, f"--file={path}"]
            _run("pg_dump", f"--dbname={_place(path.parent)}", *what)
        finally:
            cursor.execute("ROLLBACK")
    return rows


def _put_back_postgres(path, rows):
    """As SQL first: what pg_restore cannot read must not end as half a database that is committed."""
    script = path.with_name(f"{path.name}.sql")
    try:
        _run("pg_restore", *WITHOUT_OWNERS, f"--file={script}", str(path))
        connection.close()
        _run("psql", f"--dbname={_place(path.parent)}", *IN_ONE, *EMPTIED, f"--file={script}")
    finally:
        script.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        found = _count(cursor, connection.introspection.table_names(cursor))
    if wrong := differences(rows, found):
        raise Failed(f"恢复后的行数不对：{'；'.join(wrong)}。")


WITHOUT_OWNERS = ("--no-owner", "--no-privileges")
IN_ONE = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null")
EMPTIED = (
    "--command=SET client_min_messages = warning",
    "--command=DROP SCHEMA IF EXISTS public CASCADE",
    "--command=CREATE SCHEMA public",
)


def _place(folder):
    """Where the database is, as libpq reads it; the password in a file: no list of processes shows it."""
    place = connection.settings_dict
    said = {"dbname": place["NAME"], "host": place["HOST"], "port": place["PORT"], "user": place["USER"]}
    if place["PASSWORD"]:
        file = folder / "pgpass"
        file.touch(0o600)
        file.write_text(f"*:*:*:*:{_escaped(place['PASSWORD'], ':')}\n")
        said["passfile"] = file
    return " ".join(f"{name}='{_escaped(str(value), chr(39))}'" for name, value in said.items() if value)


def _escaped(text, mark):
    return text.replace("\\", "\\\\").replace(mark, f"\\{mark}")


def _run(program, *arguments):
    try:
        done = subprocess.run(  # noqa: S603 (a list of words, no shell)
            [program, *arguments], capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise Failed(f"这台机器上没有 {program}，请安装 postgresql-client。") from error
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["没有说明"]
        raise Failed(f"{program} 没有完成：{said[0]}")


VENDORS = {
    "sqlite": (_keep_sqlite, _put_back_sqlite),
    "postgresql": (_keep_postgres, _put_back_postgres),
}
