"""What classes lack and who could give it, and the proposals that bring both together (`classrooms/needs.py`,
`classrooms/proposals.py`)."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from accounts.models import Unit, User
from accounts.rights import owned
from classrooms.models.relay import RelayCourse
from schools.models import Subject, Teacher, TeachingGroup, Term, TextbookVersion
from schools.models.teaching import WEEKDAYS
from schools.models.timetable import grade_numbers


def _is_hour(one):
    pair = isinstance(one, list) and len(one) == 2 and all(type(number) is int for number in one)
    return pair and 1 <= one[0] <= 7 and 1 <= one[1] <= 15


def hours_of_week(value):
    """[[2, 2], [4, 1]]: Tuesday's second and Thursday's first period."""
    good = isinstance(value, list) and value and all(map(_is_hour, value))
    if not good or value != sorted(map(list, set(map(tuple, value)))):
        raise ValidationError("请至少选一个时段；时段写作[周几, 第几节]，如 [[2, 2], [4, 1]]。")


class SubjectNeed(models.Model):
    """Periods a week of a subject that a class lacks. `computed` is what coverage found; `periods` is what
    the school asks for, with its reason where that is another number."""

    class State(models.TextChoices):
        OPEN = "open", "待安排"
        ARRANGED = "arranged", "已安排"
        WITHDRAWN = "withdrawn", "不再需要"

    term = models.ForeignKey(Term, models.PROTECT, related_name="subject_needs", verbose_name="学期")
    group = models.ForeignKey(
        TeachingGroup, models.CASCADE, related_name="subject_needs", verbose_name="教学班"
    )
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="subject_needs", verbose_name="学科")
    computed = models.DecimalField("按课表计算", max_digits=4, decimal_places=1, editable=False)
    periods = models.PositiveSmallIntegerField(
        "需要每周几节", validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    reason = models.CharField(
        "与计算不同的原因", max_length=120, blank=True, help_text="如：新教师下月到岗，只缺1节。"
    )
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    changed_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="subject_needs",
        verbose_name="更新人",
    )
    changed_at = models.DateTimeField("更新时间", auto_now=True)
    sample = models.BooleanField("示例", default=False)

    objects = owned("group__school__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "课时需求"
        ordering = ["group__school__stage_order", "group__school__official_order", "group__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "group", "subject"],
                name="need_once_a_class_and_subject",
                violation_error_message="这个班这个学科已有一条需求，请直接修改。",
            ),
            models.CheckConstraint(
                condition=Q(periods__gte=1, periods__lte=10),
                name="need_of_one_to_ten_periods",
                violation_error_message="每周请填1到10节。",
            ),
        ]

    def __str__(self):
        return f"{self.group} {self.subject} 每周{self.periods}节"


class SubjectOffer(models.Model):
    """A teacher who can present: which grades, when, how many lessons a week, how many classes a lesson."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="subject_offers", verbose_name="学期")
    teacher = models.ForeignKey(Teacher, models.CASCADE, related_name="subject_offers", verbose_name="教师")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="subject_offers", verbose_name="学科")
    grades = models.JSONField("年级", default=list, validators=[grade_numbers])
    span = models.PositiveSmallIntegerField(
        "相邻年级",
        default=0,
        validators=[MaxValueValidator(2)],
        help_text="0：只有同年级一起听；1：上下一个年级也可一起听。",
    )
    versions = models.ManyToManyField(
        TextbookVersion,
        blank=True,
        related_name="subject_offers",
        verbose_name="教材版本",
        help_text="空着：不限版本。",
    )
    hours = models.JSONField("可主讲的时段", default=list, validators=[hours_of_week])
    most_lessons = models.PositiveSmallIntegerField(
        "每周最多几节", default=2, validators=[MinValueValidator(1), MaxValueValidator(15)]
    )
    most_receivers = models.PositiveSmallIntegerField(
        "一节最多几个接收班", default=3, validators=[MinValueValidator(1), MaxValueValidator(8)]
    )
    open = models.BooleanField("可安排", default=True)
    sample = models.BooleanField("示例", default=False)

    objects = owned("teacher__school__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "主讲意向"
        ordering = ["subject__order", "teacher__school", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "teacher", "subject"],
                name="offer_once_a_teacher_and_subject",
                violation_error_message="这位教师这个学科已有一条主讲意向，请直接修改。",
            ),
        ]

    def __str__(self):
        return f"{self.teacher} {self.subject}"

    @property
    def hours_said(self):
        names = dict(WEEKDAYS)
        return "、".join(f"{names[weekday]}第{period}节" for weekday, period in self.hours)


