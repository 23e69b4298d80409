"""Files to be downloaded and videos to be played: stored under random names, public only where a page shows
them (`DocumentUse`), and never run or rendered from here."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Unit, User
from accounts.rights import owned
from pictures.models.pictures import new_code
from publishing.models import Published, PublishedQuerySet


class DocumentQuerySet(owned("unit")):
    def of_code(self, code):
        return self.filter(code=code)


class Document(models.Model):
    class Kind(models.TextChoices):
        FILE = "file", "文件"
        VIDEO = "video", "视频"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="documents", verbose_name="所属单位")
    code = models.CharField("公开编号", max_length=24, unique=True, default=new_code, editable=False)
    title = models.CharField("名称", max_length=80)
    kind = models.CharField("类型", max_length=8, choices=Kind, default=Kind.FILE, editable=False)
    extension = models.CharField("扩展名", max_length=5, editable=False)
    file = models.FileField("文件", upload_to="documents/", max_length=160, editable=False)
    size = models.PositiveIntegerField("字节", editable=False)
    digest = models.CharField("摘要", max_length=64, db_index=True, editable=False)
    sample = models.BooleanField("示例", default=False)
    added_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="documents_added", verbose_name="上传人"
    )
    added_at = models.DateTimeField("上传时间", default=timezone.now, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "文件和视频"
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="document_not_empty"),
        ]

    def __str__(self):
        return f"{self.title}.{self.extension}" if self.extension else self.title

    def get_absolute_url(self):
        return reverse("pictures:document", args=[self.code])

    def prepared(self):
        """What a page needs to offer it, without a query."""
        return {
            "code": self.code,
            "title": self.title,
            "extension": self.extension,
            "size": self.size,
            "kind": self.kind,
        }


class DocumentUse(Published):
    """Which page offers a file, and when: written by whatever publishes, obeyed by the file's view."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="uses", verbose_name="文件")
    where = models.CharField("用在", max_length=200, help_text="页面地址")
    label = models.CharField("说明", max_length=120, blank=True)

    objects = PublishedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "文件使用"
        ordering = ["document", "where"]
        constraints = [models.UniqueConstraint(fields=["document", "where"], name="document_use_unique")]

    def __str__(self):
        return f"{self.document} → {self.where}"
