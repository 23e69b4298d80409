"""What was done, and what was imported."""

from django.db import models
from django.utils import timezone

from accounts.models.people import User
from accounts.rights import owned


class AuditEvent(models.Model):
    """What was done: written unsealed with the act, numbered and chained by the worker, never edited."""

    at = models.DateTimeField("时间", default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="audit_events", verbose_name="操作人"
    )
    actor_label = models.CharField("操作人姓名", max_length=90, blank=True)
    action = models.CharField("动作", max_length=40, db_index=True)
    label = models.CharField("对象类型", max_length=60, blank=True)
    key = models.CharField("对象编号", max_length=60, blank=True)
    text = models.CharField("说明", max_length=300, blank=True)
    change = models.JSONField("前后", default=dict, blank=True)
    address = models.GenericIPAddressField("来源地址", null=True, blank=True)
    number = models.PositiveBigIntegerField("序号", null=True, unique=True)
    seal = models.CharField("链值", max_length=64, blank=True)

    objects = owned(None).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审计记录"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.text}"


class ImportRunQuerySet(owned(None)):
    def reachable_by(self, user, verb):
        """Each person's own: a sheet may hold what others are not to see."""
        return super().reachable_by(user, verb).filter(by=user)


class ImportRun(models.Model):
    """A sheet somebody uploaded: checked, then imported, perhaps taken back. Rules: `imports.py`."""

    class State(models.TextChoices):
        CHECKED = "checked", "已检查，还没有导入"
        DONE = "done", "已导入"
        UNDONE = "undone", "已撤销"

    kind = models.CharField("内容", max_length=40)
    by = models.ForeignKey(User, models.CASCADE, related_name="import_runs", verbose_name="导入人")
    at = models.DateTimeField("上传时间", default=timezone.now)
    file_name = models.CharField("文件", max_length=100, blank=True)
    state = models.CharField("状态", max_length=8, choices=State, default=State.CHECKED)
    good_rows_only = models.BooleanField("只导入没有问题的行", default=False)
    sheet = models.TextField("待导入的表格（加密）", blank=True, editable=False)
    report = models.JSONField("结果", default=dict, editable=False)
    done_at = models.DateTimeField("导入时间", null=True, blank=True)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "表格导入"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.title} {timezone.localtime(self.at):%Y-%m-%d %H:%M}"

    @property
    def title(self):
        from accounts import imports

        return imports.get(self.kind).title


class ImportedRow(models.Model):
    """One row that an import wrote, before and after: what its undo needs."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows", verbose_name="导入")
    place = models.PositiveIntegerField("次序")
    line = models.PositiveIntegerField("表格行号")
    label = models.CharField("对象类型", max_length=60)
    key = models.CharField("对象编号", max_length=60)
    text = models.CharField("说明", max_length=120, blank=True)
    before = models.JSONField("导入前", null=True)
    after = models.JSONField("导入后")

    class Meta:
        verbose_name = verbose_name_plural = "导入的行"
        ordering = ["run", "place"]
        indexes = [models.Index(fields=["label", "key"], name="imported_row_of")]

    def __str__(self):
        return self.text
