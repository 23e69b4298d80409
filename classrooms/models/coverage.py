"""Coverage as it was on a day, kept for trends. Written by `coverage_days.py` alone."""

from django.db import models

from accounts.rights import owned
from schools.models import School, Subject, Term


class CoverageDay(models.Model):
    """What was owed and given of a subject at a school, from the term's beginning to that day.

    Exact: the parts are whole numbers of which `unit` make one period a week (see `coverage_calendar`).
    """

    date = models.DateField("截至")
    term = models.ForeignKey(Term, models.PROTECT, related_name="coverage_days", verbose_name="学期")
    school = models.ForeignKey(School, models.CASCADE, related_name="coverage_days", verbose_name="学校")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="coverage_days", verbose_name="学科")
    unit = models.BigIntegerField("单位")
    required = models.BigIntegerField("应开")
    specialist = models.BigIntegerField("专任")
    relay = models.BigIntegerField("专递")
    other = models.BigIntegerField("兼任")
    planned = models.PositiveIntegerField("应听节数", default=0)
    done = models.PositiveIntegerField("实听节数", default=0)

    objects = owned("school__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "开课情况"
        ordering = ["-date", "school", "subject"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "subject", "date"],
                name="coverage_once_a_day",
                violation_error_message="这一天已经记过。",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    required__gte=models.F("specialist") + models.F("relay") + models.F("other")
                ),
                name="coverage_never_over_what_is_owed",
                violation_error_message="开出的课时不能多于应开的课时。",
            ),
        ]

    def __str__(self):
        return f"{self.date} {self.school.short_name} {self.subject}"
