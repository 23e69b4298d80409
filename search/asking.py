"""Finding: counts and newest hits of each kind, by the design measured for 200,000 articles.

Rare words are fetched through the index and sorted; for common ones the dates are walked until enough are
found. All SQL here is built of constants of this house; what is asked goes in as parameters.
"""

from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils import timezone

from search.index import backend, kind_token
from search.models import Entry
from search.words import Query, excerpt, marked, normalise

# Counted no further: "1000+".
MOST_COUNTED = 1001


@dataclass(frozen=True)
class Hit:
    """A found entry with what was asked for marked: [(piece, asked for)]."""

    path: str
    title: list
    text: list


@dataclass(frozen=True)
class Found:
    """How many entries of each kind there are (counted to MOST_COUNTED), and the first hits of each."""

    query: Query
    counts: dict = field(default_factory=dict)
    hits: dict = field(default_factory=dict)

    @property
    def total(self):
        return sum(self.counts.values())


def find(text, kinds, *, show=None, limit=5):
    """Published entries with all of `text`, newest first: counts for `kinds`, hits for those in `show`."""
    query = Query.parse(text)
    if not query:
        return Found(query)
    now = timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        backend().prepare(cursor, common=False)
        counts = _counts(cursor, query, kinds, now)
        shown = [kind for kind, count in counts.items() if count and (show is None or kind in show)]
        common = {kind for kind in shown if counts[kind] >= MOST_COUNTED}
        rare = [kind for kind in shown if kind not in common]
        found = {kind: _newest(cursor, query, kind, now, limit, common=False) for kind in rare}
        if common:
            backend().prepare(cursor, common=True)
            found |= {kind: _newest(cursor, query, kind, now, limit, common=True) for kind in common}
    entries = Entry.objects.in_bulk([pk for pks in found.values() for pk in pks])
    hits = {kind: [_hit(entries[pk], query) for pk in found[kind] if pk in entries] for kind in shown}
    return Found(query, counts, hits)


def _where(query, kind, now):
    """(SQL, parameters) for the published entries of a kind that match."""
    match, values = backend().match(query.whole + (kind_token(kind),), query.beginnings)
    parts = [match, "visible_from <= %s", "(visible_until IS NULL OR visible_until > %s)"]
    values = [*values, now, now]
    for phrase in query.phrases:
        parts.append("(names LIKE %s OR text LIKE %s OR summary LIKE %s)")
        values += [f"%{phrase}%"] * 3
    return " AND ".join(parts), values


def _counts(cursor, query, kinds, now):
    parts, values = [], []
    for kind in kinds:
        where, its = _where(query, kind, now)
        some = f"SELECT 1 FROM {backend().FROM} WHERE {where} LIMIT {MOST_COUNTED}"  # noqa: S608
        parts.append(f"SELECT %s, count(*) FROM ({some}) AS hit")  # noqa: S608
        values += [kind, *its]
    cursor.execute(" UNION ALL ".join(parts), values)
    return dict(cursor.fetchall())


def _newest(cursor, query, kind, now, limit, *, common):
    """Numbers of the newest of a kind. A planner left alone would walk all dates for a rare word."""
    where, values = _where(query, kind, now)
    if common:
        values = [kind, *values, limit]
        sql = f"SELECT id FROM {backend().FROM} WHERE kind = %s AND {where} {backend().WALK} LIMIT %s"  # noqa: S608
    else:
        hits = f"SELECT id, visible_from FROM {backend().FROM} WHERE {where}"  # noqa: S608
        newest = "SELECT id FROM hit ORDER BY visible_from DESC, id DESC LIMIT %s"
        sql = f"WITH hit AS MATERIALIZED ({hits}) {newest}"
        values = [*values, limit]
    cursor.execute(sql, values)
    return [pk for (pk,) in cursor.fetchall()]


def _hit(entry, query):
    told = entry.summary if not entry.text or _holds(entry.summary, query) else excerpt(entry.text, query)
    return Hit(entry.path, marked(entry.title, query), marked(told, query))


def _holds(text, query):
    return any(run in normalise(text) for run in query.runs)
