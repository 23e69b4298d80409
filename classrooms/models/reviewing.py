"""听课评课: lessons that were observed, the sheets of those who observed them, and their scores.

Sheets and scores are written by `classrooms/reviewing.py` alone. Who reads them is the presenter's to decide.
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from classrooms.circles import circle_of
from classrooms.models.rubrics import Rubric, RubricItem
from classrooms.models.sessions import WEEKDAYS, Session
from schools.models import Subject, Teacher


class ObservedLessonQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("presenter__school", "subject", "session")

    def presented_by(self, user):
        return self.filter(presenter__user=user)

    def visible_to(self, user):
        """Rows of which the person may see that they took place, and their own part."""
        return self.filter(self._told_to(user) | Q(reviews__reviewer=user)).distinct()

    def told_to(self, user):
        """Rows of which the person may read everybody's submitted sheets.

        A reviewer reads the others' once their own is handed in, so that nobody writes off a neighbour.
        """
        handed_in = Q(
            visibility__in=ObservedLesson.Visibility.beyond_presenter(),
            reviews__reviewer=user,
            reviews__state=LessonReview.State.SUBMITTED,
        )
        return self.filter(self._told_to(user) | handed_in).distinct()

    @staticmethod
    def _told_to(user):
        Seen, circle = ObservedLesson.Visibility, circle_of(user)
        return (
            Q(presenter__user=user)
            | Q(visibility__in=(Seen.PAIR, Seen.STUDIO, Seen.GROUP), presenter__in=circle.partners)
            | Q(visibility__in=(Seen.STUDIO, Seen.GROUP), presenter__in=circle.studio_mates)
            | Q(visibility=Seen.GROUP, presenter__school__in=circle.schools)
        )


class ObservedLesson(models.Model):
    """One lesson that was observed: of a session, recorded, or any other. The presenter says who may read."""

    class Method(models.TextChoices):
        ON_SITE = "on_site", "现场听课"
        ONLINE = "online", "线上听课"
        RECORDED = "recorded", "看录像"

    class Type(models.TextChoices):
        NEW = "new", "新授课"
        REVISION = "revision", "复习课"
        EXPERIMENT = "experiment", "实验课"
        EXERCISE = "exercise", "练习课"

    class Visibility(models.TextChoices):
        """Each circle holds those before it."""

        PRESENTER = "presenter", "只有我看得到全部，评课人只看自己的一份"
        REVIEWERS = "reviewers", "我和交了评课表的人"
        PAIR = "pair", "再加上与我结对的教师"
        STUDIO = "studio", "再加上同一名师工作室的教师"
        GROUP = "group", "再加上本教育集团的教师"

        @classmethod
        def beyond_presenter(cls):
            return [one for one in cls if one != cls.PRESENTER]

    presenter = models.ForeignKey(
        Teacher, models.PROTECT, related_name="observed_lessons", verbose_name="上课教师"
    )
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="observed_lessons", verbose_name="学科"
    )
    class_name = models.CharField("班级", max_length=30, blank=True)
    topic = models.CharField("课题", max_length=60)
    held_on = models.DateField("上课日期")
    period_no = models.PositiveSmallIntegerField("节次", null=True, blank=True)
    method = models.CharField("听课方式", max_length=8, choices=Method, default=Method.ON_SITE)
    lesson_type = models.CharField("课型", max_length=10, choices=Type, default=Type.NEW)
    session = models.ForeignKey(
        Session,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="observed_lessons",
        verbose_name="教研活动",
    )
    visibility = models.CharField(
        "谁能看评课", max_length=9, choices=Visibility, default=Visibility.REVIEWERS
    )
    reflection = models.TextField("教学反思", max_length=3000, blank=True)
    reflected_at = models.DateTimeField("反思时间", null=True, blank=True, editable=False)
    added_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="lessons_entered", verbose_name="登记人"
    )
    added_at = models.DateTimeField("登记时间", default=timezone.now, editable=False)
    sample = models.BooleanField("示例", default=False)

    objects = ObservedLessonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "听的课"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["presenter", "held_on", "topic", "class_name"],
                name="observed_lesson_entered_once",
                violation_error_message="这节课已有人登记，请从“最近的课”里选它。",
            ),
            models.UniqueConstraint(
                fields=["session", "presenter"],
                condition=Q(session__isnull=False),
                name="session_presenter_observed_once",
                violation_error_message="这场活动的课已经登记，请从“最近的课”里选它。",
            ),
        ]

    def __str__(self):
        return f"{self.presenter.name}《{self.topic}》"

    def get_absolute_url(self):
        return reverse("reviews:lesson", args=[self.pk])

    @property
    def day(self):
        return f"{self.held_on.month}月{self.held_on.day}日 周{WEEKDAYS[self.held_on.weekday()]}"


class LessonReviewQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(reviewer=user)

    def drafts(self):
        return self.filter(state=LessonReview.State.DRAFT)

    def submitted(self):
        return self.filter(state=LessonReview.State.SUBMITTED)

    def readable_by(self, user):
        """One's own, and the submitted ones of lessons that are told to the person."""
        told = ObservedLesson.objects.told_to(user).values("pk")
        return self.filter(Q(reviewer=user) | Q(state=LessonReview.State.SUBMITTED, lesson__in=told))

    def for_list(self):
        return self.select_related("lesson__presenter__school", "lesson__subject", "rubric")


