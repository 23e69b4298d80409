"""What people saw themselves: spot checks of the taught timetable (抽查), notes of class tours (巡课)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.rights import owned
from classrooms.models.relay_lessons import RelayLesson
from schools.models import Subject, TeachingGroup


class SpotCheckQuerySet(owned("group__school__unit")):
    def differing(self):
        """Checks that saw another subject, or none, than the timetable says."""
        return self.filter(Q(seen__isnull=True) | ~Q(seen=models.F("planned")))


class SpotCheck(models.Model):
    """An inspector in the door (督导抽查): what the timetable says, and what was taught. Recorded beside the
    figures, never mixed into them."""

    group = models.ForeignKey(TeachingGroup, models.PROTECT, related_name="spot_checks", verbose_name="班级")
    date = models.DateField("日期", default=timezone.localdate)
    period_no = models.PositiveSmallIntegerField("节次")
    planned = models.ForeignKey(
        Subject, models.PROTECT, related_name="planned_spot_checks", verbose_name="课表上的学科"
    )
    seen = models.ForeignKey(
        Subject,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="seen_spot_checks",
        verbose_name="实际所上学科",
        help_text="空着：没有上课。",
    )
    note = models.CharField("说明", max_length=200, blank=True)
    checked_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="spot_checks",
        verbose_name="抽查人",
    )
    sample = models.BooleanField("示例", default=False)

    objects = SpotCheckQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "抽查"
        ordering = ["-date", "group", "period_no", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "date", "period_no"],
                name="spot_check_once_a_period",
                violation_error_message="这个班这一节已有抽查记录。",
            ),
        ]

    def __str__(self):
        return f"{self.group} {self.date} 第{self.period_no}节"

    @property
    def agrees(self):
        return self.seen_id == self.planned_id


class ClassTourQuerySet(owned("lesson__course__organiser")):
    def for_list(self):
        return self.select_related("written_by").order_by("written_at", "pk")


class ClassTour(models.Model):
    """A line on a relay lesson by staff who looked in (巡课)."""

    class Finding(models.TextChoices):
        WELL = "well", "正常"
        PICTURE = "picture", "画面或声音有问题"
        LATE = "late", "迟开"
        EMPTY = "empty", "接收教室没有人"
        OTHER = "other", "其他"

    lesson = models.ForeignKey(RelayLesson, models.CASCADE, related_name="tours", verbose_name="专递课")
    finding = models.CharField("所见", max_length=10, choices=Finding, default=Finding.WELL)
    note = models.CharField("记录", max_length=200, blank=True)
    written_at = models.DateTimeField("时间", default=timezone.now)
    written_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="class_tours", verbose_name="巡课人"
    )

    objects = ClassTourQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "巡课记录"
        ordering = ["written_at", "pk"]

    def __str__(self):
        return f"{self.lesson} {self.get_finding_display()}"
