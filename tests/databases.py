"""Where a PostgreSQL answers on this machine."""

import getpass
import os
import sys
from urllib.parse import quote

import psycopg2

SECONDS = 3
SOCKETS = "/var/run/postgresql"


def _places():
    """(host, user) to try: the environment's own first, then this machine's port and socket."""
    user = getpass.getuser()
    hosts = dict.fromkeys([os.environ.get("PGHOST", "127.0.0.1"), "127.0.0.1", SOCKETS])
    names = dict.fromkeys([os.environ.get("PGUSER", user), user, "postgres"])
    return [(host, name) for host in hosts for name in names]


def _url(host, user, password, port):
    secret = f":{quote(password, safe='')}" if password else ""
    # A socket's folder stands where the path begins: postgres://user@//var/run/postgresql/name
    place = f"/{host}" if host.startswith("/") else f"{host}:{port}"
    return f"postgres://{user}{secret}@{place}/postgres"


def find_postgres():
    """(DATABASE_URL, "") of a server where this user may create databases, or ("", why there is none)."""
    port, password = os.environ.get("PGPORT", "5432"), os.environ.get("PGPASSWORD", "")
    reason = ""
    for host, user in _places():
        try:
            connection = psycopg2.connect(
                dbname="postgres", host=host, port=port, user=user, password=password, connect_timeout=SECONDS
            )
        except psycopg2.OperationalError as error:
            reason = reason or str(error).strip().splitlines()[0]
            continue
        with connection, connection.cursor() as cursor:
            cursor.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
            allowed = cursor.fetchone()[0]
        connection.close()
        if allowed:
            return _url(host, user, password, port), ""
        reason = f"{user} may not create databases"
    return "", reason


if __name__ == "__main__":
    address, why_not = find_postgres()
    if not address:
        sys.exit(f"no PostgreSQL: {why_not}")
    print(address)
