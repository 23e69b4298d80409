"""Three reviews (三审三校): who reviews what, a story's passage through the steps, what was said at it."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts.models import Unit, User
from accounts.rights import owned, reach, roles_of
from accounts.roles import Role
from news.models.activities import Activity
from news.models.stories import Article, Column, Report


class Step(models.IntegerChoices):
    FIRST = 1, "一审"
    SECOND = 2, "二审"
    FINAL = 3, "终审"


REVIEWERS = [(role.value, role.label) for role in (Role.HEAD, Role.GROUP, Role.EDITOR, Role.PUBLISHER)]


class ReviewRoute(models.Model):
    """Who reviews the stories of a unit, of a column, or of both; the narrowest that fits is taken.

    Without any, the built-in one stands (`news.routes.BUILT_IN`).
    """

    name = models.CharField("名称", max_length=40)
    unit = models.ForeignKey(
        Unit,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="review_routes",
        verbose_name="供稿单位",
        help_text="空着：所有单位。",
    )
    column = models.ForeignKey(
        Column,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="review_routes",
        verbose_name="栏目",
        help_text="空着：所有栏目。",
    )
    paper = models.BooleanField(
        "可登记纸质审签",
        default=False,
        help_text="人手少的单位：在纸上签字，拍照登记，不必共用账号。",
    )

    objects = owned(None).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审稿流程"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Coalesce("unit_id", 0),
                Coalesce("column_id", 0),
                name="review_route_once_a_place",
                violation_error_message="这个单位和栏目已有一个审稿流程。",
            ),
        ]

    def __str__(self):
        return self.name


class RouteStep(models.Model):
    """One step of a route; the final step stands even where no row names it."""

    route = models.ForeignKey(ReviewRoute, models.CASCADE, related_name="steps", verbose_name="审稿流程")
    step = models.PositiveSmallIntegerField("审次", choices=Step)
    role = models.CharField("由谁审", max_length=20, choices=REVIEWERS)
    people = models.ManyToManyField(
        User,
        blank=True,
        related_name="route_steps",
        verbose_name="只由这几位审",
        help_text="空着：有此角色的人都可以。",
    )
    days = models.PositiveSmallIntegerField("期限（工作日）", default=2)

    objects = owned(None).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审次"
        ordering = ["route", "step"]
        constraints = [
            models.UniqueConstraint(
                fields=["route", "step"],
                name="route_step_once",
                violation_error_message="每个审次只写一行。",
            ),
        ]

    def __str__(self):
        return f"{self.route} {self.get_step_display()}"


class ReviewQuerySet(owned("unit")):
    def open(self):
        return self.filter(state=Review.State.OPEN)

    def of(self, story):
        return self.filter(**{story._meta.model_name: story})

    def about(self, article):
        """The reviews of an article itself and of the reports it stands in."""
        return self.filter(Q(article=article) | Q(report__in=article.report_entries.values("report")))

    def reachable_by(self, user, verb):
        """Those of the person's units, and those in which they are named."""
        found = reach(user, verb, self.model._meta.label_lower)
        if not found or found.everything:
            return super().reachable_by(user, verb)
        named = ReviewStep.objects.filter(people=user).values("review")
        return self.filter(Q(unit__in=found.units) | Q(pk__in=named))


