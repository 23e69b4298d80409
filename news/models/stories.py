"""The working copy: articles and reports as staff edit them. Readers see editions (`editions.py`)."""

from content_editor.models import Region
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import Unit, User
from accounts.rights import owned
from groups.models import EducationGroup
from pictures.models import Picture
from schools.models import School

RESERVED_SLUGS = frozenset(
    {"reports", "columns", "notices", "activities", "archive", "corrections", "feed", "review"}
)
slug_shape = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", "请用小写拼音和短横线。")


def slug_allowed(text):
    if text in RESERVED_SLUGS:
        raise ValidationError("这个地址已留作他用，请换一个。")


class Column(models.Model):
    """A section of the paper. `limit_days`: after how long without anything new it is stale."""

    class Kind(models.TextChoices):
        NEWS = "news", "新闻"
        NOTICE = "notice", "公告"

    slug = models.CharField("网址名", max_length=40, unique=True, validators=[slug_shape])
    name = models.CharField("名称", max_length=20)
    kind = models.CharField("类型", max_length=8, choices=Kind, default=Kind.NEWS)
    limit_days = models.PositiveSmallIntegerField("更新期限（天）", default=14)
    order = models.PositiveSmallIntegerField("顺序", default=0)
    sample = models.BooleanField("示例", default=False)

    objects = owned(None).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "栏目"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("news:column", args=[self.slug])


class Story(models.Model):
    """What an article and a report have in common: their head."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="%(class)ss", verbose_name="供稿单位")
    slug = models.CharField(
        "网址名",
        max_length=80,
        unique=True,
        validators=[slug_shape, slug_allowed],
        help_text="发布后不再改。",
    )
    kicker = models.CharField("引题", max_length=40, blank=True)
    title = models.CharField("标题（第一行）", max_length=40)
    title_second = models.CharField("标题（第二行）", max_length=40, blank=True)
    subtitle = models.CharField("副题", max_length=60, blank=True)
    standfirst = models.TextField("导语", max_length=300, blank=True)
    cover = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="%(class)s_covers", verbose_name="题图"
    )
    editor = models.CharField("责任编辑", max_length=40, blank=True)
    sample = models.BooleanField("示例", default=False)
    changed_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="%(class)ss_changed",
        verbose_name="最后修改人",
        editable=False,
    )
    changed_at = models.DateTimeField("最后修改", auto_now=True)
    # Raised by every save: a second editor who started from an older one is told, and loses nothing.
    version = models.PositiveIntegerField("版本", default=0, editable=False)

    objects = owned("unit").as_manager()

    class Meta:
        abstract = True
        ordering = ["-changed_at", "-pk"]

    def __str__(self):
        return self.full_title

    def get_absolute_url(self):
        return reverse(f"news:{self._meta.model_name}", args=[self.slug])

    def clean(self):
        if self.pk and self.editions.exclude(slug=self.slug).exists():
            raise ValidationError({"slug": "这个地址已公开过，不能再改。"})

    @property
    def title_lines(self):
        return [line for line in (self.title, self.title_second) if line]

    @property
    def full_title(self):
        return "　".join(self.title_lines)


class Article(Story):
    regions = [Region(key="main", title="正文")]

    column = models.ForeignKey(Column, models.PROTECT, related_name="articles", verbose_name="栏目")
    source = models.CharField("来源", max_length=80, blank=True)
    # Where the facts came from and who first reported them: 据公开报道改写　原报道记者：…
    rewritten_from = models.CharField("改写说明", max_length=80, blank=True)
    happened_on = models.DateField("活动日期", null=True, blank=True)
    document_number = models.CharField("文号", max_length=60, blank=True)
    # What an official document is filed by (政务公开).
    index_number = models.CharField("索引号", max_length=40, blank=True)
    issuing_body = models.CharField("发文机关", max_length=60, blank=True)
    subject = models.CharField("主题分类", max_length=40, blank=True)
    issued_on = models.DateField("成文日期", null=True, blank=True)
    schools = models.ManyToManyField(School, blank=True, related_name="articles", verbose_name="相关学校")
    groups = models.ManyToManyField(
        EducationGroup, blank=True, related_name="articles", verbose_name="相关集团"
    )

    class Meta(Story.Meta):
        verbose_name = verbose_name_plural = "稿件"


class Byline(models.Model):
    class Kind(models.TextChoices):
        REPORTER = "reporter", "记者"
        CORRESPONDENT = "correspondent", "通讯员"
        ORIGINAL = "original", "原报道记者"
        WRITER = "writer", "撰稿"

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines", verbose_name="稿件")
    kind = models.CharField("身份", max_length=14, choices=Kind, default=Kind.REPORTER)
    name = models.CharField("姓名", max_length=30)
    order = models.PositiveSmallIntegerField("顺序", default=0)

    objects = owned("article__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "署名"
        ordering = ["article", "order", "pk"]

    def __str__(self):
        return self.name


class Report(Story):
    """A special report: several articles under one title, published whole in one instant."""

    editors_note = models.TextField("编者按", max_length=300, blank=True)
    picture_credit = models.CharField("图片统一署名", max_length=60, blank=True)
    articles = models.ManyToManyField(
        Article, through="ReportEntry", related_name="reports", verbose_name="稿件"
    )

    class Meta(Story.Meta):
        verbose_name = verbose_name_plural = "特别报道"


class ReportEntry(models.Model):
    class Weight(models.IntegerChoices):
        LEAD = 3, "头条"
        MAJOR = 2, "重点"
        MINOR = 1, "普通"

    report = models.ForeignKey(Report, models.CASCADE, related_name="entries", verbose_name="特别报道")
    article = models.ForeignKey(Article, models.PROTECT, related_name="report_entries", verbose_name="稿件")
    weight = models.PositiveSmallIntegerField("分量", choices=Weight, default=Weight.MINOR)
    order = models.PositiveSmallIntegerField("顺序", default=0)

    objects = owned("report__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报道中的稿件"
        ordering = ["report", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "article"],
                name="article_once_a_report",
                violation_error_message="这篇稿件已在本报道中。",
            ),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(weight=3),
                name="report_has_one_lead_story",
                violation_error_message="一组报道只有一篇头条。",
            ),
        ]

    def __str__(self):
        return str(self.article)
