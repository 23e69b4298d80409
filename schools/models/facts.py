"""Figures with their dates and sources, honours, results, programmes, upgrade projects."""

from datetime import timedelta
from decimal import Decimal

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.rights import owned
from pictures.models import Picture
from publishing.models import RaisesVersion
from schools import presence
from schools.models.places import School
from schools.models.teaching import SchoolYear


class Level(models.TextChoices):
    """Whose honour it is, in the order of display."""

    NATIONAL = "1_national", "全国"
    SOCIETY = "2_society", "全国性学会"
    CITY = "3_city", "市"
    DISTRICT = "4_district", "区"
    UNSTATED = "9_unstated", "未注明"


class Qualifier(models.TextChoices):
    EXACT = "exact", "确数"
    AT_LEAST = "at_least", "以上（余）"
    ABOUT = "about", "约"


def said(value, unit, qualifier):
    """(before, number, after): no more certain than its source; 余 stands only after a round number."""
    value = Decimal(value)
    number = f"{value.normalize():f}"
    if qualifier == Qualifier.ABOUT:
        return "约", number, unit
    if qualifier == Qualifier.AT_LEAST:
        is_round = value > 0 and value % 10 == 0 and unit not in {"", "%", "‰"}
        return "", number, f"余{unit}" if is_round else f"{unit}以上"
    return "", number, unit


class FigureQuerySet(owned("school__unit")):
    def of_district(self, *topics):
        """Figures of the whole district that the page of these topics shows."""
        return self.filter(school__isnull=True, topic__in=topics).select_related("school_year")


class Figure(RaisesVersion):
    """One reported number. Never rounded into more certainty than its source has: see `qualifier`."""

    version_of = "schools"

    class Topic(models.TextChoices):
        """Which page shows a figure of the whole district."""

        GROUPS = "groups", "集团化办学"
        COOPERATION = "cooperation", "川渝协作"
        RURAL = "rural", "农村学校提升"
        ENROLMENT = "enrolment", "入学"

    Qualifier = Qualifier

    school = models.ForeignKey(
        School,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="figures",
        verbose_name="学校",
        help_text="空着：全区的数。",
    )
    school_year = models.ForeignKey(
        SchoolYear, models.PROTECT, null=True, blank=True, related_name="figures", verbose_name="学年"
    )
    topic = models.CharField(
        "主题", max_length=12, choices=Topic, blank=True, help_text="全区的数在哪个页面显示。"
    )
    kind = models.CharField("指标", max_length=40)
    value = models.DecimalField("数值", max_digits=14, decimal_places=2)
    qualifier = models.CharField("确切程度", max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    unit = models.CharField("单位", max_length=12, blank=True)
    population = models.CharField("统计对象", max_length=60, blank=True, help_text="如：专任教师。")
    as_of = models.DateField(
        "统计日期", null=True, blank=True, help_text="来源没写就空着，显示“未注明日期”。"
    )
    source = models.CharField("来源", max_length=120)
    reported_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="figures_reported", verbose_name="填报人"
    )
    order = models.PositiveSmallIntegerField("顺序", default=0)
    sample = models.BooleanField("示例", default=False)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "数据"
        ordering = ["school", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="figure_not_negative",
                violation_error_message="数值不能小于0。",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.words}"

    @property
    def as_of_words(self):
        """The day counted, or the school year; empty where the source is undated."""
        if self.as_of:
            return f"截至{self.as_of.year}年{self.as_of.month}月{self.as_of.day}日"
        return str(self.school_year or "")

    @property
    def is_old(self):
        """Counted more than twelve months ago; unknown where the source is undated."""
        return bool(self.as_of) and self.as_of < timezone.localdate() - timedelta(days=365)

    @property
    def said(self):
        return said(self.value, self.unit, self.qualifier)

    @property
    def words(self):
        """The number as it may be said: 40余人, 13人以上, 95%以上, 约300人, 10人."""
        return "".join(self.said)


class Distinction(RaisesVersion):
    """What an honour and a result have in common."""

    version_of = "schools"

    title = models.CharField("名称", max_length=120)
    level = models.CharField("级别", max_length=12, choices=Level, default=Level.UNSTATED)
    years = models.CharField(
        "年份", max_length=60, blank=True, help_text="来源没写就空着，显示“未注明年份”。"
    )
    source = models.CharField("来源", max_length=120)
    order = models.PositiveSmallIntegerField("顺序", default=0)
    sample = models.BooleanField("示例", default=False)

    objects = owned("school__unit").as_manager()

    class Meta:
        abstract = True
        ordering = ["school", "level", "order", "pk"]

    def __str__(self):
        return self.title


