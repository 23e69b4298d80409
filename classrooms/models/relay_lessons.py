"""Single relay lessons and what the receiving side says of them.

A lesson carries one receipt a receiving class, made with it and *awaited* until somebody there answers. What
pupils got is counted from receipts alone:

    planned periods of a class:   Receipt.objects.planned()
    periods the class was given:  Receipt.objects.confirmed()
    both, by class and subject:   Receipt.objects.between(first, last).periods()

A make-up is no further planned period: it confirms the one that failed, so done never exceeds planned.
"""

from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.rights import owned
from classrooms.models.relay import Broadcast, RelayCourse, RelayReceiver, RelaySlot, seen_by_parties
from schools.models import Teacher, TeachingGroup

WEEKDAYS = "一二三四五六日"


class RelayLessonQuerySet(owned("course__organiser")):
    def reachable_by(self, user, verb):
        parties = seen_by_parties(self, user, verb, "course__school__unit", "receipts__group__school__unit")
        return super().reachable_by(user, verb) if parties is None else parties

    def standing(self):
        """Lessons that take place, took place or failed; not those called off."""
        return self.exclude(state=RelayLesson.State.CANCELLED)

    def untouched(self, since=None):
        """Lessons to come that nobody has answered, moved, called off or made up with."""
        coming = self.filter(starts_at__gt=since or timezone.now(), state=RelayLesson.State.PLANNED)
        answered = Receipt.objects.filter(answered_at__isnull=False).values("lesson")
        return coming.filter(moved_at=None, made_up_for=None).exclude(pk__in=answered)

    def planned(self):
        """What counts as 应开: every lesson that stands, a make-up not once more."""
        return self.standing().filter(made_up_for=None)

    def presented_by(self, user):
        return self.filter(presenter__user=user)

    def of_course(self, course):
        return self.filter(course=course)

    def ahead(self):
        """Lessons that are not over, soonest first."""
        return self.standing().filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk")

    def between(self, first, last):
        """Lessons dated from one day to another, both included."""
        return self.filter(date__range=(first, last)).order_by("starts_at", "pk")

    def for_list(self):
        return self.select_related(
            "course__subject", "course__school", "course__organiser", "presenter__school", "made_up_for"
        )


class RelayLesson(Broadcast):
    """One lesson on one day. `due_on` is the day its slot gave it; moved to another day, `date` differs.

    `state` is kept by `relaying.py` and `receipts.py`: held once a receiver confirmed, failed once all
    receivers said so.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "待上"
        LIVE = "live", "正在上"
        HELD = "held", "已上"
        FAILED = "failed", "未上成"
        CANCELLED = "cancelled", "已取消"

    course = models.ForeignKey(RelayCourse, models.PROTECT, related_name="lessons", verbose_name="专递课程")
    slot = models.ForeignKey(
        RelaySlot, models.SET_NULL, null=True, blank=True, related_name="lessons", verbose_name="每周时段"
    )
    due_on = models.DateField("原定日期")
    date = models.DateField("日期", db_index=True)
    period_no = models.PositiveSmallIntegerField("主讲节次")
    starts_at = models.DateTimeField("上课", db_index=True)
    ends_at = models.DateTimeField("下课")
    presenter = models.ForeignKey(
        Teacher, models.PROTECT, related_name="presented_relay_lessons", verbose_name="主讲教师"
    )
    actual_start = models.DateTimeField("实际开始", null=True, blank=True)
    actual_end = models.DateTimeField("实际结束", null=True, blank=True)
    recording_link = models.URLField("录像链接", blank=True)
    is_quality = models.BooleanField("精品课", default=False)
    state = models.CharField("状态", max_length=10, choices=State, default=State.PLANNED)
    reason = models.CharField("取消或调课原因", max_length=120, blank=True)
    moved_at = models.DateTimeField("调课时间", null=True, blank=True, editable=False)
    made_up_for = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="make_ups", verbose_name="补哪一次课"
    )
    # How another platform calls the lesson (courseId), where it came from one.
    external_id = models.CharField("外部编号", max_length=80, blank=True, editable=False)
    sample = models.BooleanField("示例", default=False)

    objects = RelayLessonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "专递课"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "due_on"],
                condition=Q(slot__isnull=False),
                name="relay_lesson_made_once",
                violation_error_message="这一次课已经排出。",
            ),
            models.UniqueConstraint(
                fields=["presenter", "date", "period_no"],
                condition=~Q(state="cancelled"),
                name="relay_presenter_in_one_place",
                violation_error_message="主讲教师这一天这一节已有专递课。",
            ),
            models.UniqueConstraint(
                fields=["external_id"],
                condition=~Q(external_id=""),
                name="relay_lesson_external_id_once",
                violation_error_message="已有一节课用了这个外部编号。",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="relay_lesson_ends_after_start",
                violation_error_message="下课要在上课之后。",
            ),
            models.CheckConstraint(
                condition=Q(actual_end__isnull=True) | Q(actual_start__isnull=False),
                name="relay_lesson_begun_before_over",
                violation_error_message="有实际结束时间，就要有实际开始时间。",
            ),
        ]

    def __str__(self):
        return f"{self.course.title} {self.when}"

    def get_absolute_url(self):
        return reverse("classrooms:relay_lesson", args=[self.pk])

    @property
    def is_moved(self):
        return self.moved_at is not None

    @property
    def day(self):
        return f"{self.date.month}月{self.date.day}日 周{WEEKDAYS[self.date.weekday()]}"

    @property
    def clock(self):
        start, end = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        return f"{start:%H:%M}—{end:%H:%M}"

    @property
    def when(self):
        """11月26日 周四 第3节 10:25—11:05, by the presenting school's bells."""
        return f"{self.day} 第{self.period_no}节 {self.clock}"


