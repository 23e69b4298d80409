"""结对: two teachers prepare, teach and review one lesson together. Written by `pairing.py` alone."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Unit, User
from accounts.rights import owned
from classrooms.models.reviewing import ObservedLesson
from groups.models import Mentorship
from schools.models import Subject, Teacher


class CycleQuerySet(owned("organiser")):
    def for_list(self):
        return self.select_related("teacher__school", "subject", "organiser")

    def open(self, on=None):
        on = on or timezone.localdate()
        return self.filter(closed_at=None).filter(Q(closes_on=None) | Q(closes_on__gte=on))


class PairingCycle(models.Model):
    """A master's offer to pair, or a school's need: what pairs come from."""

    class Kind(models.TextChoices):
        OFFER = "offer", "愿意结对"
        NEED = "need", "希望结对"

    class Form(models.TextChoices):
        MENTORING = "mentoring", "师徒：一人带一人"
        PEERS = "peers", "同伴：一起备，轮着上"

    organiser = models.ForeignKey(
        Unit, models.PROTECT, related_name="pairing_cycles", verbose_name="组织单位"
    )
    kind = models.CharField("类别", max_length=5, choices=Kind)
    form = models.CharField("形式", max_length=9, choices=Form, default=Form.MENTORING)
    teacher = models.ForeignKey(
        Teacher, models.PROTECT, related_name="pairing_cycles", verbose_name="谁愿意，或谁需要"
    )
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="pairing_cycles", verbose_name="学科"
    )
    title = models.CharField("一句话", max_length=60, help_text="如：一起备好三年级习作。")
    about = models.TextField("说明", max_length=400, blank=True)
    places = models.PositiveSmallIntegerField("几对", default=1)
    closes_on = models.DateField("截止", null=True, blank=True)
    closed_at = models.DateTimeField("关闭时间", null=True, blank=True, editable=False)
    created_at = models.DateTimeField("发起时间", default=timezone.now, editable=False)
    sample = models.BooleanField("示例", default=False)

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "结对意向"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(places__gte=1),
                name="cycle_has_a_place",
                violation_error_message="至少结一对。",
            ),
        ]

    def __str__(self):
        return self.title


class PairQuerySet(owned("cycle__organiser")):
    def of(self, user):
        return self.filter(Q(first__user=user) | Q(second__user=user))

    def visible_to(self, user):
        """One's own pairs, and those one organises."""
        organised = self.reachable_by(user, "organise").values("pk")
        return self.filter(Q(first__user=user) | Q(second__user=user) | Q(pk__in=organised))

    def active(self):
        return self.filter(state__in=Pair.State.active())

    def standing(self):
        """Pairs that work together, or did."""
        return self.filter(state__in=[*Pair.State.active(), Pair.State.DONE])

    def waiting_for_lead(self):
        return self.active().exclude(lead_asked_on=None)

    def for_list(self):
        return self.select_related(
            "cycle__organiser",
            "cycle__subject",
            "first__school",
            "second__school",
            "first__user",
            "second__user",
        )


