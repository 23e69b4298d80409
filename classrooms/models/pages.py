"""The three classrooms, and what the district does in each."""

from django.db import models, transaction
from django.urls import reverse

from accounts.rights import owned
from classrooms import presence
from groups.models import EducationGroup
from pictures.models import Picture


class Classroom(models.TextChoices):
    RELAY = "relay", "专递课堂"
    MASTER = "master", "名师课堂"
    NETWORK = "network", "名校网络课堂"


class ClassroomPage(models.Model):
    """What the district does in one of the three classrooms, as its source says it."""

    classroom = models.CharField(
        "课堂",
        max_length=8,
        choices=Classroom,
        unique=True,
        error_messages={"unique": "这个课堂已有介绍，请直接修改。"},
    )
    standfirst = models.CharField("一句话介绍", max_length=120, blank=True)
    here = models.TextField("本区怎么做", blank=True, help_text="每段一行。")
    source = models.CharField("来源", max_length=120, blank=True)
    groups = models.ManyToManyField(
        EducationGroup, blank=True, related_name="classroom_pages", verbose_name="承担集团"
    )
    picture = models.ForeignKey(
        Picture, models.SET_NULL, null=True, blank=True, related_name="classroom_pages", verbose_name="题图"
    )
    sample = models.BooleanField("示例", default=False)
    changed_at = models.DateTimeField("更新时间", auto_now=True)

    objects = owned(None).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "课堂介绍"
        ordering = ["pk"]

    def __str__(self):
        return self.get_classroom_display()

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            presence.renew_page(self)

    def get_absolute_url(self):
        return reverse(f"classrooms:{self.classroom}")
