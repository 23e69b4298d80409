"""The periods a teacher leaves behind for a session, and who gives them. Written by `covering.py` alone."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.rights import owned
from classrooms.models.registrations import Registration
from schools.models import Lesson, Teacher


class CoverQuerySet(owned("lesson__group__school__unit")):
    def for_list(self):
        return self.select_related(
            "registration__session",
            "registration__teacher__school",
            "lesson__group__school",
            "lesson__subject",
            "substitute",
            "swapped_with__teacher",
            "swapped_with__subject",
        )

    def of(self, user):
        """Of a person's own lessons."""
        return self.filter(registration__teacher__user=user)

    def seen_by(self, user):
        """One's own, and those of the schools one looks after; the district sees all."""
        own, ours = Cover.objects.of(user), Cover.objects.viewable_by(user)
        return self.filter(Q(pk__in=own.values("pk")) | Q(pk__in=ours.values("pk")))

    def coming(self):
        return self.filter(date__gte=timezone.localdate())

    def open(self):
        """Those whose lesson nobody has agreed to yet."""
        return self.filter(state__in=[Cover.State.NEEDED, Cover.State.PROPOSED, Cover.State.REFUSED])


class Cover(models.Model):
    """One lesson of one day for which its teacher is away: changed for another (调课) or given by somebody
    else (代课), proposed by the teacher, approved by the school's 教务管理员."""

    class State(models.TextChoices):
        NEEDED = "needed", "待安排"
        PROPOSED = "proposed", "待教务确认"
        APPROVED = "approved", "已安排"
        REFUSED = "refused", "退回重排"

    class Kind(models.TextChoices):
        SUBSTITUTE = "substitute", "代课"
        SWAP = "swap", "调课"

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="covers", verbose_name="报名")
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="covers", verbose_name="课")
    date = models.DateField("日期")
    period_no = models.PositiveSmallIntegerField("节次")
    state = models.CharField("状态", max_length=10, choices=State, default=State.NEEDED)
    kind = models.CharField("办法", max_length=10, choices=Kind, blank=True)
    substitute = models.ForeignKey(
        Teacher, models.PROTECT, null=True, blank=True, related_name="covers", verbose_name="代课教师"
    )
    swapped_with = models.ForeignKey(
        Lesson,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="covers_by_swap",
        verbose_name="与哪节对调",
    )
    swapped_on = models.DateField("对调日期", null=True, blank=True)
    note = models.CharField("说明", max_length=120, blank=True)
    proposed_at = models.DateTimeField("提出时间", null=True, blank=True)
    decided_at = models.DateTimeField("确认时间", null=True, blank=True)
    decided_by = models.CharField("确认人", max_length=40, blank=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "调课代课安排"
        ordering = ["date", "period_no", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "lesson", "date"],
                name="cover_once_a_lesson",
                violation_error_message="这节课已在安排里。",
            ),
            models.CheckConstraint(
                condition=Q(kind="", substitute=None, swapped_with=None)
                | Q(kind="substitute", substitute__isnull=False, swapped_with=None)
                | Q(kind="swap", substitute=None, swapped_with__isnull=False, swapped_on__isnull=False),
                name="cover_says_who_or_what",
                violation_error_message="代课要有教师，调课要说明与哪节对调。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["proposed", "approved"]) | ~Q(kind=""),
                name="cover_proposed_with_a_way",
                violation_error_message="请先选好调课或代课。",
            ),
        ]

    def __str__(self):
        return f"{self.lesson.group.name} {self.date}第{self.period_no}节"

    def get_absolute_url(self):
        return reverse("classrooms:cover_slip", args=[self.pk])

    @property
    def is_approved(self):
        return self.state == self.State.APPROVED

    @property
    def named(self):
        """11月26日第3节三年级1班音乐"""
        what = f"{self.lesson.group.name}{self.lesson.subject.name}"
        return f"{self.date.month}月{self.date.day}日第{self.period_no}节{what}"

    @property
    def way(self):
        """代课：李老师; 与3月5日第2节数学（王老师）对调"""
        if self.kind == self.Kind.SUBSTITUTE:
            return f"代课：{self.substitute.name}"
        if self.kind == self.Kind.SWAP:
            who = f"（{self.swapped_with.teacher.name}）" if self.swapped_with.teacher else ""
            day = f"{self.swapped_on.month}月{self.swapped_on.day}日"
            return f"与{day}第{self.swapped_with.period_no}节{self.swapped_with.subject.name}{who}对调"
        return ""
