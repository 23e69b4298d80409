"""校园活动: what a school or group invites to or tells of. Published, called off and withdrawn by
`news.activities`; the pages keep what readers see in step by `news.activity_presence`."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Unit, User
from accounts.rights import owned
from groups.models import EducationGroup, Membership, Partnership
from news import activity_presence
from pictures.models import Picture
from publishing.models import Published, PublishedQuerySet
from schools.models import School

WEEKDAYS = "一二三四五六日"


class ActivityQuerySet(PublishedQuerySet, owned("unit")):
    def for_list(self):
        return self.select_related("picture", "unit")

    def for_page(self):
        return self.select_related("picture", "unit", "group", "partnership").prefetch_related(
            "schools", Prefetch("album", ActivityPicture.objects.select_related("picture"))
        )

    def between(self, start, end):
        """Those of which something falls into the span."""
        return self.filter(starts_at__lt=end, ends_at__gt=start).order_by("starts_at", "pk")

    def coming(self, at=None):
        return self.filter(ends_at__gte=at or timezone.now(), cancelled_at=None).order_by("starts_at", "pk")

    def past(self, at=None):
        return self.filter(ends_at__lt=at or timezone.now(), cancelled_at=None).order_by("-starts_at", "-pk")

    def public(self):
        """Those that readers see, or are to see."""
        return self.filter(visible_from__isnull=False)

    def in_review(self):
        return self.filter(reviews__state="open").distinct()

    def waiting(self):
        """Approved and not yet before readers; what was withdrawn waits again once it is approved anew."""
        since = Q(withdrawn_at=None) | Q(reviews__closed_at__gt=F("withdrawn_at"))
        approved = self.filter(since, visible_from=None, reviews__state="approved")
        return approved.exclude(reviews__state="open").distinct()

    def annotate_school(self):
        """One row for each school an activity names, its key as `school_key`."""
        return self.annotate(school_key=F("schools"))

    def of_group(self, group):
        """Those that name the group, or a school that is now in it."""
        members = Membership.objects.shown().filter(group=group).values("school")
        return self.filter(Q(group=group) | Q(schools__in=members))


class Activity(Published):
    """Something at a school that people may come to, and its pictures afterwards."""

    LONGEST_DAYS = 31
    # What a revision carries into the place of what it revises (besides schools and album).
    SAID = (
        "kind",
        "title",
        "standfirst",
        "text",
        "starts_at",
        "ends_at",
        "place",
        "audience",
        "how",
        "phone",
        "picture",
        "group",
        "partnership",
    )

    class Kind(models.TextChoices):
        OPEN_DAY = "open_day", "开放日"
        LABOUR = "labour", "劳动展示"
        HERITAGE = "heritage", "非遗与传统文化"
        STUDY_TRIP = "study_trip", "研学"
        EVENING = "evening", "文艺晚会"
        BOTH_COUNTIES = "both_counties", "川渝两地"

    class Phase(models.TextChoices):
        COMING = "coming", "未开始"
        ON = "on", "进行中"
        OVER = "over", "已结束"
        CANCELLED = "cancelled", "已取消"

    kind = models.CharField("类型", max_length=14, choices=Kind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="activities", verbose_name="主办单位")
    title = models.CharField("名称", max_length=40)
    standfirst = models.CharField("一句话介绍", max_length=120, blank=True)
    text = models.TextField("介绍", max_length=2000, blank=True, help_text="一行一段。活动以后可补写经过。")
    starts_at = models.DateTimeField("开始", db_index=True)
    ends_at = models.DateTimeField("结束", db_index=True)
    place = models.CharField("地点", max_length=80)
    audience = models.CharField("谁可以来", max_length=80, help_text="如：明年入园的幼儿和家长。")
    how = models.CharField("怎么参加", max_length=120, blank=True, help_text="如：到校登记入园，不用预约。")
    phone = models.CharField("联系电话", max_length=20, blank=True)
    picture = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name="题图"
    )
    schools = models.ManyToManyField(School, blank=True, related_name="activities", verbose_name="相关学校")
    group = models.ForeignKey(
        EducationGroup,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name="相关集团",
    )
    partnership = models.ForeignKey(
        Partnership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="school_activities",
        verbose_name="川渝协议",
        help_text="川渝两地的活动写明依据哪份协议。",
    )
    revision_of = models.OneToOneField(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="revision",
        verbose_name="修改的是",
        editable=False,
    )
    changed_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="activities_changed",
        verbose_name="最后修改人",
        editable=False,
    )
    changed_at = models.DateTimeField("最后修改", auto_now=True)
    # Raised by every save in the admin, as that of a story.
    version = models.PositiveIntegerField("版本", default=0, editable=False)
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="activities_published",
        verbose_name="发布人",
        editable=False,
    )
    cancelled_at = models.DateTimeField("取消时间", null=True, blank=True, editable=False)
    cancel_reason = models.CharField("取消原因", max_length=120, blank=True, editable=False)
    sample = models.BooleanField("示例", default=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "校园活动"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="activity_ends_after_start",
                violation_error_message="结束要在开始之后。",
            ),
            models.CheckConstraint(
                condition=~Q(kind="both_counties") | Q(partnership__isnull=False),
                name="activity_across_has_a_partnership",
                violation_error_message="川渝两地的活动请选依据的协议。",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(cancel_reason=""),
                name="cancelled_activity_says_why",
                violation_error_message="取消活动要写明原因。",
            ),
            models.CheckConstraint(
                condition=Q(revision_of__isnull=True) | Q(visible_from__isnull=True),
                name="activity_revision_is_not_public",
                violation_error_message="修改稿要审定后替换原来的活动，不能自己公开。",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("news:activity", args=[self.pk])

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            activity_presence.renew(self)

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            activity_presence.leave(self)
            return super().delete(*args, **kwargs)

    def clean(self):
        if self.starts_at and self.ends_at and (self.ends_at - self.starts_at).days > self.LONGEST_DAYS:
            raise ValidationError({"ends_at": f"一场活动最长{self.LONGEST_DAYS}天，更长的请分开填。"})

    @property
    def full_title(self):
        return self.title

    @property
    def phase(self):
        now = timezone.now()
        if self.cancelled_at:
            return self.Phase.CANCELLED
        if now < self.starts_at:
            return self.Phase.COMING
        return self.Phase.ON if now < self.ends_at else self.Phase.OVER

    @property
    def is_ahead(self):
        return self.phase in (self.Phase.COMING, self.Phase.ON)

    @property
    def starts(self):
        return timezone.localtime(self.starts_at)

    @property
    def ends(self):
        return timezone.localtime(self.ends_at)

    @property
    def when(self):
        """11月28日 周六 9:00—11:30; the year is said where it is not this one."""
        start, end = self.starts, self.ends
        year = "" if start.year == timezone.localdate().year else f"{start.year}年"
        last = "" if end.date() == start.date() else f"{end.month}月{end.day}日 "
        day = f"{year}{start.month}月{start.day}日 周{WEEKDAYS[start.weekday()]}"
        return f"{day} {start:%H:%M}—{last}{end:%H:%M}"

    @property
    def paragraphs(self):
        return [line.strip() for line in self.text.splitlines() if line.strip()]


class ActivityPicture(models.Model):
    """A picture of how it was."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="album", verbose_name="校园活动")
    picture = models.ForeignKey(
        Picture, models.PROTECT, related_name="activity_pictures", verbose_name="图片"
    )
    caption = models.CharField("图注", max_length=120, blank=True, help_text="空着就用图片自己的图注。")
    order = models.PositiveSmallIntegerField("顺序", default=0)

    objects = owned("activity__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动图片"
        ordering = ["activity", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "picture"],
                name="picture_once_an_activity",
                violation_error_message="这张图片已在相册里。",
            )
        ]

    def __str__(self):
        return self.caption or str(self.picture)

    def prepared(self):
        shown = self.picture.prepared()
        return shown | {"caption": self.caption or shown["caption"]}
