"""Single characters become tokens of their own: entries that are there are indexed anew."""

from django.db import migrations

from search import postgresql, sqlite
from search.index import tokens_of

BATCH = 500


def index_anew(apps, editor):
    entries = apps.get_model("search", "Entry").objects.order_by("pk")
    backend = postgresql if editor.connection.vendor == "postgresql" else sqlite
    # SQLite takes an entry out only by the tokens it was put in with, so all go at once.
    backend.clear()
    last = 0
    while rows := list(entries.filter(pk__gt=last)[:BATCH]):
        backend.write([(row.pk, tokens_of(row)) for row in rows])
        last = rows[-1].pk


class Migration(migrations.Migration):
    dependencies = [("search", "0002_index")]

    operations = [migrations.RunPython(index_anew, migrations.RunPython.noop)]
