"""Bell times, classes, and the weekly timetable in its versions.

**The lessons valid on a date.** A school's timetable of a term is a `Timetable`; a new one from a later day
takes over from it and the old one stays. Of a school's timetables of the term the latest that begins on or
before the date holds (`Timetable.objects.on(date)`), until the day before the next begins
(`timetables.spans` says these days). So `Lesson.objects.on(date)` are the weekly lessons of a date;
`lesson.falls_in(week number)` says whether a lesson of alternate weeks is given then; which weekday's
lessons a day has is `calendar.taught_days`. `occurrences.py` puts all of it together, with what was changed
for a day (`LessonChange`: 调课, 代课).
"""

from math import gcd

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from accounts.models import User
from accounts.rights import owned
from publishing.models import RaisesVersion
from schools.models.places import School
from schools.models.teaching import WEEKDAYS, SchoolYear, Subject, Teacher, Term


class BellPeriod(RaisesVersion):
    """One row of a school's bell schedule (作息). Rows of one `from_on` belong together (夏季, 冬季作息):
    those of the latest day on or before a date hold on it, and rows without a day from the beginning."""

    version_of = "schools"

    school = models.ForeignKey(School, models.CASCADE, related_name="bell_periods", verbose_name="学校")
    from_on = models.DateField(
        "起用日期", null=True, blank=True, help_text="空着：一直如此。换作息时另写一套，填从哪天起。"
    )
    number = models.PositiveSmallIntegerField("节次")
    starts_at = models.TimeField("上课")
    ends_at = models.TimeField("下课")

    objects = owned("school__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "作息"
        ordering = ["school", "from_on", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "number"],
                condition=Q(from_on=None),
                name="bell_period_once",
                violation_error_message="这一节已经有了。",
            ),
            models.UniqueConstraint(
                fields=["school", "from_on", "number"],
                name="bell_period_once_a_schedule",
                violation_error_message="这套作息里这一节已经有了。",
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


class TimetableQuerySet(owned("school__unit")):
    def on(self, date):
        """One timetable a school: the one that holds on a date, if it lies in a term."""
        latest = Timetable.objects.filter(
            school=OuterRef("school"), term=OuterRef("term"), starts_on__lte=date
        ).order_by("-starts_on")
        running = self.filter(starts_on__lte=date, term__starts_on__lte=date, term__ends_on__gte=date)
        return running.filter(pk=Subquery(latest.values("pk")[:1]))


class Timetable(RaisesVersion):
    """A school's timetable (总课表) of a term from a day on; see the head of this file for its last day."""

    version_of = "schools"

    school = models.ForeignKey(School, models.CASCADE, related_name="timetables", verbose_name="学校")
    term = models.ForeignKey(Term, models.PROTECT, related_name="timetables", verbose_name="学期")
    starts_on = models.DateField("从哪天起", help_text="新课表从这一天起用，之前的课表照样留着。")
    note = models.CharField("说明", max_length=60, blank=True)
    made_at = models.DateTimeField("录入时间", auto_now_add=True)
    made_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="timetables",
        verbose_name="录入人",
    )
    sample = models.BooleanField("示例", default=False)

    objects = TimetableQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "总课表"
        ordering = ["school", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "term", "starts_on"],
                name="timetable_once_a_day",
                violation_error_message="这一天起已有一份课表，请直接修改它。",
            ),
        ]

    def __str__(self):
        return f"{self.school.short_name} {self.term} {self.starts_on}起"

    def clean(self):
        if self.term_id and self.starts_on and not self.term.starts_on <= self.starts_on <= self.term.ends_on:
            raise ValidationError({"starts_on": "起用日期要在这个学期里。"})


class LessonQuerySet(owned("group__school__unit")):
    def on(self, date):
        """The weekly lessons of the timetables that hold on a date, whatever its weekday."""
        return self.filter(timetable__in=Timetable.objects.on(date))


