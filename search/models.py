"""One row for each thing that can be found, whatever app it comes from."""

from django.db import models

from publishing.models import Published, PublishedQuerySet


class Entry(Published):
    kind = models.CharField("类型", max_length=20)
    key = models.CharField("编号", max_length=40)
    path = models.CharField("地址", max_length=200)
    title = models.CharField("标题", max_length=120)
    summary = models.CharField("摘要", max_length=200, blank=True)
    tokens = models.TextField("检索词", blank=True)

    objects = PublishedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "检索条目"
        ordering = ["kind", "title", "pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="search_entry_unique")]

    def __str__(self):
        return self.title
