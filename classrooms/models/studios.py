"""名师工作室: a master, members for a time, and targets a term whose results are counted."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Unit
from accounts.rights import owned
from publishing.models import Published, PublishedQuerySet, RaisesVersion
from schools.models import Subject, Teacher, Term


class StudioQuerySet(PublishedQuerySet, owned("unit")):
    def for_list(self):
        return self.select_related("master__school", "subject", "unit")


class MasterStudio(RaisesVersion, Published):
    """A studio around a master teacher."""

    version_of = "classrooms"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="studios", verbose_name="主管单位")
    name = models.CharField("名称", max_length=60)
    master = models.ForeignKey(Teacher, models.PROTECT, related_name="studios_led", verbose_name="主持人")
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="studios", verbose_name="学科"
    )
    about = models.TextField("做什么", max_length=600, blank=True)
    sample = models.BooleanField("示例", default=False)

    objects = StudioQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "名师工作室"
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("classrooms:studio", args=[self.pk])


class MemberQuerySet(owned("studio__unit")):
    def active(self, on=None):
        on = on or timezone.localdate()
        return self.filter(joined_on__lte=on).filter(Q(left_on=None) | Q(left_on__gt=on))


class StudioMember(RaisesVersion):
    """A teacher's time in a studio. `left_on` is the first day it is over."""

    version_of = "classrooms"

    studio = models.ForeignKey(MasterStudio, models.CASCADE, related_name="members", verbose_name="工作室")
    teacher = models.ForeignKey(
        Teacher, models.PROTECT, related_name="studio_memberships", verbose_name="成员"
    )
    joined_on = models.DateField("加入日期")
    left_on = models.DateField("离开日期", null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "工作室成员"
        ordering = ["studio", "joined_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["studio", "teacher"],
                condition=Q(left_on=None),
                name="studio_member_once",
                violation_error_message="这位教师已在这个工作室。",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gt=F("joined_on")),
                name="studio_member_leaves_after_joining",
                violation_error_message="离开日期要晚于加入日期。",
            ),
        ]

    def __str__(self):
        return f"{self.studio} {self.teacher.name}"


class StudioTarget(RaisesVersion):
    """What a studio sets itself for a term. The result is counted from what is recorded, never typed in."""

    version_of = "classrooms"

    class Kind(models.TextChoices):
        SESSIONS = "sessions", "主讲教研活动"
        LESSONS = "lessons", "开放课堂（有人评课的课）"
        REVIEWS = "reviews", "听课评课"
        PAIRS = "pairs", "完成结对"
        SHARED = "shared", "共享资源和录像"

    studio = models.ForeignKey(MasterStudio, models.CASCADE, related_name="targets", verbose_name="工作室")
    term = models.ForeignKey(Term, models.PROTECT, related_name="studio_targets", verbose_name="学期")
    kind = models.CharField("目标", max_length=8, choices=Kind)
    number = models.PositiveSmallIntegerField("次数")

    objects = owned("studio__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "工作室目标"
        ordering = ["studio", "term", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["studio", "term", "kind"],
                name="studio_target_once_a_term",
                violation_error_message="本学期这一项目标已经有了。",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}{self.number}"