class MatchProposal(models.Model):
    """A proposal for a term, made for the district or a group, edited and confirmed by a person."""

    class State(models.TextChoices):
        DRAFT = "draft", "待确认"
        CONFIRMED = "confirmed", "已确认"
        DROPPED = "dropped", "已作废"

    term = models.ForeignKey(Term, models.PROTECT, related_name="match_proposals", verbose_name="学期")
    organiser = models.ForeignKey(
        Unit, models.PROTECT, related_name="match_proposals", verbose_name="组织单位"
    )
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    made_at = models.DateTimeField("生成时间", auto_now_add=True)
    made_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="match_proposals", verbose_name="生成人"
    )
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    needed = models.PositiveIntegerField("需要课时", default=0)
    periods = models.PositiveIntegerField("可补课时", default=0)
    bound = models.PositiveIntegerField("最多可补", default=0)
    by_hand = models.PositiveIntegerField("逐校手排可补", default=0)
    worst_before = models.DecimalField(
        "最低学校（现在）", max_digits=4, decimal_places=1, null=True, blank=True
    )
    worst_after = models.DecimalField(
        "最低学校（之后）", max_digits=4, decimal_places=1, null=True, blank=True
    )
    proven = models.BooleanField("已证最优", default=False)
    repeatable = models.BooleanField("可复现", default=True)
    # [{"need": key, "class": words, "subject": words, "periods": n, "why": words}, …]
    unmet = models.JSONField("没有排上的", default=list, blank=True)
    sample = models.BooleanField("示例", default=False)

    objects = owned("organiser").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "排课建议"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(periods__lte=F("bound")),
                name="proposal_within_its_bound",
                violation_error_message="可补的课时不能多于上限。",
            ),
        ]

    def __str__(self):
        return f"{self.organiser.name} {self.term} 排课建议{self.pk}"


class MatchLine(models.Model):
    """A lesson of a proposal: every week at that hour, for one or several classes."""

    proposal = models.ForeignKey(MatchProposal, models.CASCADE, related_name="lines", verbose_name="排课建议")
    offer = models.ForeignKey(
        SubjectOffer, models.PROTECT, related_name="match_lines", verbose_name="主讲意向"
    )
    weekday = models.PositiveSmallIntegerField("周几", choices=WEEKDAYS)
    period_no = models.PositiveSmallIntegerField("主讲节次")
    grade = models.PositiveSmallIntegerField("年级")
    course = models.ForeignKey(
        RelayCourse, models.SET_NULL, null=True, blank=True, related_name="match_lines", verbose_name="课程"
    )

    objects = owned("proposal__organiser").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "建议的课"
        ordering = ["proposal", "offer", "weekday", "period_no"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "offer", "weekday", "period_no"],
                name="match_line_once_an_hour",
                violation_error_message="这位教师这一节已有安排。",
            ),
        ]

    def __str__(self):
        return f"{self.offer} {self.get_weekday_display()}第{self.period_no}节"


class MatchReceiver(models.Model):
    """A class of a proposed lesson, with why it stands there; `kept` is the person's word."""

    line = models.ForeignKey(MatchLine, models.CASCADE, related_name="receivers", verbose_name="建议的课")
    need = models.ForeignKey(
        SubjectNeed, models.PROTECT, related_name="match_receivers", verbose_name="课时需求"
    )
    period_no = models.PositiveSmallIntegerField("接收节次")
    minutes = models.PositiveSmallIntegerField("作息相差（分钟）", default=0)
    reasons = models.JSONField("理由", default=list)
    kept = models.BooleanField("采用", default=True)

    objects = owned("line__proposal__organiser").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "建议的接收班"
        ordering = ["line", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "need"],
                name="match_receiver_once_a_lesson",
                violation_error_message="这个班已在这节课里。",
            ),
        ]

    def __str__(self):
        return f"{self.need.group} {self.line}"
