"""The index on SQLite: an FTS5 table without content, numbered like the entries."""

from django.db import connection

CREATE = (
    "CREATE VIRTUAL TABLE search_index USING fts5("
    "tokens, content='', detail=none, tokenize='unicode61 remove_diacritics 0')"
)
DROP = "DROP TABLE search_index"


def write(rows):
    """Index new entries: [(pk, tokens)]."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_index (rowid, tokens) VALUES (%s, %s)",
            [(pk, " ".join(sorted(tokens))) for pk, tokens in rows],
        )


def forget(rows):
    """Take entries out; without content, the table has to be told the tokens they were put in with."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_index (search_index, rowid, tokens) VALUES ('delete', %s, %s)",
            [(pk, " ".join(sorted(tokens))) for pk, tokens in rows],
        )


def clear():
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")


FROM = "search_index CROSS JOIN search_entry ON search_entry.id = search_index.rowid"
# Entries are numbered in the order of publication, near enough; any other order would sort all matches.
WALK = "ORDER BY search_index.rowid DESC"


def match(whole, beginnings):
    """(SQL, parameters) that is true of rows with all these tokens and beginnings of tokens."""
    asked = [f'"{token}"' for token in whole] + [f'"{token}" *' for token in beginnings]
    return "search_index MATCH %s", [" AND ".join(asked)]


def prepare(cursor, *, common):
    """Nothing to tell the planner here: it always starts from the index."""