class Review(models.Model):
    """A story on its way from submission to the final word.

    `content` is what the last decision was about: {"article:5": {"digest", "title", "version", "parts"}}
    (see `news.approval`). A report is reviewed with all its articles, as one package; an activity as it is.
    """

    class State(models.TextChoices):
        OPEN = "open", "审核中"
        APPROVED = "approved", "已审定"
        RETURNED = "returned", "已退回"
        RECALLED = "recalled", "作者撤回"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reviews", verbose_name="供稿单位")
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="reviews", verbose_name="稿件"
    )
    report = models.ForeignKey(
        Report, models.PROTECT, null=True, blank=True, related_name="reviews", verbose_name="特别报道"
    )
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="reviews", verbose_name="校园活动"
    )
    title = models.CharField("标题", max_length=90)
    state = models.CharField("状态", max_length=8, choices=State, default=State.OPEN)
    at_step = models.PositiveSmallIntegerField("当前审次", choices=Step, default=Step.FIRST)
    paper = models.BooleanField("可登记纸质审签", default=False)
    note = models.CharField("送审说明", max_length=200, blank=True)
    submitted_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="reviews_submitted", verbose_name="送审人"
    )
    submitted_at = models.DateTimeField("送审时间", default=timezone.now)
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)
    content = models.JSONField("送审内容", default=dict, blank=True)
    sample = models.BooleanField("示例", default=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审稿"
        ordering = ["-submitted_at", "-pk"]
        indexes = [models.Index(fields=["state", "at_step"], name="review_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=False, report__isnull=True, activity__isnull=True)
                | Q(article__isnull=True, report__isnull=False, activity__isnull=True)
                | Q(article__isnull=True, report__isnull=True, activity__isnull=False),
                name="review_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(state="open"),
                name="article_one_open_review",
                violation_error_message="这篇稿件已在审核中。",
            ),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(state="open"),
                name="report_one_open_review",
                violation_error_message="这组报道已在审核中。",
            ),
            models.UniqueConstraint(
                fields=["activity"],
                condition=Q(state="open"),
                name="activity_one_open_review",
                violation_error_message="这场活动已在审核中。",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True)
                | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="review_closed_has_its_time",
            ),
        ]

    def __str__(self):
        return f"《{self.title}》{self.standing}"

    @property
    def story(self):
        return self.report or self.activity or self.article

    @property
    def is_open(self):
        return self.state == self.State.OPEN

    @property
    def standing(self):
        return f"待{self.get_at_step_display()}" if self.is_open else self.get_state_display()


class ReviewStepQuerySet(owned("review__unit")):
    def current(self):
        return self.filter(review__state=Review.State.OPEN, step=F("review__at_step"), decision="")

    def overdue(self, today):
        return self.current().filter(due_on__lt=today)

    def fitting(self, user):
        """Steps whose role, unit or names fit a person; whether they may act, `news.reviewing` says."""
        named = ReviewStep.people.through.objects.filter(reviewstep=OuterRef("pk"))
        open_to_role = Q(pk__in=[])
        for role, unit, _ in roles_of(user):
            open_to_role |= Q(role=role) & (Q(place=None) | Q(place=unit))
        return self.filter(Exists(named.filter(user=user)) | (open_to_role & ~Exists(named)))

    def waiting_for(self, user):
        """Current steps that the person could decide now: not their own story, no second step of one."""
        decided = ReviewStep.objects.filter(decided_by=user, decision="approved").values("review")
        free = Q(claimed_by=None) | Q(claimed_by=user)
        found = self.current().fitting(user).filter(free)
        return found.filter(Q(author=None) | ~Q(author=user)).exclude(review__in=decided)


