"""Teachers' sessions (教研活动) of the three classrooms, and the series some of them belong to."""

from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from accounts.models import Unit
from accounts.rights import owned
from classrooms import presence
from classrooms.models.pages import Classroom
from groups.models import EducationGroup
from publishing.models import Published, PublishedQuerySet
from schools.models import School, Subject, Teacher

WEEKDAYS = "一二三四五六日"


class SessionQuerySet(PublishedQuerySet, owned("organiser")):
    def for_list(self):
        return self.select_related(
            "subject", "host", "presenter__school", "organiser", "for_group", "for_subject"
        )

    def public(self):
        """Sessions that are, or are set to be, shown to readers."""
        return self.filter(visible_from__isnull=False)

    def coming(self, at=None):
        # Sorted by an expression: by the plain column PostgreSQL would walk past all that is over.
        starts = Coalesce("starts_at", "ends_at")
        return self.filter(ends_at__gte=at or timezone.now()).order_by(starts, "pk")

    def soonest(self, count, at=None):
        """The first `count` of the coming, as in a list: chosen before anything is joined to them."""
        chosen = list(self.coming(at).values_list("pk", flat=True)[:count])
        return self.model.objects.filter(pk__in=chosen).for_list().coming(at)

    def past(self, at=None):
        return self.filter(ends_at__lt=at or timezone.now()).order_by("-starts_at", "-pk")

    def between(self, start, end):
        return self.filter(starts_at__gte=start, starts_at__lt=end).order_by("starts_at", "pk")

    def taking_registrations(self, at):
        """Rows whose window is open at a moment, for a seat or for a place in the queue."""
        return self.published(at).filter(cancelled_at=None, opens_at__lte=at, closes_at__gt=at)

    def with_a_seat(self, at):
        """Rows where a newcomer gets a seat at once: while anyone waits, a free seat is theirs."""
        return self.taking_registrations(at).filter(waiting=0, taken__lt=F("capacity"))

    def in_phase(self, phase, at=None):
        """The rows whose `phase()` this is, told by the database."""
        at = at or timezone.now()
        kept = self.filter(cancelled_at=None)
        ahead = kept.filter(closes_at__gt=at, ends_at__gt=at)
        under_way = ahead.filter(opens_at__lte=at)
        free = Q(taken__lt=F("capacity")) & (Q(waiting=0) | Q(has_quotas=True))
        return {
            Session.Phase.SOON: ahead.filter(opens_at__gt=at),
            Session.Phase.OPEN: under_way.filter(free),
            Session.Phase.QUEUE: under_way.exclude(free),
            Session.Phase.CLOSED: kept.filter(closes_at__lte=at, ends_at__gt=at),
            Session.Phase.HELD: kept.filter(ends_at__lte=at),
            Session.Phase.CANCELLED: self.exclude(cancelled_at=None),
        }[phase]


class SessionSeries(models.Model):
    """Sessions of one plan that come again (每周、隔周): each is a row of its own, and moves by itself."""

    title = models.CharField("名称", max_length=80)
    organiser = models.ForeignKey(
        Unit, models.PROTECT, related_name="session_series", verbose_name="组织单位"
    )
    made_at = models.DateTimeField("建立时间", auto_now_add=True)

    objects = owned("organiser").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "系列活动"
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.title


