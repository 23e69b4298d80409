"""Partnerships across the border and what they do together."""

from django.db import models, transaction

from accounts.rights import owned
from groups import presence
from pictures.models import Picture
from publishing.models import Published, PublishedQuerySet, RaisesVersion, raise_version
from schools.models import School


class PartnershipQuerySet(PublishedQuerySet, owned(None)):
    pass


class Partnership(RaisesVersion, Published):
    """An agreement with the other side of the border, said as its source says it."""

    version_of = "groups"

    class Kind(models.TextChoices):
        AGREEMENT = "agreement", "合作协议"
        PAIRING = "pairing", "结对协议"

    kind = models.CharField("类型", max_length=10, choices=Kind)
    title = models.CharField("名称", max_length=80)
    our_side = models.CharField("本区一方", max_length=60)
    other_side = models.CharField("对方", max_length=60)
    signed = models.CharField("签订时间", max_length=40, help_text="照来源写，如：1月（年份未注明）。")
    schools_stated = models.PositiveSmallIntegerField("涉及学校数（双方合计）", null=True, blank=True)
    summary = models.TextField("说明", max_length=300, blank=True)
    source = models.CharField("来源", max_length=120)
    order = models.PositiveSmallIntegerField("顺序", default=0)
    sample = models.BooleanField("示例", default=False)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "合作协议"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.title


class PartnershipActivity(Published):
    """Something done together, on one of the three platforms."""

    class Platform(models.TextChoices):
        RESEARCH = "research", "教研平台"
        ENROLMENT = "enrolment", "入学就读平台"
        ACTIVITIES = "activities", "活动平台"

    platform = models.CharField("平台", max_length=10, choices=Platform)
    title = models.CharField("名称", max_length=80)
    summary = models.TextField("说明", max_length=300, blank=True)
    note = models.CharField("待核说明", max_length=120, blank=True)
    schools = models.ManyToManyField(
        School, blank=True, related_name="partnership_activities", verbose_name="相关学校"
    )
    picture = models.ForeignKey(
        Picture,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="partnership_activities",
        verbose_name="配图",
    )
    source = models.CharField("来源", max_length=120)
    order = models.PositiveSmallIntegerField("顺序", default=0)
    sample = models.BooleanField("示例", default=False)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "协作活动"
        ordering = ["platform", "order", "pk"]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            raise_version("groups")
            presence.renew_activity(self)

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            presence.leave_activity(self)
            raise_version("groups")
            return super().delete(*args, **kwargs)
