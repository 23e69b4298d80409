"""Teachers who rotate between schools (轮岗交流), from the plan to the year's end: see `rotating.py`."""

from django.db import models
from django.db.models import F, Q

from accounts.rights import owned
from groups.models.groups import EducationGroup
from schools.models import School, SchoolYear, Teacher


class Rotation(models.Model):
    """A teacher's time at another school. What the teacher was when it was planned is kept as it was then."""

    class Kind(models.TextChoices):
        ROTATION = "rotation", "轮岗"
        SUPPORT = "support_teaching", "支教"
        ITINERANT = "itinerant", "走教"
        SHADOWING = "shadowing", "跟岗"

    class Status(models.TextChoices):
        PLANNED = "planned", "拟定"
        POSTED = "posted", "校内公示"
        FILED = "filed", "区教委备案"
        ARRIVED = "arrived", "到岗"
        ASSESSED = "assessed", "期满考核"

    CHAIN = (Status.PLANNED, Status.POSTED, Status.FILED, Status.ARRIVED, Status.ASSESSED)

    group = models.ForeignKey(
        EducationGroup, models.PROTECT, related_name="rotations", verbose_name="教育集团"
    )
    school_year = models.ForeignKey(SchoolYear, models.PROTECT, related_name="rotations", verbose_name="学年")
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="rotations", verbose_name="教师")
    from_school = models.ForeignKey(
        School, models.PROTECT, related_name="rotations_out", verbose_name="派出学校", editable=False
    )
    to_school = models.ForeignKey(
        School, models.PROTECT, related_name="rotations_in", verbose_name="接收学校"
    )
    kind = models.CharField("类别", max_length=16, choices=Kind, default=Kind.ROTATION)
    starts_on = models.DateField("开始")
    ends_on = models.DateField("期满")
    status = models.CharField("进度", max_length=8, choices=Status, default=Status.PLANNED, editable=False)
    filing_number = models.CharField("备案号", max_length=40, blank=True, editable=False)
    filed_on = models.DateField("备案日期", null=True, blank=True, editable=False)
    result = models.CharField("考核结果", max_length=20, blank=True, editable=False)
    # As the teacher was when the rotation was planned.
    title = models.CharField("当时职称", max_length=20, choices=Teacher.Title, blank=True, editable=False)
    backbone = models.CharField(
        "当时骨干", max_length=10, choices=Teacher.Backbone, blank=True, editable=False
    )
    specialism = models.CharField("当时专任学科", max_length=20, blank=True, editable=False)
    sample = models.BooleanField("示例", default=False)

    objects = owned("group__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "轮岗交流"
        ordering = ["-school_year__start", "group", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["teacher", "school_year", "to_school"],
                name="rotation_once_a_year_and_school",
                violation_error_message="这位教师本学年已有到这所学校的安排，请直接修改。",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="rotation_ends_after_start",
                violation_error_message="期满日期要在开始之后。",
            ),
            models.CheckConstraint(
                condition=~Q(from_school=F("to_school")),
                name="rotation_to_another_school",
                violation_error_message="接收学校要是另一所学校。",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["planned", "posted"], filing_number="", filed_on__isnull=True)
                | Q(status__in=["filed", "arrived", "assessed"], filed_on__isnull=False)
                & ~Q(filing_number=""),
                name="rotation_filed_with_number_and_day",
                violation_error_message="备案要填备案号和备案日期。",
            ),
            models.CheckConstraint(
                condition=Q(status="assessed") & ~Q(result="") | ~Q(status="assessed") & Q(result=""),
                name="rotation_assessed_with_result",
                violation_error_message="期满考核要填考核结果。",
            ),
        ]

    def __str__(self):
        return f"{self.teacher.name} {self.from_school.short_name}→{self.to_school.short_name}"

    @property
    def next_status(self):
        place = self.CHAIN.index(self.Status(self.status))
        return self.CHAIN[place + 1] if place + 1 < len(self.CHAIN) else None