class Lesson(RaisesVersion):
    """A weekly slot of a timetable.

    That a class and a teacher have one lesson at a time stands in the database for lessons of every, odd and
    even week, and for two of the same rotation; a lesson of every third or fourth week beside another
    rotation is judged by `clash_with`. A teacher of two schools has two timetables, whose bells differ:
    there the hours are compared (`busy.py`).
    """

    version_of = "schools"

    class Weeks(models.IntegerChoices):
        """Tens: so many weeks a round; units: the week of the round. Odd weeks are the first of two."""

        EVERY = 11, "每周"
        ODD = 21, "单周"
        EVEN = 22, "双周"
        FIRST_OF_3 = 31, "三周一轮的第1周"
        SECOND_OF_3 = 32, "三周一轮的第2周"
        THIRD_OF_3 = 33, "三周一轮的第3周"
        FIRST_OF_4 = 41, "四周一轮的第1周"
        SECOND_OF_4 = 42, "四周一轮的第2周"
        THIRD_OF_4 = 43, "四周一轮的第3周"
        FOURTH_OF_4 = 44, "四周一轮的第4周"

    group = models.ForeignKey(TeachingGroup, models.CASCADE, related_name="lessons", verbose_name="教学班")
    timetable = models.ForeignKey(Timetable, models.CASCADE, related_name="lessons", verbose_name="总课表")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="lessons", verbose_name="学科")
    teacher = models.ForeignKey(
        Teacher, models.SET_NULL, null=True, blank=True, related_name="lessons", verbose_name="任课教师"
    )
    weekday = models.PositiveSmallIntegerField("周几", choices=WEEKDAYS)
    period_no = models.PositiveSmallIntegerField("节次")
    weeks = models.PositiveSmallIntegerField("周次", choices=Weeks, default=Weeks.EVERY)

    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "课表"
        ordering = ["group", "weekday", "period_no", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=[who, "timetable", "weekday", "period_no", *also],
                condition=Q(weeks__in=weeks),
                name=f"{who}_has_one_lesson_in_{name}",
                violation_error_message=message,
            )
            for who, message in [("group", "这个班这一节已排了课。"), ("teacher", "这位教师这一节已有课。")]
            for name, weeks, also in [
                ("odd_weeks", [11, 21], []),
                ("even_weeks", [11, 22], []),
                ("a_round", [31, 32, 33, 41, 42, 43, 44], ["weeks"]),
            ]
        ]

    def __str__(self):
        return f"{self.group} {self.get_weekday_display()}第{self.period_no}节 {self.subject}"

    # Keys of rows that are changed on the same page, which are judged there.
    judged_with = frozenset()

    @property
    def cycle(self):
        """Of so many weeks the lesson is given in one: a lesson counts 1/cycle periods a week."""
        return self.weeks // 10

    def falls_in(self, week_no):
        """Whether the lesson is given in that week of the term, counted from 1."""
        return falls_in(self.weeks, week_no)

    def clean(self):
        if not self.group_id or not self.timetable_id:
            return
        if self.timetable.school_id != self.group.school_id:
            raise ValidationError({"timetable": "这份课表不是这个班的学校的。"})
        if self.timetable.term.school_year_id != self.group.school_year_id:
            raise ValidationError({"timetable": "学期和教学班不在同一学年。"})
        others = Lesson.objects.exclude(pk__in={self.pk, *self.judged_with} - {None}).filter(
            timetable=self.timetable, weekday=self.weekday, period_no=self.period_no
        )
        for other in others.filter(Q(group=self.group) | Q(teacher__isnull=False, teacher=self.teacher)):
            if sentence := self.clash_with(other):
                raise ValidationError(sentence)

    def clash_with(self, other):
        """Why two lessons may not both stand: the constraints' rule, with the slot named."""
        slots = {(one.timetable_id, one.weekday, one.period_no) for one in (self, other)}
        if len(slots) > 1 or not meet(self.weeks, other.weeks):
            return ""
        slot = f"{self.get_weekday_display()}第{self.period_no}节"
        if self.group_id == other.group_id:
            return f"这个班{slot}已排了{other.subject}。"
        if self.teacher_id and self.teacher_id == other.teacher_id:
            return f"{self.teacher.name}{slot}已有{other.group.name}的课。"
        return ""


def falls_in(weeks, week_no):
    cycle, place = divmod(weeks, 10)
    return (week_no - place) % cycle == 0


def meet(weeks, others):
    """Whether two rotations ever fall in the same week."""
    (cycle, place), (other_cycle, other_place) = divmod(weeks, 10), divmod(others, 10)
    return (place - other_place) % gcd(cycle, other_cycle) == 0


class LessonChange(RaisesVersion):
    """A lesson of one date that is given otherwise: by somebody else (代课), or at another time (调课).

    Written by whatever arranges it, e.g. cover for a teacher who is away; two lessons that change places are
    two rows. `teacher` None: it falls out.
    """

    version_of = "schools"

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="changes", verbose_name="课")
    date = models.DateField("原定日期")
    held_on = models.DateField("改到")
    period_no = models.PositiveSmallIntegerField("改到第几节")
    teacher = models.ForeignKey(
        Teacher,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lesson_changes",
        verbose_name="上课教师",
    )
    note = models.CharField("说明", max_length=60, blank=True)

    objects = owned("lesson__group__school__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "调课代课"
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "date"],
                name="lesson_changed_once_a_day",
                violation_error_message="这节课已经调过了，请先撤销原来的安排。",
            ),
        ]

    def __str__(self):
        return f"{self.lesson} {self.date}→{self.held_on}第{self.period_no}节"
