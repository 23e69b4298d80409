"""Those who asked that their account be closed and what is theirs be deleted. Rules: `leaving.py`."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models.people import User
from accounts.rights import owned


class LeavingQuerySet(owned(None)):
    def waiting(self):
        return self.filter(state=LeavingRequest.State.WAITING)


class LeavingRequest(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", "待办理"
        DONE = "done", "已注销"
        REFUSED = "refused", "未予注销"
        WITHDRAWN = "withdrawn", "本人撤回"

    user = models.ForeignKey(User, models.CASCADE, related_name="leaving_requests", verbose_name="账号")
    note = models.CharField("说明", max_length=200, blank=True)
    state = models.CharField("状态", max_length=9, choices=State, default=State.WAITING, editable=False)
    asked_at = models.DateTimeField("申请时间", default=timezone.now, editable=False)
    due_on = models.DateField("最晚办理", editable=False)
    answer = models.CharField("答复", max_length=200, blank=True, help_text="不予注销时，本人会看到原因。")
    decided_at = models.DateTimeField("办理时间", null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="leaving_decided",
        verbose_name="办理人",
    )

    objects = LeavingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "注销申请"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(state="waiting"),
                name="leaving_asked_once",
                violation_error_message="您已经申请过，请等待办理。",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(answer=""),
                name="leaving_refused_with_a_reason",
                violation_error_message="不予注销要写明原因。",
            ),
        ]

    def __str__(self):
        return f"{self.user} {self.asked_at:%Y-%m-%d}"