class LessonReview(models.Model):
    """One person's sheet of one lesson. Handed in, it is locked. `points` of `points_of` is its sum then."""

    class State(models.TextChoices):
        DRAFT = "draft", "草稿"
        SUBMITTED = "submitted", "已提交"

    lesson = models.ForeignKey(ObservedLesson, models.PROTECT, related_name="reviews", verbose_name="课")
    # Whose account is gone wrote it still: the name stays.
    reviewer = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="lesson_reviews", verbose_name="评课人"
    )
    reviewer_name = models.CharField("评课人姓名", max_length=40, default="")
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="reviews", verbose_name="评课表")
    state = models.CharField("状态", max_length=9, choices=State, default=State.DRAFT)
    notes = models.TextField("教学过程记录", max_length=6000, blank=True)
    summary = models.TextField("总评与建议", max_length=2000, blank=True)
    points = models.DecimalField("得分", max_digits=6, decimal_places=1, null=True, blank=True)
    points_of = models.DecimalField("满分", max_digits=6, decimal_places=1, null=True, blank=True)
    started_at = models.DateTimeField("开始时间", default=timezone.now)
    saved_at = models.DateTimeField("保存时间", default=timezone.now)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    # Counts saves, so that a second device notices; `last_key` makes a repeated save one save.
    revision = models.PositiveIntegerField("修改次数", default=0)
    last_key = models.CharField("最后一次保存的键", max_length=40, blank=True)
    sample = models.BooleanField("示例", default=False)

    objects = LessonReviewQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "评课"
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "reviewer"],
                name="one_sheet_a_reviewer",
                violation_error_message="这节课您已经有一张评课表。",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at__isnull=True)
                | Q(state="submitted", submitted_at__isnull=False),
                name="submitted_sheet_has_a_time",
                violation_error_message="已提交的评课表要有提交时间。",
            ),
        ]

    def __str__(self):
        return f"{self.reviewer_name}评{self.lesson}"

    def get_absolute_url(self):
        return reverse("reviews:sheet", args=[self.pk])

    @property
    def is_locked(self):
        return self.state == self.State.SUBMITTED

    @property
    def share(self):
        """Points of the maximum, 0 to 1; None where nothing is scored."""
        return self.points / self.points_of if self.points_of else None

    @property
    def word(self):
        return "" if self.share is None else self.rubric.word_for(self.share)


class Score(models.Model):
    """What one sheet says to one row of its template. Its maximum is copied, so the database holds it."""

    review = models.ForeignKey(LessonReview, models.CASCADE, related_name="scores", verbose_name="评课")
    item = models.ForeignKey(RubricItem, models.PROTECT, related_name="scores", verbose_name="行")
    points = models.DecimalField("得分", max_digits=4, decimal_places=1, null=True, blank=True)
    maximum = models.DecimalField("满分", max_digits=4, decimal_places=1, null=True, blank=True)
    remark = models.CharField("备注或评语", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "得分"
        ordering = ["review", "item__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "item"],
                name="row_scored_once",
                violation_error_message="这一行已经打过分。",
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=0, points__lte=F("maximum")),
                name="score_within_its_maximum",
                violation_error_message="得分要在0和满分之间。",
            ),
        ]

    def __str__(self):
        return f"{self.item} {self.points or ''}"
