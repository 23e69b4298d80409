"""One row for each thing that can be found, whatever app it comes from.

Beside the columns here stands the index itself, which each database keeps in its own way: a `tsv` column with
a GIN index on PostgreSQL (`postgresql.py`), an FTS5 table on SQLite (`sqlite.py`).
"""

from django.db import models

from publishing.models import Published, PublishedQuerySet


class Entry(Published):
    kind = models.CharField("类型", max_length=20)
    key = models.CharField("编号", max_length=40)
    path = models.CharField("地址", max_length=200)
    title = models.CharField("标题", max_length=120)
    summary = models.CharField("摘要", max_length=200, blank=True)
    # Normalised: title, other names, their pinyin and initials, a line each.
    names = models.TextField("名称与别名", blank=True)
    # Normalised: whatever else can be found in it.
    text = models.TextField("正文", blank=True)

    objects = PublishedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "检索条目"
        ordering = ["kind", "title", "pk"]
        indexes = [
            models.Index(fields=["kind", "-visible_from", "-id"], name="search_entry_newest_in_kind"),
        ]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="search_entry_unique")]

    def __str__(self):
        return self.title
