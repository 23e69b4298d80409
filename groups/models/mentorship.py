"""师徒结对 (青蓝工程): agreements signed for one to three years, with targets for each term."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Unit
from accounts.rights import owned
from schools.models import Subject, Teacher


class MentorshipQuerySet(owned("unit")):
    def of(self, user):
        return self.filter(Q(mentor__user=user) | Q(mentee__user=user))

    def active(self, on=None):
        """Agreements that hold on a day (today); how long they run is counted from the signature."""
        on = on or timezone.localdate()
        running = Q()
        for years in range(1, Mentorship.LONGEST + 1):
            running |= Q(years=years, signed_on__gt=years_before(on, years))
        return self.filter(running, signed_on__lte=on).filter(Q(ended_on=None) | Q(ended_on__gt=on))


class Mentorship(models.Model):
    """One agreement of a mentor and a mentee. The signed paper stays at the unit; here is its number."""

    LONGEST = 3

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="mentorships", verbose_name="组织单位")
    mentor = models.ForeignKey(
        Teacher, models.PROTECT, related_name="mentorships_given", verbose_name="指导教师"
    )
    mentee = models.ForeignKey(
        Teacher, models.PROTECT, related_name="mentorships_taken", verbose_name="青年教师"
    )
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="mentorships", verbose_name="学科"
    )
    paper = models.CharField("协议编号", max_length=40, blank=True)
    signed_on = models.DateField("签订日期")
    years = models.PositiveSmallIntegerField("年限", default=1, help_text="1到3年。")
    ended_on = models.DateField("提前结束日期", null=True, blank=True)
    end_reason = models.CharField("提前结束的原因", max_length=120, blank=True)
    sample = models.BooleanField("示例", default=False)

    objects = MentorshipQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "师徒协议"
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(mentor=F("mentee")),
                name="mentorship_of_two",
                violation_error_message="指导教师和青年教师不能是同一人。",
            ),
            models.CheckConstraint(
                condition=Q(years__gte=1, years__lte=3),
                name="mentorship_of_one_to_three_years",
                violation_error_message="协议年限为1到3年。",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gt=F("signed_on")),
                name="mentorship_ends_after_signing",
                violation_error_message="结束日期要晚于签订日期。",
            ),
            models.UniqueConstraint(
                fields=["mentor", "mentee", "signed_on"],
                name="mentorship_signed_once",
                violation_error_message="这两位教师这一天已签过协议。",
            ),
        ]

    def __str__(self):
        return f"{self.mentor.name}带{self.mentee.name}"

    @property
    def until(self):
        """The first day on which it no longer holds."""
        return self.ended_on or years_before(self.signed_on, -self.years)

    @property
    def is_active(self):
        return self.signed_on <= timezone.localdate() < self.until


def years_before(day, years):
    """The same day so many years earlier; 29 February falls on 1 March."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, month=3, day=1)


class MentorshipTarget(models.Model):
    """What an agreement asks for in each term; how much of it was done is counted, never typed in."""

    class Kind(models.TextChoices):
        MENTEE_OBSERVES = "mentee_observes", "青年教师听指导教师的课"
        MENTOR_OBSERVES = "mentor_observes", "指导教师听青年教师的课"
        REPORT_LESSON = "report_lesson", "青年教师上汇报课"
        REFLECTION = "reflection", "青年教师写反思"

    # Seen in the field; every agreement may ask for other numbers.
    USUAL = {
        Kind.MENTEE_OBSERVES: 8,
        Kind.MENTOR_OBSERVES: 4,
        Kind.REPORT_LESSON: 1,
        Kind.REFLECTION: 2,
    }

    mentorship = models.ForeignKey(
        Mentorship, models.CASCADE, related_name="targets", verbose_name="师徒协议"
    )
    kind = models.CharField("目标", max_length=16, choices=Kind)
    number = models.PositiveSmallIntegerField("每学期次数")

    objects = owned("mentorship__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "师徒目标"
        ordering = ["mentorship", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mentorship", "kind"],
                name="mentorship_target_once",
                violation_error_message="这一项目标已经有了。",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}{self.number}次"
