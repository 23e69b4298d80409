"""What readers see. Written by `news.editions` alone."""

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils import timezone

from accounts.models import Unit, User
from accounts.rights import owned
from groups.models import EducationGroup
from news.models.stories import Article, Column, Report
from publishing.models import Published, PublishedQuerySet, Unindexed
from schools.models import School


class EditionQuerySet(PublishedQuerySet, owned("unit")):
    def published(self, at=None):
        """As of every published row; nearly all editions begun are old ones, so lists go by their order."""
        at = at or timezone.now()
        ends = Q(visible_until__isnull=True) | Q(visible_until__gt=at)
        return self.filter(ends, LessThanOrEqual(Unindexed(F("visible_from")), at))

    def articles(self):
        return self.filter(kind=Edition.Kind.ARTICLE)

    def reports(self):
        return self.filter(kind=Edition.Kind.REPORT)

    def news(self):
        """Articles of news columns and special reports: everything but notices."""
        return self.filter(Q(column__isnull=True) | Q(column__kind=Column.Kind.NEWS))

    def notices(self):
        return self.filter(column__kind=Column.Kind.NOTICE)

    def in_column(self, column):
        return self.filter(column=column)

    def in_columns(self, columns):
        return self.filter(column__in=columns)

    def seen(self, at=None):
        """Those that readers saw at some time until now, withdrawn or not."""
        return self.filter(visible_from__lte=at or timezone.now()).exclude(visible_until=F("visible_from"))

    def newest_first(self):
        return self.order_by("-first_published_at", "-pk")


class Edition(Published):
    """What readers see of an article or report, whole and immutable, from one moment until the next edition.

    `content` is the prepared page (see `news.composing`). Only `visible_until` ever changes, the marks of a
    withdrawal, and what a withdrawn picture takes with it. An edition taken back before its time has
    `visible_until == visible_from`.
    """

    class Kind(models.TextChoices):
        ARTICLE = "article", "稿件"
        REPORT = "report", "特别报道"

    kind = models.CharField("类型", max_length=8, choices=Kind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="editions", verbose_name="供稿单位")
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="editions", verbose_name="稿件"
    )
    report = models.ForeignKey(
        Report, models.PROTECT, null=True, blank=True, related_name="editions", verbose_name="特别报道"
    )
    part_of = models.ForeignKey(
        Report,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="article_editions",
        verbose_name="所属特别报道",
    )
    number = models.PositiveIntegerField("版次")
    slug = models.CharField("网址名", max_length=80, db_index=True)
    column = models.ForeignKey(
        Column, models.PROTECT, null=True, blank=True, related_name="editions", verbose_name="栏目"
    )
    kicker = models.CharField("引题", max_length=40, blank=True)
    title = models.CharField("标题", max_length=90)
    standfirst = models.TextField("导语", max_length=300, blank=True)
    cover = models.JSONField("题图", default=dict, blank=True)
    content = models.JSONField("内容", default=dict)
    happened_on = models.DateField("活动日期", null=True, blank=True)
    first_published_at = models.DateTimeField("首次发布")
    revised_at = models.DateTimeField("修订时间", null=True, blank=True)
    published_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="editions_published", verbose_name="发布人"
    )
    made_at = models.DateTimeField("生成时间", default=timezone.now)
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="editions_withdrawn", verbose_name="撤下人"
    )
    withdrawn_reason = models.CharField("撤下原因", max_length=120, blank=True, help_text="读者会看到。")
    schools = models.ManyToManyField(School, related_name="editions", verbose_name="相关学校")
    groups = models.ManyToManyField(EducationGroup, related_name="editions", verbose_name="相关集团")
    sample = models.BooleanField("示例", default=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "已发布版本"
        ordering = ["-visible_from", "-pk"]
        indexes = [
            models.Index(fields=["-first_published_at", "-id"], name="edition_newest_first"),
            models.Index(fields=["column", "-first_published_at", "-id"], name="edition_newest_in_column"),
            # There is one report for a thousand articles; few editions have an end.
            models.Index(fields=["kind", "-first_published_at", "-id"], name="edition_newest_of_kind"),
            models.Index(
                fields=["visible_until"], condition=Q(visible_until__isnull=False), name="edition_with_an_end"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="article_edition_number_unique"),
            models.UniqueConstraint(fields=["report", "number"], name="report_edition_number_unique"),
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(visible_until__isnull=True),
                name="article_one_open_edition",
            ),
            models.UniqueConstraint(
                fields=["report"], condition=Q(visible_until__isnull=True), name="report_one_open_edition"
            ),
            models.CheckConstraint(
                condition=Q(kind="article", article__isnull=False, report__isnull=True)
                | Q(kind="report", report__isnull=False, article__isnull=True),
                name="edition_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(visible_from__isnull=False)
                & (Q(visible_until__isnull=True) | Q(visible_until__gte=F("visible_from"))),
                name="edition_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.title} 第{self.number}版"

    def get_absolute_url(self):
        return reverse(f"news:{self.kind}", args=[self.slug])

    @property
    def story(self):
        return self.report if self.kind == self.Kind.REPORT else self.article

    @property
    def address(self):
        """Where its pictures are used: each edition has its own, as two may stand at once."""
        return f"{self.get_absolute_url()}#{self.number}"

    @property
    def is_cancelled(self):
        """Taken back before its time: no reader saw it."""
        return self.visible_until is not None and self.visible_until == self.visible_from

    def was_seen(self, now):
        return self.visible_from <= now and not self.is_cancelled

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None
