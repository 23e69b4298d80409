"""Names and text of what can be found, and the index in each database's own way."""

from django.db import migrations, models

from search import postgresql, sqlite


def create(apps, editor):
    backend = postgresql if editor.connection.vendor == "postgresql" else sqlite
    editor.execute(backend.CREATE)


def drop(apps, editor):
    backend = postgresql if editor.connection.vendor == "postgresql" else sqlite
    editor.execute(backend.DROP)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.RemoveField("entry", "tokens"),
        migrations.AddField(
            "entry", "names", models.TextField(blank=True, default="", verbose_name="名称与别名"), False
        ),
        migrations.AddField(
            "entry", "text", models.TextField(blank=True, default="", verbose_name="正文"), False
        ),
        migrations.AddIndex(
            "entry",
            models.Index(fields=["kind", "-visible_from", "-id"], name="search_entry_newest_in_kind"),
        ),
        migrations.RunPython(create, drop),
    ]
