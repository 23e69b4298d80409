"""The curriculum standard (课时标准): how many periods a week each grade is owed of each subject."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from accounts.rights import owned
from publishing.models import RaisesVersion
from schools.models.teaching import SchoolYear, Subject

# No national number exists; 12 to 18 periods a week are common (domain.md, section 2).
USUAL_LOAD = 16


class StandardVersionQuerySet(owned(None)):
    def in_force(self, school_year, on):
        """The version by which a day is judged: of those adopted by then, the newest. None: not yet any."""
        adopted = self.filter(school_year=school_year, adopted_on__lte=on)
        return adopted.select_related("school_year").order_by("-adopted_on", "-number", "-pk").first()


class StandardVersion(RaisesVersion):
    """One edition of a school year's standard. A draft has no day of adoption and counts for nothing;
    what was adopted stays as it was, so that figures of last month can be made again."""

    version_of = "schools"

    school_year = models.ForeignKey(
        SchoolYear, models.PROTECT, related_name="standard_versions", verbose_name="学年"
    )
    number = models.PositiveSmallIntegerField("版次", default=1)
    adopted_on = models.DateField(
        "启用日期", null=True, blank=True, help_text="从这一天起按本版计算；空着：草稿，不参与计算。"
    )
    specialist_load = models.PositiveSmallIntegerField(
        "专任教师周课时",
        default=USUAL_LOAD,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text="没有全国统一的数，常见12至18节；用来估算缺几位教师。",
    )
    source = models.CharField("来源", max_length=120, help_text="依据的文件，或谁定的。")
    sample = models.BooleanField("示例", default=False)

    objects = StandardVersionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "课时标准"
        ordering = ["-school_year__start", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["school_year", "number"],
                name="standard_version_once",
                violation_error_message="本学年已有这一版，请换一个版次。",
            ),
        ]

    def __str__(self):
        return f"{self.school_year}课时标准 第{self.number}版"


class CurriculumStandard(RaisesVersion):
    """Periods a week of a subject in a grade. Half periods are lessons of odd or even weeks."""

    version_of = "schools"

    version = models.ForeignKey(
        StandardVersion, models.CASCADE, related_name="standards", verbose_name="课时标准"
    )
    grade = models.PositiveSmallIntegerField("年级", validators=[MinValueValidator(1), MaxValueValidator(12)])
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="standards", verbose_name="学科")
    periods_per_week = models.DecimalField(
        "每周课时", max_digits=4, decimal_places=1, validators=[MinValueValidator(Decimal(0))]
    )

    objects = owned(None).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "学科课时"
        ordering = ["version", "subject__order", "subject", "grade"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "grade", "subject"],
                name="standard_once_a_grade_and_subject",
                violation_error_message="这个年级这个学科已有课时，请直接修改那一行。",
            ),
            models.CheckConstraint(
                condition=Q(periods_per_week__gte=0, periods_per_week__lte=20),
                name="standard_periods_in_range",
                violation_error_message="每周课时请填0到20之间的数，半节填0.5。",
            ),
        ]

    def __str__(self):
        return f"{self.grade}年级{self.subject} 每周{self.periods_per_week.normalize():f}节"
