"""How many a school takes in a school year, and when what has to be done."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.rights import owned
from publishing.models import Published, PublishedQuerySet, RaisesVersion
from schools.models import School, SchoolYear


class EnrolmentPlanQuerySet(PublishedQuerySet, owned("school__unit")):
    def listed(self):
        """Published plans of schools that readers can open."""
        return self.published().filter(school__in=School.objects.published().open())

    def for_list(self):
        return self.select_related("school", "school_year").order_by(
            "school__stage_order", "school__official_order", "pk"
        )


class EnrolmentPlan(RaisesVersion, Published):
    """Classes and places of a school in a school year; last year's stands, and is never this year's."""

    version_of = "enrolment"

    school_year = models.ForeignKey(
        SchoolYear, models.PROTECT, related_name="enrolment_plans", verbose_name="学年"
    )
    school = models.ForeignKey(School, models.CASCADE, related_name="enrolment_plans", verbose_name="学校")
    classes = models.PositiveSmallIntegerField("班数")
    places = models.PositiveSmallIntegerField("招生人数")
    as_of = models.DateField("截至日期", null=True, blank=True, help_text="空着：未注明日期。")
    source = models.CharField("来源", max_length=120)
    note = models.CharField("说明", max_length=200, blank=True)
    sample = models.BooleanField("示例", default=False)

    objects = EnrolmentPlanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "招生计划"
        ordering = ["-school_year__start", "school__official_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school_year", "school"],
                name="plan_once_a_year",
                violation_error_message="这所学校本学年已有招生计划。",
            ),
            models.CheckConstraint(
                condition=Q(places__gte=F("classes"), classes__gte=1),
                name="plan_fills_its_classes",
                violation_error_message="至少1个班，招生人数不能少于班数。",
            ),
        ]

    def __str__(self):
        return f"{self.school.short_name} {self.school_year}"


class EnrolmentStepQuerySet(PublishedQuerySet, owned(None)):
    pass


class EnrolmentStep(RaisesVersion, Published):
    """A dated step on the way into a school year, such as registering on the app."""

    version_of = "enrolment"

    school_year = models.ForeignKey(
        SchoolYear, models.PROTECT, related_name="enrolment_steps", verbose_name="学年"
    )
    title = models.CharField("事项", max_length=40)
    starts_on = models.DateField("开始")
    ends_on = models.DateField("结束", help_text="只有一天的，与开始同一天。")
    note = models.CharField("说明", max_length=200, blank=True)
    source = models.CharField("来源", max_length=120)
    sample = models.BooleanField("示例", default=False)

    objects = EnrolmentStepQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "入学日程"
        ordering = ["-school_year__start", "starts_on", "ends_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="enrolment_step_ends_after_start",
                violation_error_message="结束不能早于开始。",
            ),
        ]

    def __str__(self):
        return f"{self.school_year} {self.title}"

    @property
    def is_over(self):
        return self.ends_on < timezone.localdate()

    @property
    def is_running(self):
        return self.starts_on <= timezone.localdate() <= self.ends_on
