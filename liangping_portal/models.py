"""What the roof itself keeps: which rows belong to the demo."""

from django.db import models


class DemoRow(models.Model):
    """A row that `load_demo` wrote, to be renewed while nobody touched it, and taken away again."""

    name = models.CharField("演示名", max_length=80, unique=True)
    label = models.CharField("类型", max_length=60)
    key = models.CharField("编号", max_length=40)
    fields = models.JSONField("写入的字段", default=list)
    # Of the values as the demo asks for them, and as they stood in the row once written: a row whose values
    # no longer give `kept` was edited by someone and is left alone.
    asked = models.CharField("内容摘要", max_length=64)
    kept = models.CharField("存入摘要", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "演示内容"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["label", "key"], name="demo_row_once")]

    def __str__(self):
        return self.name
