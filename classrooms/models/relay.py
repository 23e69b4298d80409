"""Relay courses (专递课程): who presents what to whom, week by week. Written by `classrooms/relaying.py`.

A course has slots (the presenting school's weekdays and periods) and receivers (classes elsewhere). From them
the lessons of a term are made, and with each lesson one receipt a receiver: `models/relay_lessons.py`.
"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from accounts.models import Unit
from accounts.rights import owned, reach
from schools.models import School, Subject, Teacher, TeachingGroup, Term, TextbookVersion
from schools.models.teaching import WEEKDAYS
from schools.models.timetable import grade_numbers
from schools.wording import grade_name


class Parity(models.IntegerChoices):
    """Which weeks of the school calendar a slot falls in."""

    EVERY = 0, "每周"
    ODD = 1, "单周"
    EVEN = 2, "双周"


def seen_by_parties(queryset, user, verb, *paths):
    """Rows of the organiser's reach; to be viewed also by those at the units that `paths` lead to."""
    found = reach(user, verb, queryset.model._meta.label_lower)
    if verb != "view" or not found or found.everything:
        return None
    at_any = Q()
    for path in (queryset.unit_path, *paths):
        at_any |= Q(**{f"{path}__in": found.units})
    return queryset.filter(pk__in=queryset.model._base_manager.filter(at_any).values("pk"))


class RelayCourseQuerySet(owned("organiser")):
    def reachable_by(self, user, verb):
        parties = seen_by_parties(self, user, verb, "school__unit", "receivers__group__school__unit")
        return super().reachable_by(user, verb) if parties is None else parties

    def running(self):
        return self.filter(status=RelayCourse.Status.RUNNING)

    def for_list(self):
        return self.select_related("term__school_year", "subject", "presenter__school", "school", "organiser")


class Broadcast(models.Model):
    """How a lesson is sent: the video is a meeting service's; the portal keeps the link and its terms."""

    class ViewAuth(models.IntegerChoices):
        """As the exchange interface of the region's platforms numbers them."""

        PRIVATE = 0, "仅上课的班级"
        PUBLIC = 1, "公开"
        SIGNED_IN = 2, "登录可看"
        PASSWORD = 3, "凭口令"

    link = models.URLField("上课链接", blank=True, help_text="主讲和接收教室进入的会议或直播地址。")
    view_auth = models.PositiveSmallIntegerField("谁能观看", choices=ViewAuth, default=ViewAuth.PRIVATE)
    is_live = models.BooleanField("直播", default=True)
    is_record = models.BooleanField("录制", default=False)

    class Meta:
        abstract = True