class Session(Published):
    """A teachers' event (教研活动). `taken` counts confirmed and offered seats, `offered` the latter of them,
    `waiting` those queueing; all are kept by `booking` and held by the constraints below."""

    # Written by `booking` alone: a form that saves an old copy of the row must not put them back.
    KEPT_BY_BOOKING = frozenset(
        {
            "capacity",
            "taken",
            "offered",
            "waiting",
            "last_number",
            "has_quotas",
            "cancelled_at",
            "cancel_reason",
            "calendar_sequence",
        }
    )

    class Stage(models.TextChoices):
        PREPARE = "prepare", "集体备课"
        TEACH = "teach", "上课观摩"
        REVIEW = "review", "评课"
        DISCUSSION = "discussion", "专题研讨"
        DEMONSTRATION = "demonstration", "示范课"
        SAME_TOPIC = "same_topic", "同课异构"
        OUTREACH = "outreach", "送教下乡"
        LAST_LESSON = "last_lesson", "上一节课（录像研讨）"

    class Provider(models.TextChoices):
        DINGTALK = "dingtalk", "钉钉"
        TENCENT = "tencent", "腾讯会议"
        WECOM = "wecom", "企业微信"
        CLASSIN = "classin", "ClassIn"
        BIGBLUEBUTTON = "bbb", "BigBlueButton"
        DISTRICT = "district", "区级视频平台"
        OTHER = "other", "其他"

    class Phase(models.TextChoices):
        """What a reader is told; computed from times, seats and `cancelled_at`."""

        SOON = "soon", "即将开放报名"
        OPEN = "open", "报名中"
        QUEUE = "queue", "名额已满，可候补"
        CLOSED = "closed", "报名截止"
        HELD = "held", "已结束"
        CANCELLED = "cancelled", "已取消"

    classroom = models.CharField("课堂", max_length=8, choices=Classroom)
    stage = models.CharField("形式", max_length=14, choices=Stage)
    title = models.CharField("名称", max_length=80)
    summary = models.TextField("说明", max_length=600, blank=True)
    organiser = models.ForeignKey(Unit, models.PROTECT, related_name="sessions", verbose_name="组织单位")
    host = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="hosted_sessions", verbose_name="承办学校"
    )
    presenter = models.ForeignKey(
        Teacher,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="presented_sessions",
        verbose_name="主讲教师",
    )
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="sessions", verbose_name="学科"
    )
    place = models.CharField("地点", max_length=80, blank=True)
    meeting_provider = models.CharField("会议平台", max_length=12, choices=Provider, blank=True)
    meeting_link = models.URLField("线上会议", blank=True, help_text="只给报上名的人看。")
    meeting_number = models.CharField("会议号", max_length=40, blank=True, help_text="只给报上名的人看。")
    meeting_password = models.CharField("会议密码", max_length=40, blank=True, help_text="只给报上名的人看。")
    starts_at = models.DateTimeField("开始", db_index=True)
    ends_at = models.DateTimeField("结束", db_index=True)
    opens_at = models.DateTimeField("报名开始")
    closes_at = models.DateTimeField("报名截止")
    cancel_until = models.DateTimeField(
        "可自行取消至",
        null=True,
        blank=True,
        help_text="过了这个时间，取消要写原因。空着：到报名截止。",
    )
    for_group = models.ForeignKey(
        EducationGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions_for_it",
        verbose_name="限本集团教师",
    )
    for_subject = models.ForeignKey(
        Subject,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions_for_it",
        verbose_name="限学科",
        help_text="按教师的专任学科。",
    )
    for_stage = models.CharField("限学段", max_length=12, choices=School.Stage, blank=True)
    for_backbone = models.CharField(
        "限骨干", max_length=10, choices=Teacher.Backbone, blank=True, help_text="这一级及以上的骨干教师。"
    )
    in_pairs = models.BooleanField(
        "结对同报", default=False, help_text="结对的两位教师一起报名：都有名额才报上，否则都不占。"
    )
    series = models.ForeignKey(
        "SessionSeries",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="sessions",
        verbose_name="系列",
    )
    capacity = models.PositiveIntegerField("名额")
    taken = models.PositiveIntegerField("已报", default=0, editable=False)
    offered = models.PositiveIntegerField("待确认", default=0, editable=False)
    waiting = models.PositiveIntegerField("候补人数", default=0, editable=False)
    last_number = models.PositiveIntegerField("候补号计数", default=0, editable=False)
    has_quotas = models.BooleanField("有单位名额", default=False, editable=False)
    hours = models.DecimalField("学时", max_digits=4, decimal_places=1, default=0)
    cancelled_at = models.DateTimeField("取消时间", null=True, blank=True, editable=False)
    cancel_reason = models.CharField("取消原因", max_length=120, blank=True, editable=False)
    # Raised with each change of time or place that people are told of, so that calendars take it over.
    calendar_sequence = models.PositiveIntegerField("日历版本", default=0, editable=False)
    sample = models.BooleanField("示例", default=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "教研活动"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken__lte=F("capacity")),
                name="session_not_oversold",
                violation_error_message="名额不能少于已报人数。",
            ),
            models.CheckConstraint(
                condition=Q(offered__lte=F("taken")),
                name="session_offers_are_taken",
                violation_error_message="待确认的名额算在已报里。",
            ),
            models.CheckConstraint(
                condition=Q(capacity__gte=1),
                name="session_has_a_seat",
                violation_error_message="名额至少一个。",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_start",
                violation_error_message="结束要在开始之后。",
            ),
            models.CheckConstraint(
                condition=Q(cancel_until=None) | Q(cancel_until__lte=F("starts_at")),
                name="session_cancel_before_start",
                violation_error_message="可自行取消的时间不能晚于活动开始。",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")) & Q(closes_at__lte=F("starts_at")),
                name="session_window_before_start",
                violation_error_message="报名要先开始后截止，并在活动开始前截止。",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("classrooms:session_detail", args=[self.pk])

    def save(self, *args, update_fields=None, **kwargs):
        if update_fields is not None:
            super().save(*args, update_fields=update_fields, **kwargs)
            return
        with transaction.atomic():
            super().save(*args, update_fields=None if self._state.adding else self._own_fields(), **kwargs)
            presence.renew_session(self)

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            presence.leave(self)
            return super().delete(*args, **kwargs)

    def _own_fields(self):
        names = {field.name for field in self._meta.concrete_fields if not field.primary_key}
        return names - self.KEPT_BY_BOOKING

    @property
    def seats_left(self):
        return self.capacity - self.taken

    @property
    def has_a_seat(self):
        """Whether a newcomer gets a seat at once; where units have quotas, one of whose units has room.

        There, who waits may be waiting for a seat of their own unit, while others are free.
        """
        return self.taken < self.capacity and (self.has_quotas or not self.waiting)

    @property
    def has_begun(self):
        return self.starts_at <= timezone.now()

    @property
    def day(self):
        """11月26日 周四; the year is said where it is not this one."""
        start = timezone.localtime(self.starts_at)
        year = "" if start.year == timezone.localdate().year else f"{start.year}年"
        return f"{year}{start.month}月{start.day}日 周{WEEKDAYS[start.weekday()]}"

    @property
    def hours_of_day(self):
        """14:30—16:00, with the last day where it is another."""
        start, end = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        last = "" if end.date() == start.date() else f"{end.month}月{end.day}日 "
        return f"{start:%H:%M}—{last}{end:%H:%M}"

    @property
    def when(self):
        return f"{self.day} {self.hours_of_day}"

    @property
    def where(self):
        host = self.host.short_name if self.host else ""
        if not self.place or not host:
            return self.place or host or "地点待定"
        return self.place if host in self.place else f"{host} {self.place}"

    @property
    def presented_by(self):
        """The presenter's name where they agreed to be named, else only their school."""
        if self.presenter is None:
            return ""
        school = self.presenter.school.short_name
        return f"{self.presenter.name}（{school}）" if self.presenter.public else f"{school}教师"

    @property
    def cancellable_until(self):
        """Until then a teacher cancels without a word; afterwards with a reason."""
        return self.cancel_until or self.closes_at

    @property
    def has_meeting(self):
        return bool(self.meeting_link or self.meeting_number)

    def phase(self, at=None):
        at = at or timezone.now()
        if self.cancelled_at:
            return self.Phase.CANCELLED
        if at >= self.ends_at:
            return self.Phase.HELD
        if at >= self.closes_at:
            return self.Phase.CLOSED
        if at < self.opens_at:
            return self.Phase.SOON
        return self.Phase.OPEN if self.has_a_seat else self.Phase.QUEUE
