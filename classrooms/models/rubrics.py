"""评课表: templates for reviewing a lesson. One that was used is never changed; a new version is made."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.models import Unit
from accounts.rights import owned

IN_USE = "这张评课表已有人用过，不能再改；请“做一个新版本”。"


class RubricQuerySet(owned("unit")):
    def with_use(self):
        """With `used`: whether any sheet was written on it."""
        used = Rubric.objects.filter(pk=OuterRef("pk"), reviews__isnull=False)
        return self.annotate(used=Exists(used))

    def offered(self):
        """What a reviewer may choose: the newest version of each that is not put away."""
        newer = Rubric.objects.filter(replaces=OuterRef("pk"), retired_at=None)
        return self.filter(~Exists(newer), retired_at=None, items__isnull=False).distinct()


class Rubric(models.Model):
    """A review template of one unit. Cut-offs are percentages of the maximum, and belong to the template."""

    class Style(models.TextChoices):
        SCORES = "scores", "打分并写评语"
        COMMENTS = "comments", "只写评语，不打分"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="rubrics", verbose_name="制定单位")
    name = models.CharField("名称", max_length=40)
    number = models.PositiveSmallIntegerField("版本", default=1, editable=False)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="replaced_by",
        verbose_name="替换的版本",
    )
    about = models.CharField("适用", max_length=120, blank=True, help_text="如：小学各学科常态课。")
    style = models.CharField("方式", max_length=8, choices=Style, default=Style.SCORES)
    remarks = models.BooleanField("每行可写备注", default=True)
    excellent_from = models.PositiveSmallIntegerField("优秀线%", default=90)
    good_from = models.PositiveSmallIntegerField("良好线%", default=80)
    pass_from = models.PositiveSmallIntegerField("合格线%", default=60)
    retired_at = models.DateTimeField("停用时间", null=True, blank=True, editable=False)
    sample = models.BooleanField("示例", default=False)

    objects = RubricQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "评课表"
        ordering = ["name", "-number", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(excellent_from__lte=100)
                & Q(excellent_from__gt=F("good_from"))
                & Q(good_from__gt=F("pass_from")),
                name="rubric_cut_offs_in_order",
                violation_error_message="优秀线要高于良好线，良好线要高于合格线，都不超过100。",
            ),
        ]

    def __str__(self):
        return f"{self.name}（第{self.number}版）" if self.number > 1 else self.name

    @property
    def scored(self):
        return self.style == self.Style.SCORES

    @property
    def is_used(self):
        return self.reviews.exists()

    def word_for(self, share):
        """What a share of the maximum (0 to 1) is called by this template's cut-offs."""
        steps = ((self.excellent_from, "优秀"), (self.good_from, "良好"), (self.pass_from, "合格"))
        return next((word for line, word in steps if share * 100 >= line), "待提高")


class RubricItem(models.Model):
    """A row of a template, in up to three levels: a heading, a score with its maximum, or room for words."""

    DEEPEST = 3

    class Kind(models.TextChoices):
        HEADING = "heading", "标题"
        SCORE = "score", "打分"
        COMMENT = "comment", "评语"

    rubric = models.ForeignKey(Rubric, models.CASCADE, related_name="items", verbose_name="评课表")
    order = models.PositiveSmallIntegerField("顺序")
    level = models.PositiveSmallIntegerField("层级", default=1)
    kind = models.CharField("类型", max_length=8, choices=Kind)
    title = models.CharField("内容", max_length=120)
    maximum = models.DecimalField("满分", max_digits=4, decimal_places=1, null=True, blank=True)

    objects = owned("rubric__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "评课表的行"
        ordering = ["rubric", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["rubric", "order"],
                name="rubric_row_stands_once",
                violation_error_message="同一位置已有一行，请刷新页面后再试。",
            ),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=3),
                name="rubric_has_three_levels",
                violation_error_message="评课表最多三级。",
            ),
            models.CheckConstraint(
                condition=Q(kind="score", maximum__gt=0) | Q(~Q(kind="score"), maximum__isnull=True),
                name="rubric_score_has_a_maximum",
                violation_error_message="打分的行要有满分，其他行没有。",
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        if self.rubric_id and self.rubric.is_used:
            raise ValidationError(IN_USE)