class ReviewStep(models.Model):
    """One of a review's steps. `place` is the unit at which its role must be held; none: anywhere.

    `signer` is who signed on paper or answered through a link without an account; `decided_by` then is who
    recorded the paper or gave the link, and answers for it.
    """

    class Decision(models.TextChoices):
        APPROVED = "approved", "通过"
        RETURNED = "returned", "退回"

    review = models.ForeignKey(Review, models.CASCADE, related_name="steps", verbose_name="审稿")
    step = models.PositiveSmallIntegerField("审次", choices=Step)
    role = models.CharField("由谁审", max_length=20, choices=REVIEWERS)
    place = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="review_steps", verbose_name="审稿单位"
    )
    people = models.ManyToManyField(
        User, blank=True, related_name="review_steps_named", verbose_name="只由这几位审"
    )
    days = models.PositiveSmallIntegerField("期限（工作日）", default=2)
    due_on = models.DateField("应于", null=True, blank=True)
    author = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="review_steps_of_own",
        verbose_name="送审人",
    )
    claimed_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="review_steps_claimed",
        verbose_name="认领人",
    )
    claimed_at = models.DateTimeField("认领时间", null=True, blank=True)
    decision = models.CharField("结论", max_length=8, choices=Decision, blank=True, default="")
    decided_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="review_steps_decided",
        verbose_name="审稿人",
    )
    decided_at = models.DateTimeField("审稿时间", null=True, blank=True)
    comment = models.TextField("意见", max_length=500, blank=True)
    content = models.JSONField("审的内容", default=dict, blank=True)
    signer = models.CharField("签字人", max_length=40, blank=True)
    signed_on = models.DateField("签字日期", null=True, blank=True)
    photograph = models.FileField("审签单照片", upload_to="review-papers/", max_length=160, blank=True)

    objects = ReviewStepQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审次记录"
        ordering = ["review", "step"]
        constraints = [
            models.UniqueConstraint(fields=["review", "step"], name="review_step_once"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True)
                | (~Q(decision="") & Q(decided_at__isnull=False)),
                name="review_step_decided_has_its_time",
            ),
            models.UniqueConstraint(
                fields=["review", "decided_by"],
                condition=Q(decision="approved", signer=""),
                name="review_steps_by_different_people",
                violation_error_message="同一个人不能审同一篇稿件的两步。",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(author__isnull=True)
                | ~Q(decided_by=F("author"))
                | ~Q(signer=""),
                name="review_step_not_by_the_author",
                violation_error_message="自己送审的稿件不能自己审。",
            ),
        ]

    def __str__(self):
        return f"{self.get_step_display()}《{self.review.title}》"

    @property
    def is_current(self):
        return self.review.is_open and self.step == self.review.at_step and not self.decision

    @property
    def is_overdue(self):
        return self.is_current and self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def who(self):
        """The reviewer as the trail names them."""
        by = self.decided_by.name if self.decided_by else ""
        if not self.signer:
            return by
        way = "纸质审签" if self.photograph else "凭链接"
        return f"{self.signer}（{way}，{by}登记）"


class ReviewRemark(models.Model):
    """A word of the reviewer at one block of the story."""

    step = models.ForeignKey(ReviewStep, models.CASCADE, related_name="remarks", verbose_name="审次")
    place = models.CharField("位置", max_length=120)
    # Where the editing form shows it: "news_section_set-12", the rows and key of a block; "field-place".
    block = models.CharField("块", max_length=60, blank=True, editable=False)
    text = models.CharField("批注", max_length=300)

    objects = owned("step__review__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "批注"
        ordering = ["step", "pk"]

    def __str__(self):
        return self.text


def new_code():
    return get_random_string(24)


class GuestLink(models.Model):
    """A signed, expiring preview for a reviewer without an account, and what they answered."""

    class Answer(models.TextChoices):
        AGREED = "agreed", "同意"
        OBJECTED = "objected", "有意见"

    step = models.ForeignKey(ReviewStep, models.CASCADE, related_name="guest_links", verbose_name="审次")
    name = models.CharField("审稿人姓名和单位", max_length=40)
    code = models.CharField("编号", max_length=24, unique=True, default=new_code, editable=False)
    given_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="guest_links_given", verbose_name="发出人"
    )
    given_at = models.DateTimeField("发出时间", default=timezone.now)
    expires_at = models.DateTimeField("有效期至")
    revoked_at = models.DateTimeField("作废时间", null=True, blank=True)
    answer = models.CharField("答复", max_length=8, choices=Answer, blank=True, default="")
    text = models.TextField("意见", max_length=500, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    objects = owned("step__review__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审稿链接"
        ordering = ["step", "-given_at", "pk"]

    def __str__(self):
        return self.name

    @property
    def is_open(self):
        """Whether the link still shows the story: in its time, not taken back, its step undecided."""
        return self.revoked_at is None and self.expires_at > timezone.now() and self.step.is_current