class Pair(models.Model):
    """Two teachers on their way. `first` guides where the form is 师徒; `moved_on`: of the last move."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "等对方答复"
        PLAN = "plan", "定方案"
        PREPARE = "prepare", "一起备课"
        TEACH = "teach", "上课"
        REVIEW = "review", "评课"
        FOLLOW_UP = "follow_up", "回头看"
        DONE = "done", "已完成"
        DECLINED = "declined", "没有结成"
        ENDED = "ended", "已结束"

        @classmethod
        def active(cls):
            return (cls.PLAN, cls.PREPARE, cls.TEACH, cls.REVIEW, cls.FOLLOW_UP)

    cycle = models.ForeignKey(PairingCycle, models.PROTECT, related_name="pairs", verbose_name="结对意向")
    first = models.ForeignKey(
        Teacher, models.PROTECT, related_name="pairs_first", verbose_name="指导（一方）"
    )
    second = models.ForeignKey(
        Teacher, models.PROTECT, related_name="pairs_second", verbose_name="青年（另一方）"
    )
    mentorship = models.ForeignKey(
        Mentorship, models.SET_NULL, null=True, blank=True, related_name="pairs", verbose_name="师徒协议"
    )
    state = models.CharField("进展", max_length=9, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="pairs_proposed", verbose_name="提出人"
    )
    proposed_at = models.DateTimeField("提出时间", default=timezone.now, editable=False)
    moved_on = models.DateField("最近一次进展", default=timezone.localdate)
    reminded_on = models.DateField("提醒日期", null=True, blank=True, editable=False)
    lead_asked_on = models.DateField("待牵头校协调起", null=True, blank=True, editable=False)
    lesson = models.ForeignKey(
        ObservedLesson, models.PROTECT, null=True, blank=True, related_name="pairs", verbose_name="所上的课"
    )
    outcome = models.TextField("收获", max_length=1000, blank=True)
    end_reason = models.CharField("结束原因", max_length=120, blank=True)
    continues = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="continued_by", verbose_name="接着哪一对"
    )
    sample = models.BooleanField("示例", default=False)

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "结对"
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(first=F("second")),
                name="pair_of_two",
                violation_error_message="不能和自己结对。",
            ),
            models.UniqueConstraint(
                fields=["cycle", "first", "second"],
                condition=~Q(state__in=["declined", "ended", "done"]),
                name="pair_once_a_cycle",
                violation_error_message="这两位教师已经在这里结对。",
            ),
        ]

    def __str__(self):
        return f"{self.first.name}、{self.second.name}"

    def get_absolute_url(self):
        return reverse("pairs:pair", args=[self.pk])

    @property
    def is_active(self):
        return self.state in self.State.active()

    @property
    def teachers(self):
        return (self.first, self.second)

    def side_of(self, user):
        """The teacher of the pair whose account this is, or None."""
        return next((one for one in self.teachers if one.user_id and one.user_id == user.pk), None)

    def other_than(self, teacher):
        return self.second if teacher.pk == self.first_id else self.first


# The steps of the chain, in their order.
STEPS = [(one.value, one.label) for one in Pair.State.active()]


class PairStep(models.Model):
    """A step of the chain: by when, and when it was done."""

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="steps", verbose_name="结对")
    step = models.CharField("步骤", max_length=9, choices=STEPS)
    due_on = models.DateField("最晚")
    done_on = models.DateField("完成", null=True, blank=True)

    objects = owned("pair__cycle__organiser").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "结对步骤"
        ordering = ["pair", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "step"], name="pair_step_once", violation_error_message="这一步已经有了。"
            ),
        ]

    def __str__(self):
        return self.get_step_display()


class PlanVersion(models.Model):
    """A version of the plan both work on: a file, words, or both."""

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="plans", verbose_name="结对")
    number = models.PositiveSmallIntegerField("第几稿")
    file = models.FileField("文件", upload_to="plans/", max_length=120, blank=True)
    file_name = models.CharField("文件名", max_length=120, blank=True)
    text = models.TextField("正文或说明", max_length=4000, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="plan_versions", verbose_name="谁")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "备课稿"
        ordering = ["pair", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "number"],
                name="plan_number_once",
                violation_error_message="对方刚刚也交了一稿，请刷新页面后再交。",
            ),
            models.CheckConstraint(
                condition=~Q(file="", text=""),
                name="plan_says_something",
                violation_error_message="请写几句，或选一个文件。",
            ),
        ]

    def __str__(self):
        return f"第{self.number}稿"


class PlanComment(models.Model):
    """A word to a version of the plan."""

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="comments", verbose_name="备课稿")
    text = models.TextField("意见", max_length=1000)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="plan_comments", verbose_name="谁")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "备课意见"
        ordering = ["plan", "at", "pk"]

    def __str__(self):
        return self.text[:30]
