"""The index on PostgreSQL: a tsvector without positions under GIN, `fastupdate` off so that no editor waits
for a flush of other people's changes."""

from django.db import connection

CREATE = (
    "ALTER TABLE search_entry ADD COLUMN tsv tsvector; "
    "CREATE INDEX search_entry_tsv ON search_entry USING gin (tsv) WITH (fastupdate = off)"
)
DROP = "DROP INDEX search_entry_tsv; ALTER TABLE search_entry DROP COLUMN tsv"


def write(rows):
    """Index entries: [(pk, tokens)]. No token holds a space."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE search_entry SET tsv = array_to_tsvector(string_to_array(word.list, ' ')) "
            "FROM unnest(%s::bigint[], %s::text[]) AS word (id, list) WHERE search_entry.id = word.id",
            [[pk for pk, _ in rows], [" ".join(sorted(tokens)) for _, tokens in rows]],
        )


def forget(rows):
    """The column goes with its row."""


def clear():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_entry SET tsv = NULL")


FROM = "search_entry"
WALK = "ORDER BY visible_from DESC, id DESC"


def match(whole, beginnings):
    """(SQL, parameters) that is true of rows with all these tokens and beginnings. No token holds a quote."""
    asked = [f"'{token}'" for token in whole] + [f"'{token}':*" for token in beginnings]
    return "tsv @@ %s::tsquery", [" & ".join(asked)]


def prepare(cursor, *, common):
    """Keep the planner from the two bad ways: scanning the table, and walking the dates for a rare word."""
    cursor.execute(
        "SELECT set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', %s, true)",
        ["off" if common else "on"],
    )