class ReceiptQuerySet(owned("group__school__unit")):
    def standing(self):
        return self.exclude(state=Receipt.State.VOID)

    def planned(self):
        """应听: one for each class and lesson that stands; the make-up of a failed one not once more."""
        return self.standing().filter(makes_up=None)

    def confirmed(self):
        """实听: what the receiving side says it was given."""
        return self.filter(state=Receipt.State.CONFIRMED)

    def failed(self):
        return self.filter(state=Receipt.State.FAILED)

    def awaited(self):
        return self.filter(state=Receipt.State.AWAITED)

    def between(self, first, last):
        return self.filter(date__range=(first, last))

    def helped_by(self, user):
        """Those of the lessons that a person helps to receive."""
        return self.standing().filter(receiver__assistant__user=user)

    def of_course(self, course):
        return self.filter(lesson__course=course)

    def periods(self):
        """Rows {group_id, subject_id, planned, done} in periods, one a class and subject; one statement."""
        planned = ~Q(state=Receipt.State.VOID) & Q(makes_up__isnull=True)
        return (
            self.order_by()
            .values("group_id", subject_id=F("lesson__course__subject_id"))
            .annotate(
                planned=Count("pk", filter=planned),
                done=Count("pk", filter=Q(state=Receipt.State.CONFIRMED)),
            )
        )

    def for_list(self):
        return self.select_related(
            "group__school", "receiver__assistant", "lesson__course__subject", "lesson__course__school"
        )


class Receipt(models.Model):
    """What a receiving class says of a lesson (上课确认). Written by `relaying.py` and `receipts.py` alone.

    `group`, `date` and `period_no` (the receiving school's own period) are copies, kept so that the database
    itself refuses two lessons of a class at a time and so that counting needs no joins.
    """

    class State(models.TextChoices):
        AWAITED = "awaited", "待确认"
        CONFIRMED = "confirmed", "已上课"
        FAILED = "failed", "未上课"
        VOID = "void", "不再上"

    class Reason(models.TextChoices):
        PRESENTER = "presenter", "主讲方未开课"
        NETWORK = "network", "断网"
        POWER = "power", "停电"
        EQUIPMENT = "equipment", "设备"
        LEAVE = "leave", "教师请假"
        EVENT = "event", "考试或集会"
        HOLIDAY = "holiday", "放假调课"
        OTHER = "other", "其他"

    class Method(models.TextChoices):
        PAGE = "page", "登录确认"
        OFFLINE = "offline", "离线补发"
        LINK = "link", "群内链接"
        CODE = "code", "确认码"
        CORRECTION = "correction", "事后更正"

    lesson = models.ForeignKey(RelayLesson, models.CASCADE, related_name="receipts", verbose_name="专递课")
    receiver = models.ForeignKey(
        RelayReceiver, models.PROTECT, related_name="receipts", verbose_name="接收班（课程）"
    )
    group = models.ForeignKey(
        TeachingGroup, models.PROTECT, related_name="relay_receipts", verbose_name="接收班"
    )
    date = models.DateField("日期", db_index=True)
    period_no = models.PositiveSmallIntegerField("接收节次")
    state = models.CharField("状态", max_length=10, choices=State, default=State.AWAITED)
    reason = models.CharField("未上原因", max_length=10, choices=Reason, blank=True)
    note = models.CharField("说明", max_length=120, blank=True)
    answered_at = models.DateTimeField("确认时间", null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="relay_receipts", verbose_name="确认人"
    )
    method = models.CharField("确认方式", max_length=10, choices=Method, blank=True)
    # What a phone that was offline sends along, so that the same tap counts once.
    key = models.CharField("去重键", max_length=40, blank=True, editable=False)
    makes_up = models.OneToOneField(
        "self", models.RESTRICT, null=True, blank=True, related_name="make_up", verbose_name="补的是"
    )
    # What is typed where a link cannot be opened; with `link_no` in the link, both end when it is raised.
    code = models.CharField("确认码", max_length=8, blank=True, editable=False)
    link_no = models.PositiveSmallIntegerField("链接版次", default=1, editable=False)
    # When the receiving side read of the last move to another day; empty while a move waits to be seen.
    move_seen_at = models.DateTimeField("调课已知悉", null=True, blank=True, editable=False)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "上课确认"
        ordering = ["date", "period_no", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "receiver"],
                name="receipt_once_a_lesson",
                violation_error_message="这个班这一次课已有确认。",
            ),
            models.UniqueConstraint(
                fields=["group", "date", "period_no"],
                condition=~Q(state="void"),
                name="relay_group_in_one_lesson",
                violation_error_message="这个班这一天这一节已有专递课。",
            ),
            models.UniqueConstraint(
                fields=["key"],
                condition=~Q(key=""),
                name="receipt_key_once",
                violation_error_message="这一次确认已收到。",
            ),
            models.UniqueConstraint(
                fields=["date", "code"],
                condition=~Q(code=""),
                name="receipt_code_once_a_day",
                violation_error_message="确认码重复，请重试。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["confirmed", "failed"], answered_at__isnull=False)
                | Q(state__in=["awaited", "void"], answered_at__isnull=True),
                name="receipt_answered_has_a_time",
                violation_error_message="确认要有时间。",
            ),
            models.CheckConstraint(
                condition=Q(state="failed") & ~Q(reason="") | ~Q(state="failed") & Q(reason=""),
                name="receipt_failed_has_a_reason",
                violation_error_message="没有上成，请选原因。",
            ),
        ]

    def __str__(self):
        return f"{self.group} {self.lesson}"
