"""What readers find wrong on a page, told without an account."""

from django.db import models
from django.utils import timezone

from accounts.models import Unit, User
from accounts.rights import owned


class CorrectionQuerySet(owned("unit")):
    def open(self):
        return self.filter(handled_at=None)


class Correction(models.Model):
    """A reader's word on an error. It names the page, and nothing of the reader but what they wrote."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="corrections", verbose_name="供稿单位")
    path = models.CharField("页面", max_length=200)
    title = models.CharField("标题", max_length=90)
    text = models.TextField("哪里不对", max_length=500)
    told_at = models.DateTimeField("报错时间", default=timezone.now)
    handled_at = models.DateTimeField("处理时间", null=True, blank=True)
    handled_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="corrections_handled",
        verbose_name="处理人",
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "读者报错"
        ordering = ["-told_at", "-pk"]

    def __str__(self):
        return self.title
