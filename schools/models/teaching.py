"""Subjects, teachers and the school calendar."""

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.ready import ready
from accounts.rights import may, owned
from publishing.models import RaisesVersion
from schools.models.places import School
from search.index import pinyin

WEEKDAYS = [(1, "周一"), (2, "周二"), (3, "周三"), (4, "周四"), (5, "周五"), (6, "周六"), (7, "周日")]


class Subject(models.Model):
    name = models.CharField("名称", max_length=20, unique=True)
    order = models.PositiveSmallIntegerField("顺序", default=0)

    objects = owned(None).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "学科"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name


class SchoolYear(models.Model):
    """2026 is the school year 2026—2027."""

    start = models.PositiveSmallIntegerField("起始年", unique=True)

    objects = owned(None).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "学年"
        ordering = ["-start"]

    def __str__(self):
        return f"{self.start}—{self.start + 1}学年"


class Term(RaisesVersion):
    """A term of the district's calendar. Week 1 is the week of its first day."""

    version_of = "schools"

    class Number(models.IntegerChoices):
        FIRST = 1, "第一学期"
        SECOND = 2, "第二学期"

    school_year = models.ForeignKey(SchoolYear, models.PROTECT, related_name="terms", verbose_name="学年")
    number = models.PositiveSmallIntegerField("学期", choices=Number)
    starts_on = models.DateField("开学")
    ends_on = models.DateField("放假")
    sample = models.BooleanField("示例", default=False)

    objects = owned(None).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "学期"
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["school_year", "number"], name="term_once_a_year"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="term_ends_after_start",
                violation_error_message="放假要在开学之后。",
            ),
        ]

    def __str__(self):
        return f"{self.school_year}{self.get_number_display()}"


class CalendarDayQuerySet(owned("school__unit")):
    def reachable_by(self, user, verb):
        """The district's days are everybody's to see, and the district's to change."""
        found = super().reachable_by(user, verb)
        if verb != "view" or not may(user, "view", "schools.calendarday"):
            return found
        return self.filter(Q(school=None) | Q(pk__in=found.values("pk")))

    def of_the_district(self):
        return self.filter(school=None)


class CalendarDay(RaisesVersion):
    """A day that is not what its weekday says: a holiday, or one taught as another weekday (调休).

    Without a school it is the district's, inherited by every school; a school's own row of the same date
    goes before it.
    """

    version_of = "schools"

    date = models.DateField("日期")
    school = models.ForeignKey(
        School,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="calendar_days",
        verbose_name="学校",
        help_text="空着：全区。",
    )
    taught_as = models.PositiveSmallIntegerField(
        "补周几的课", choices=WEEKDAYS, null=True, blank=True, help_text="空着：放假。"
    )
    note = models.CharField("说明", max_length=40, blank=True)
    sample = models.BooleanField("示例", default=False)

    objects = CalendarDayQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "校历调整"
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["date"],
                condition=Q(school=None),
                name="district_calendar_day_once",
                violation_error_message="全区的校历里已有这一天。",
            ),
            models.UniqueConstraint(
                fields=["school", "date"],
                name="school_calendar_day_once",
                violation_error_message="这所学校的校历里已有这一天。",
            ),
        ]

    def __str__(self):
        return f"{self.date} {self.note}"


class ExamPeriodQuerySet(owned("school__unit")):
    def reachable_by(self, user, verb):
        """As the calendar's days: the district's are everybody's to see."""
        found = super().reachable_by(user, verb)
        if verb != "view" or not may(user, "view", "schools.examperiod"):
            return found
        return self.filter(Q(school=None) | Q(pk__in=found.values("pk")))


class ExamPeriod(RaisesVersion):
    """Days of examinations (考试周): no lessons by the timetable, and teachers are wanted at school."""

    version_of = "schools"

    school = models.ForeignKey(
        School,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="exam_periods",
        verbose_name="学校",
        help_text="空着：全区。",
    )
    starts_on = models.DateField("开始")
    ends_on = models.DateField("结束", help_text="含这一天。")
    note = models.CharField("说明", max_length=40, default="考试周")
    sample = models.BooleanField("示例", default=False)

    objects = ExamPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考试周"
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="exams_end_after_start",
                violation_error_message="结束不能早于开始。",
            ),
        ]

    def __str__(self):
        return f"{self.note} {self.starts_on}—{self.ends_on}"


class TeacherQuerySet(owned("school__unit")):
    def of(self, user):
        """The teacher whose account this is, or None."""
        return next(iter(_whose_account_is(user=user.pk)), None)

    def serving(self):
        return self.filter(left_on__isnull=True)


class Teacher(models.Model):
    """A teacher at a school; with an account once they sign in. `school` is the present or last one."""

    class Backbone(models.TextChoices):
        SCHOOL = "school", "校级骨干"
        DISTRICT = "district", "区级骨干"
        CITY = "city", "市级骨干"
        NATIONAL = "national", "国家级骨干"

    class Title(models.TextChoices):
        LEVEL3 = "level3", "三级教师"
        LEVEL2 = "level2", "二级教师"
        LEVEL1 = "level1", "一级教师"
        SENIOR = "senior", "高级教师"
        PROFESSOR = "professor_senior", "正高级教师"

    user = models.OneToOneField(
        User, models.SET_NULL, null=True, blank=True, related_name="teacher", verbose_name="账号"
    )
    school = models.ForeignKey(School, models.PROTECT, related_name="teachers", verbose_name="学校")
    name = models.CharField("姓名", max_length=40)
    pinyin = models.CharField("拼音", max_length=120, editable=False)
    title = models.CharField("职称", max_length=20, choices=Title, blank=True)
    specialism = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="specialists", verbose_name="专任学科"
    )
    backbone = models.CharField("骨干", max_length=10, choices=Backbone, blank=True)
    public = models.BooleanField("公开姓名", default=False)
    # Set by `postings.leave`: the first day on which the teacher is at no school of the district.
    left_on = models.DateField("离校日期", null=True, blank=True, editable=False)
    sample = models.BooleanField("示例", default=False)

    objects = TeacherQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "教师"
        ordering = ["school", "pinyin", "pk"]

    def __str__(self):
        return f"{self.name}（{self.school.short_name}）"

    def save(self, *args, **kwargs):
        self.pinyin = pinyin(self.name)[:120]
        super().save(*args, **kwargs)


@ready
def _whose_account_is(user):
    return Teacher.objects.select_related("school").filter(user=user).order_by()


class Posting(models.Model):
    """A time at a school that is over, written by `postings.py` alone; the present is `Teacher.school`."""

    teacher = models.ForeignKey(Teacher, models.CASCADE, related_name="postings", verbose_name="教师")
    school = models.ForeignKey(School, models.PROTECT, related_name="postings", verbose_name="学校")
    from_on = models.DateField("到校日期", null=True, blank=True, help_text="空着：不详。")
    until_on = models.DateField("离校日期", help_text="不再在校的第一天。")
    note = models.CharField("说明", max_length=60, blank=True)

    objects = owned("school__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任教经历"
        ordering = ["teacher", "until_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["teacher", "until_on"],
                name="posting_ends_once",
                violation_error_message="这一天已办过一次调动。",
            ),
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(until_on__gt=F("from_on")),
                name="posting_ends_after_start",
                violation_error_message="离校日期要晚于到校日期。",
            ),
        ]

    def __str__(self):
        return f"{self.teacher.name} {self.school.short_name} 至{self.until_on}"