class RelayCourse(Broadcast):
    """A course relayed for a term. `receivers_count` is kept by `relaying.py` and held by the constraint."""

    KEPT = frozenset({"receivers_count"})

    class Kind(models.TextChoices):
        PLANNED = "planned", "计划开课"
        AD_HOC = "ad_hoc", "自主开课"

    class Status(models.TextChoices):
        DRAFT = "draft", "拟定"
        RUNNING = "running", "开课"
        ENDED = "ended", "已结束"

    kind = models.CharField("类别", max_length=8, choices=Kind, default=Kind.PLANNED)
    status = models.CharField(
        "状态",
        max_length=8,
        choices=Status,
        default=Status.DRAFT,
        help_text="改为“开课”并保存，即按校历排出各次课。",
    )
    term = models.ForeignKey(Term, models.PROTECT, related_name="relay_courses", verbose_name="学期")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="relay_courses", verbose_name="学科")
    grades = models.JSONField(
        "年级", default=list, validators=[grade_numbers], help_text="可选相邻的几个年级（复式、混龄接收）。"
    )
    version = models.ForeignKey(
        TextbookVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="relay_courses",
        verbose_name="教材版本",
    )
    organiser = models.ForeignKey(Unit, models.PROTECT, related_name="relay_courses", verbose_name="组织单位")
    school = models.ForeignKey(
        School, models.PROTECT, related_name="presented_relay_courses", verbose_name="主讲学校"
    )
    presenter = models.ForeignKey(
        Teacher, models.PROTECT, related_name="presented_relay_courses", verbose_name="主讲教师"
    )
    presenting_group = models.ForeignKey(
        TeachingGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="presented_relay_courses",
        verbose_name="主讲班",
        help_text="主讲教室里同时上课的班；没有就空着。",
    )
    from_on = models.DateField("从哪天起", null=True, blank=True, help_text="空着：学期第一天。")
    until_on = models.DateField("到哪天止", null=True, blank=True, help_text="空着：学期最后一天。")
    max_receivers = models.PositiveSmallIntegerField("最多接收班", default=3)
    receivers_count = models.PositiveSmallIntegerField("接收班数", default=0, editable=False)
    note = models.CharField("说明", max_length=200, blank=True)
    sample = models.BooleanField("示例", default=False)

    objects = RelayCourseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "专递课程"
        ordering = ["-term__starts_on", "subject__order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(receivers_count__lte=F("max_receivers")),
                name="relay_course_not_overfull",
                violation_error_message="接收班已满，请先调高“最多接收班”，或另开一门。",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(from_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="relay_course_ends_after_start",
                violation_error_message="截止日期不能早于开始日期。",
            ),
        ]

    def __str__(self):
        return f"{self.title}（{self.school.short_name}主讲）"

    def save(self, *args, update_fields=None, **kwargs):
        """A form that was open for a while does not put back what `relaying.py` keeps."""
        if update_fields is None and not self._state.adding:
            names = {field.name for field in self._meta.concrete_fields if not field.primary_key}
            update_fields = names - self.KEPT
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def title(self):
        """音乐 三、四年级."""
        return f"{self.subject.name} {self.grades_said}"

    @property
    def grades_said(self):
        names = [grade_name(self.school.stage, grade) for grade in self.grades]
        short = [name.removesuffix("年级") for name in names]
        return f"{'、'.join(short)}年级" if all(name.endswith("年级") for name in names) else "、".join(names)

    @property
    def first_day(self):
        return max(filter(None, (self.from_on, self.term.starts_on)))

    @property
    def last_day(self):
        return min(filter(None, (self.until_on, self.term.ends_on)))

    def clean(self):
        if self.version_id and self.subject_id and self.version.subject_id != self.subject_id:
            raise ValidationError({"version": "这个版本不是这个学科的教材。"})
        if self.presenter_id and self.school_id and self.presenter.school_id != self.school_id:
            raise ValidationError({"presenter": "主讲教师不在主讲学校，请核对。"})
        if self.presenting_group_id and self.presenting_group.school_id != self.school_id:
            raise ValidationError({"presenting_group": "主讲班不在主讲学校。"})


class RelaySlot(models.Model):
    """A weekly hour of the course, in the presenting school's own periods."""

    course = models.ForeignKey(RelayCourse, models.CASCADE, related_name="slots", verbose_name="专递课程")
    weekday = models.PositiveSmallIntegerField("周几", choices=WEEKDAYS)
    period_no = models.PositiveSmallIntegerField("主讲节次")
    week_parity = models.PositiveSmallIntegerField("单双周", choices=Parity, default=Parity.EVERY)

    objects = owned("course__organiser").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "每周时段"
        ordering = ["course", "weekday", "period_no", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "weekday", "period_no"],
                condition=~Q(week_parity=other),
                name=f"relay_slot_once_in_{week}_weeks",
                violation_error_message="这门课这一节已排了。",
            )
            for week, other in [("odd", Parity.EVEN), ("even", Parity.ODD)]
        ]

    def __str__(self):
        parity = "" if self.week_parity == Parity.EVERY else f"（{self.get_week_parity_display()}）"
        return f"{self.get_weekday_display()}第{self.period_no}节{parity}"

    def delete(self, *args, **kwargs):
        """Its lessons to come that nobody touched go with it; what took place stays, without a slot."""
        with transaction.atomic():
            self.lessons.untouched().delete()
            return super().delete(*args, **kwargs)


class RelayReceiver(models.Model):
    """A class that receives the course, with the teacher who helps there (辅助教师).

    A relay is live, so the weekday is the presenter's; the period is the receiving school's own. Left open it
    is the one that overlaps most by the two schools' bells; where bells say nothing, the same number.
    """

    course = models.ForeignKey(RelayCourse, models.PROTECT, related_name="receivers", verbose_name="专递课程")
    group = models.ForeignKey(
        TeachingGroup, models.PROTECT, related_name="received_relay_courses", verbose_name="接收班"
    )
    assistant = models.ForeignKey(
        Teacher,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assisted_relay_courses",
        verbose_name="辅助教师",
    )
    period_no = models.PositiveSmallIntegerField(
        "接收节次", null=True, blank=True, help_text="空着：按两校作息，取时间重合最多的一节。"
    )
    from_on = models.DateField("从哪天起接收", null=True, blank=True, help_text="空着：随课程。")
    left_on = models.DateField("退出日期", null=True, blank=True, editable=False)

    objects = owned("group__school__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "接收班"
        ordering = ["course", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "group"],
                name="relay_receiver_once",
                violation_error_message="这个班已在接收这门课。",
            ),
        ]

    def __str__(self):
        return f"{self.group} · {self.course.title}"
