"""The index of the tokens, in each database's own way."""

from django.db import migrations

from search import postgresql, sqlite


def create(apps, editor):
    backend = postgresql if editor.connection.vendor == "postgresql" else sqlite
    editor.execute(backend.CREATE)


def drop(apps, editor):
    backend = postgresql if editor.connection.vendor == "postgresql" else sqlite
    editor.execute(backend.DROP)


class Migration(migrations.Migration):
    replaces = [("search", "0002_index")]

    dependencies = [("search", "0001_tables")]

    operations = [migrations.RunPython(create, drop)]
