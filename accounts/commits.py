"""Transactions whose locks are not held while the disk writes."""

from contextlib import contextmanager

from django.db import connection, transaction

# Written and waited for by itself: with it, all that was committed before is on the disk.
FLUSH = "SELECT pg_logical_emit_message(true, 'flushed', '')"


@contextmanager
def brief_locks():
    """`transaction.atomic()` for rows that many wait for: it lets go of them, then waits for the disk.

    A commit holds its locks until the disk has written, several milliseconds; hundreds after one another
    take seconds. PostgreSQL writes in order: what somebody else sees of this transaction and builds on is
    never kept without it, and whoever leaves this block knows that it is kept. Many wait for the disk
    together. SQLite has one writer at a time anyway. Inside another transaction it is a part of that.
    """
    apart = connection.vendor == "postgresql" and not connection.in_atomic_block
    with transaction.atomic():
        if apart:
            _send("SET LOCAL synchronous_commit TO off")
        yield
    if apart:
        _send(FLUSH)


def _send(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
