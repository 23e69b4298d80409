"""Who takes part in sessions. Registrations and what is counted of them are written by `booking` alone."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models import Unit
from accounts.rights import owned
from classrooms.models.sessions import Session
from schools.models import Teacher


class SessionQuota(models.Model):
    """At most so many seats of a session for the teachers of a unit (a school, or a group's schools)."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="quotas", verbose_name="教研活动")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="session_quotas", verbose_name="单位")
    limit = models.PositiveIntegerField("名额")
    taken = models.PositiveIntegerField("已报", default=0, editable=False)

    objects = owned("session__organiser").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "单位名额"
        ordering = ["session", "unit"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "unit"],
                name="session_quota_once",
                violation_error_message="这个单位的名额已定，请直接修改。",
            ),
            models.CheckConstraint(
                condition=Q(taken__lte=F("limit")),
                name="session_quota_not_oversold",
                violation_error_message="单位名额不能少于这个单位已报的人数。",
            ),
        ]

    def __str__(self):
        return f"{self.unit.name} {self.taken}/{self.limit}"


class RegistrationQuerySet(owned("session__organiser")):
    def active(self):
        return self.filter(state__in=Registration.State.active())

    def seated(self):
        """Those for whom a seat is kept."""
        return self.filter(state__in=Registration.State.seated())

    def offered(self):
        return self.filter(state=Registration.State.OFFERED).order_by("offer_expires_at", "pk")

    def confirmed(self):
        return self.filter(state=Registration.State.CONFIRMED).order_by("confirmed_at", "pk")

    def in_queue(self):
        return self.filter(state=Registration.State.WAITING).order_by("queue_number")

    def cancelled(self):
        return self.filter(state=Registration.State.CANCELLED).order_by("-cancelled_at", "pk")

    def of(self, user):
        return self.filter(teacher__user=user)


class Registration(models.Model):
    """A teacher's seat, or place in the queue, at a session: one row for the two, whatever happens to it."""

    class State(models.TextChoices):
        CONFIRMED = "confirmed", "已报名"
        OFFERED = "offered", "有空位，待确认"
        WAITING = "waiting", "候补"
        CANCELLED = "cancelled", "已取消"

        @classmethod
        def active(cls):
            return (cls.CONFIRMED, cls.OFFERED, cls.WAITING)

        @classmethod
        def seated(cls):
            return (cls.CONFIRMED, cls.OFFERED)

    session = models.ForeignKey(
        Session, models.PROTECT, related_name="registrations", verbose_name="教研活动"
    )
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="registrations", verbose_name="教师")
    state = models.CharField("状态", max_length=10, choices=State)
    queue_number = models.PositiveIntegerField("候补号", null=True, blank=True)
    ask_first = models.BooleanField(
        "先问我", default=False, help_text="有空位时先问本人，限时确认；不选则自动递补。"
    )
    offer_expires_at = models.DateTimeField("确认时限", null=True, blank=True)
    partner = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="同报的伙伴",
    )
    registered_at = models.DateTimeField("报名时间", default=timezone.now)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    cancelled_at = models.DateTimeField("取消时间", null=True, blank=True)
    reason = models.CharField("原因", max_length=120, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报名"
        ordering = ["session", "state", "queue_number", "registered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "teacher"],
                name="one_registration_a_teacher",
                violation_error_message="您已报过这场活动。",
            ),
            models.UniqueConstraint(
                fields=["session", "queue_number"],
                condition=Q(state="waiting"),
                name="queue_number_given_once",
                violation_error_message="候补号重复，请重试。",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(queue_number__isnull=False),
                name="waiting_has_a_number",
                violation_error_message="候补要有号。",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", offer_expires_at__isnull=False)
                | Q(~Q(state="offered"), offer_expires_at__isnull=True),
                name="offer_has_a_time",
                violation_error_message="待确认的名额要有时限。",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | Q(~Q(state="cancelled"), cancelled_at__isnull=True),
                name="cancelled_registration_has_a_time",
                violation_error_message="取消的报名要有取消时间。",
            ),
        ]

    def __str__(self):
        return f"{self.teacher} · {self.session}"

    @property
    def is_active(self):
        return self.state in self.State.active()

    @property
    def is_confirmed(self):
        return self.state == self.State.CONFIRMED

    @property
    def is_offered(self):
        return self.state == self.State.OFFERED

    @property
    def is_waiting(self):
        return self.state == self.State.WAITING

    @cached_property
    def place_in_queue(self):
        """1 for who moves up next; None for who does not wait. The number itself is kept for ever."""
        if not self.is_waiting:
            return None
        ahead = Registration.objects.filter(session_id=self.session_id, queue_number__lt=self.queue_number)
        return ahead.in_queue().count() + 1
