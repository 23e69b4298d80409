"""Subjects, teachers, the school calendar and the weekly timetable."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.rights import owned
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


class CalendarDay(RaisesVersion):
    """A day that is not what its weekday says: a holiday, or one taught as another weekday (调休)."""

    version_of = "schools"

    date = models.DateField("日期", unique=True)
    taught_as = models.PositiveSmallIntegerField(
        "补周几的课", choices=WEEKDAYS, null=True, blank=True, help_text="空着：放假。"
    )
    note = models.CharField("说明", max_length=40, blank=True)
    sample = models.BooleanField("示例", default=False)

    objects = owned(None).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "校历调整"
        ordering = ["date"]

    def __str__(self):
        return f"{self.date} {self.note}"


class TeacherQuerySet(owned("school__unit")):
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


class BellPeriod(RaisesVersion):
    """One row of a school's bell schedule (作息)."""

    version_of = "schools"

    school = models.ForeignKey(School, models.CASCADE, related_name="bell_periods", verbose_name="学校")
    number = models.PositiveSmallIntegerField("节次")
    starts_at = models.TimeField("上课")
    ends_at = models.TimeField("下课")

    objects = owned("school__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "作息"
        ordering = ["school", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "number"],
                name="bell_period_once",
                violation_error_message="这一节已经有了。",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="bell_ends_after_start",
                violation_error_message="下课要在上课之后。",
            ),
        ]

    def __str__(self):
        return f"第{self.number}节 {self.starts_at:%H:%M}—{self.ends_at:%H:%M}"


def grade_numbers(value):
    good = (
        isinstance(value, list) and value and all(type(grade) is int and 1 <= grade <= 12 for grade in value)
    )
    if not good or value != sorted(set(value)):
        raise ValidationError("请从小到大填写年级数字，如 [3]；复式班如 [3, 4]。")


class TeachingGroup(RaisesVersion):
    """A class that is taught together; several grades where small classes are merged (复式).

    Grades run from 1 to 12; in a kindergarten 1, 2, 3 are 小班, 中班, 大班.
    """

    version_of = "schools"

    school = models.ForeignKey(School, models.CASCADE, related_name="teaching_groups", verbose_name="学校")
    school_year = models.ForeignKey(
        SchoolYear, models.PROTECT, related_name="teaching_groups", verbose_name="学年"
    )
    name = models.CharField("班级", max_length=30)
    grades = models.JSONField(
        "年级",
        default=list,
        validators=[grade_numbers],
        help_text="如 [3]；复式班如 [3, 4]。幼儿园小、中、大班为 1、2、3。",
    )
    order = models.PositiveSmallIntegerField("顺序", default=0)
    opens_on = models.DateField(
        "开班日期", null=True, blank=True, help_text="学期中途开办的班填写，课时从这一天算起；其余空着。"
    )
    sample = models.BooleanField("示例", default=False)

    objects = owned("school__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "教学班"
        ordering = ["school", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "school_year", "name"],
                name="teaching_group_once",
                violation_error_message="本学年已有这个班。",
            ),
        ]

    def __str__(self):
        return f"{self.school.short_name} {self.name}"


class Lesson(RaisesVersion):
    """A weekly slot of the timetable.

    A lesson of every week fills the odd and the even week: two constraints, one for each kind of week, say
    that a class and a teacher have one lesson at a time.
    """

    version_of = "schools"

    class Parity(models.IntegerChoices):
        EVERY = 0, "每周"
        ODD = 1, "单周"
        EVEN = 2, "双周"

    group = models.ForeignKey(TeachingGroup, models.CASCADE, related_name="lessons", verbose_name="教学班")
    term = models.ForeignKey(Term, models.PROTECT, related_name="lessons", verbose_name="学期")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="lessons", verbose_name="学科")
    teacher = models.ForeignKey(
        Teacher, models.SET_NULL, null=True, blank=True, related_name="lessons", verbose_name="任课教师"
    )
    weekday = models.PositiveSmallIntegerField("周几", choices=WEEKDAYS)
    period_no = models.PositiveSmallIntegerField("节次")
    week_parity = models.PositiveSmallIntegerField("单双周", choices=Parity, default=Parity.EVERY)

    objects = owned("group__school__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "课表"
        ordering = ["group", "weekday", "period_no", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=[who, "term", "weekday", "period_no"],
                condition=~Q(week_parity=other),
                name=f"{who}_has_one_lesson_in_{week}_weeks",
                violation_error_message=message,
            )
            for who, message in [("group", "这个班这一节已排了课。"), ("teacher", "这位教师这一节已有课。")]
            for week, other in [("odd", 2), ("even", 1)]
        ]

    def __str__(self):
        return f"{self.group} {self.get_weekday_display()}第{self.period_no}节 {self.subject}"

    # Keys of rows that are changed on the same page, which are judged there.
    judged_with = frozenset()

    def clean(self):
        if not self.group_id or not self.term_id:
            return
        if self.term.school_year_id != self.group.school_year_id:
            raise ValidationError({"term": "学期和教学班不在同一学年。"})
        others = Lesson.objects.exclude(pk__in={self.pk, *self.judged_with} - {None}).filter(
            term=self.term, weekday=self.weekday, period_no=self.period_no
        )
        for other in others.filter(Q(group=self.group) | Q(teacher__isnull=False, teacher=self.teacher)):
            if sentence := self.clash_with(other):
                raise ValidationError(sentence)

    def clash_with(self, other):
        """Why two lessons may not both stand: the constraints' rule, with the slot named."""
        same_time = (self.term_id, self.weekday, self.period_no) == (
            other.term_id,
            other.weekday,
            other.period_no,
        )
        if not same_time or {self.week_parity, other.week_parity} == {self.Parity.ODD, self.Parity.EVEN}:
            return ""
        slot = f"{self.get_weekday_display()}第{self.period_no}节"
        if self.group_id == other.group_id:
            return f"这个班{slot}已排了{other.subject}。"
        if self.teacher_id and self.teacher_id == other.teacher_id:
            return f"{self.teacher.name}{slot}已有{other.group.name}的课。"
        return ""
