"""教研组 of a school: members, a term's plan, the weekly rota of open lessons; and contests (赛课)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import Unit
from accounts.rights import owned
from publishing.models import RaisesVersion
from schools.models.places import School
from schools.models.teaching import WEEKDAYS, Subject, Teacher, Term


class ResearchGroupQuerySet(owned("school__unit")):
    def shown(self):
        """Of schools whose own pages readers can open."""
        return self.filter(school__in=School.objects.published().open())

    def for_page(self):
        return self.select_related("school", "subject", "leader")


class ResearchGroup(RaisesVersion):
    """The teachers of a subject at one school, who research together."""

    version_of = "schools"

    school = models.ForeignKey(School, models.CASCADE, related_name="research_groups", verbose_name="学校")
    name = models.CharField("名称", max_length=30, help_text="如：语文组。")
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="research_groups", verbose_name="学科"
    )
    leader = models.ForeignKey(
        Teacher,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="research_groups_led",
        verbose_name="组长",
    )
    members = models.ManyToManyField(Teacher, blank=True, related_name="research_groups", verbose_name="组员")
    meets = models.CharField("活动时间", max_length=40, blank=True, help_text="如：每周三下午第二节。")
    sample = models.BooleanField("示例", default=False)

    objects = ResearchGroupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "教研组"
        ordering = ["school", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "name"],
                name="research_group_once",
                violation_error_message="本校已有同名教研组。",
            ),
        ]

    def __str__(self):
        return f"{self.school.short_name}{self.name}"

    def get_absolute_url(self):
        return reverse("research:group", args=[self.pk])


class ResearchPlan(models.Model):
    """A group's plan for a term, a line for each point."""

    group = models.ForeignKey(ResearchGroup, models.CASCADE, related_name="plans", verbose_name="教研组")
    term = models.ForeignKey(Term, models.PROTECT, related_name="research_plans", verbose_name="学期")
    text = models.TextField("计划", max_length=3000, help_text="每条一行。")

    objects = owned("group__school__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "教研计划"
        ordering = ["group", "-term__starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "term"],
                name="research_plan_once_a_term",
                violation_error_message="本学期的计划已经有了，请直接修改。",
            ),
        ]

    def __str__(self):
        return f"{self.group} {self.term}"


class OpenLesson(RaisesVersion):
    """An open lesson of the rota: who teaches what, when, where. Anybody of the school may come."""

    version_of = "schools"

    group = models.ForeignKey(
        ResearchGroup, models.CASCADE, related_name="open_lessons", verbose_name="教研组"
    )
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="open_lessons", verbose_name="上课教师")
    topic = models.CharField("课题", max_length=60)
    class_name = models.CharField("班级", max_length=30, blank=True)
    held_on = models.DateField("日期", db_index=True)
    period_no = models.PositiveSmallIntegerField("节次", null=True, blank=True)
    place = models.CharField("地点", max_length=40, blank=True)
    sample = models.BooleanField("示例", default=False)

    objects = owned("group__school__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公开课"
        ordering = ["held_on", "period_no", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["teacher", "held_on", "period_no"],
                name="open_lesson_one_at_a_time",
                violation_error_message="这位教师这一节已排了公开课。",
            ),
        ]

    def __str__(self):
        return f"{self.teacher.name}《{self.topic}》"

    @property
    def when(self):
        period = f" 第{self.period_no}节" if self.period_no else ""
        weekday = dict(WEEKDAYS)[self.held_on.isoweekday()]
        return f"{self.held_on.month}月{self.held_on.day}日 {weekday}{period}"


class ContestQuerySet(owned("unit")):
    def for_page(self):
        return self.select_related("unit", "subject").prefetch_related("entries__teacher__school")

    def since(self, day):
        """Those not over before a day, soonest first."""
        return self.filter(ends_on__gte=day).order_by("starts_on", "pk")


class Contest(RaisesVersion):
    """赛课: lessons around one theme. Who teaches when stands here; marks and places do not."""

    version_of = "schools"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="contests", verbose_name="举办单位")
    title = models.CharField("名称", max_length=60)
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="contests", verbose_name="学科"
    )
    theme = models.CharField("主题", max_length=80, blank=True)
    starts_on = models.DateField("开始")
    ends_on = models.DateField("结束")
    sample = models.BooleanField("示例", default=False)

    objects = ContestQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "赛课"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="contest_ends_after_start",
                violation_error_message="结束不能早于开始。",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("research:contest", args=[self.pk])


class ContestEntry(RaisesVersion):
    """A lesson of a contest, in the order that was drawn."""

    version_of = "schools"

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="entries", verbose_name="赛课")
    teacher = models.ForeignKey(
        Teacher, models.PROTECT, related_name="contest_entries", verbose_name="上课教师"
    )
    topic = models.CharField("课题", max_length=60)
    order = models.PositiveSmallIntegerField("抽签顺序")
    held_on = models.DateField("日期", null=True, blank=True)
    period_no = models.PositiveSmallIntegerField("节次", null=True, blank=True)

    objects = owned("contest__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "赛课课题"
        ordering = ["contest", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "order"],
                name="contest_order_drawn_once",
                violation_error_message="这个顺序已有人抽到。",
            ),
            models.UniqueConstraint(
                fields=["contest", "teacher"],
                name="contest_entered_once",
                violation_error_message="这位教师已经报了这场赛课。",
            ),
        ]

    def __str__(self):
        return f"{self.order}. {self.teacher.name}《{self.topic}》"