class Honour(Distinction):
    school = models.ForeignKey(School, models.CASCADE, related_name="honours", verbose_name="学校")
    # Folded away on the page: the site shows no scores and no rankings.
    teaching_quality = models.BooleanField("教学质量类", default=False)

    class Meta(Distinction.Meta):
        verbose_name = verbose_name_plural = "荣誉"


class Result(Distinction):
    school = models.ForeignKey(School, models.CASCADE, related_name="results", verbose_name="学校")

    class Meta(Distinction.Meta):
        verbose_name = verbose_name_plural = "成果"


class Programme(RaisesVersion):
    """Something a school does in its own way, with its steps or parts."""

    version_of = "schools"

    class Kind(models.TextChoices):
        HERITAGE = "heritage", "非遗传承"
        SPORT = "sport", "体育"
        ART = "art", "艺术"
        SCIENCE = "science", "科技"
        LABOUR = "labour", "劳动教育"
        READING = "reading", "阅读"
        CLASSICS = "classics", "国学"
        TEACHING = "teaching", "教学改革"
        TEACHERS = "teachers", "教师发展"
        PARTY = "party", "党建"
        COURSES = "courses", "课程体系"
        INDUSTRY = "industry", "产教融合"

    class Form(models.TextChoices):
        STEPS = "steps", "步骤"
        PARTS = "parts", "组成"

    school = models.ForeignKey(School, models.CASCADE, related_name="programmes", verbose_name="学校")
    kind = models.CharField("类别", max_length=12, choices=Kind)
    tag = models.CharField("标签", max_length=20, blank=True, help_text="如：足球。供筛选。")
    title = models.CharField("名称", max_length=60)
    summary = models.TextField("说明", max_length=400, blank=True)
    form = models.CharField("条目是", max_length=6, choices=Form, default=Form.PARTS)
    note = models.CharField("待核说明", max_length=120, blank=True)
    picture = models.ForeignKey(
        Picture, models.SET_NULL, null=True, blank=True, related_name="programmes", verbose_name="配图"
    )
    source = models.CharField("来源", max_length=120)
    order = models.PositiveSmallIntegerField("顺序", default=0)
    sample = models.BooleanField("示例", default=False)

    objects = owned("school__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "特色项目"
        ordering = ["school", "order", "pk"]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            presence.renew(self.school)

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            gone = super().delete(*args, **kwargs)
            presence.renew(self.school)
        return gone


class ProgrammeStep(RaisesVersion):
    version_of = "schools"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="steps", verbose_name="特色项目")
    title = models.CharField("名称", max_length=40)
    text = models.CharField("说明", max_length=200, blank=True)
    # With a picture for each step a craft is told as a small picture story.
    picture = models.ForeignKey(
        Picture,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="programme_steps",
        verbose_name="配图",
    )
    order = models.PositiveSmallIntegerField("顺序", default=0)

    objects = owned("programme__school__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "步骤或组成"
        ordering = ["programme", "order", "pk"]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            presence.renew(self.programme.school)

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            gone = super().delete(*args, **kwargs)
            presence.renew(self.programme.school)
        return gone


class UpgradeProjectQuerySet(owned("school__unit")):
    def of_district(self):
        """What was built at schools that the source does not name."""
        return self.filter(school__isnull=True)


class UpgradeProject(RaisesVersion):
    """What was built: of one school, or of the district where the source names no school."""

    version_of = "schools"

    school = models.ForeignKey(
        School, models.CASCADE, null=True, blank=True, related_name="upgrade_projects", verbose_name="学校"
    )
    title = models.CharField("名称", max_length=80)
    summary = models.TextField("说明", max_length=300, blank=True)
    count = models.PositiveSmallIntegerField("学校数", null=True, blank=True)
    amount = models.DecimalField("金额（万元）", max_digits=12, decimal_places=2, null=True, blank=True)
    qualifier = models.CharField("金额确切程度", max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    period = models.CharField("时间", max_length=40, blank=True)
    source = models.CharField("来源", max_length=120)
    order = models.PositiveSmallIntegerField("顺序", default=0)
    sample = models.BooleanField("示例", default=False)

    objects = UpgradeProjectQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "提升工程"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.title

    @property
    def amount_words(self):
        return "" if self.amount is None else "".join(said(self.amount, "万元", self.qualifier))
