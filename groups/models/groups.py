"""Education groups, who belongs to them and since when."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Unit
from accounts.rights import owned
from groups import presence
from pictures.models import Picture
from publishing.models import Published, PublishedQuerySet, RaisesVersion
from schools.models import School
from search.words import pinyin


class GroupQuerySet(PublishedQuerySet, owned("unit")):
    def listed(self):
        return self.published().order_by("order", "pinyin", "pk")

    def for_page(self):
        return self.select_related("lead_picture")


class EducationGroup(Published):
    """An education group. A lead school leads; members join for a time, loosely or tightly."""

    class Direction(models.TextChoices):
        HORIZONTAL = "horizontal", "横向（同学段）"
        VERTICAL = "vertical", "纵向（跨学段）"

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="group", verbose_name="单位")
    slug = models.CharField(
        "网址名",
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", "请用小写拼音和短横线。")],
    )
    name = models.CharField("名称", max_length=60)
    pinyin = models.CharField("拼音", max_length=200, editable=False)
    direction = models.CharField(
        "方向", max_length=10, choices=Direction, blank=True, help_text="来源没写就空着，页面不显示。"
    )
    stated_size = models.PositiveSmallIntegerField(
        "来源所述学校数", null=True, blank=True, help_text="来源写了几所就填几所；未列名的学校不补造。"
    )
    standfirst = models.TextField("一句话介绍", max_length=200, blank=True)
    about = models.TextField("集团介绍", blank=True, help_text="每段一行。")
    source = models.CharField("来源", max_length=120, blank=True)
    lead_picture = models.ForeignKey(
        Picture, models.SET_NULL, null=True, blank=True, related_name="leading_groups", verbose_name="题图"
    )
    order = models.PositiveSmallIntegerField("顺序", default=0)
    sample = models.BooleanField("示例", default=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "教育集团"
        ordering = ["order", "pinyin", "pk"]

    def __str__(self):
        return self.name

    def clean(self):
        self.refuse_turn()

    def refuse_turn(self):
        """Raise ValidationError where members stand in the way of a new direction.

        Members copied a stated direction, so it stays; one that was left open may still be stated, and be
        taken back, unless that puts a member into two groups of one direction.
        """
        before = EducationGroup.objects.filter(pk=self.pk).first() if self.pk else None
        if before is None or before.direction == self.direction:
            return
        for membership in self.memberships.all():
            if before.direction and self.direction:
                raise ValidationError({"direction": "集团已有成员，方向不能再改。"})
            membership.refuse_overlap()

    def save(self, *args, **kwargs):
        self.pinyin = pinyin(self.name)[:200]
        with transaction.atomic():
            stored = EducationGroup.objects.select_for_update().filter(pk=self.pk)
            before = stored.only("slug", "direction").first() if self.pk else None
            self.refuse_turn()
            super().save(*args, **kwargs)
            if before and before.slug != self.slug:
                presence.leave(before)
            if before and before.direction != self.direction:
                self.turn_members()
            presence.renew(self)

    def turn_members(self):
        """Let the memberships copy the direction anew, in one order of schools for everyone."""
        for membership in self.memberships.order_by("school", "pk"):
            membership.save()

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            presence.leave(self)
            return super().delete(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("groups:detail", args=[self.slug])


class MembershipQuerySet(owned("group__unit")):
    def active(self, on=None):
        on = on or timezone.localdate()
        return self.filter(Q(joined_on__isnull=True) | Q(joined_on__lte=on)).filter(
            Q(left_on__isnull=True) | Q(left_on__gt=on)
        )

    def overlapping(self, joined_on, left_on):
        """Memberships that share a day with a time; no date means without beginning, or without end."""
        found = self
        if left_on is not None:
            found = found.filter(Q(joined_on__isnull=True) | Q(joined_on__lt=left_on))
        if joined_on is not None:
            found = found.filter(Q(left_on__isnull=True) | Q(left_on__gt=joined_on))
        return found

    def shown(self, on=None):
        """What readers see: active members whose own pages they can open."""
        return self.active(on).filter(
            school__in=School.objects.published().open(), group__in=EducationGroup.objects.published()
        )


class Membership(RaisesVersion):
    """A school's time in a group. `left_on` is the first day it no longer belongs.

    A school is in one group of a direction at a time, and a group has one lead at a time: `save` refuses
    overlaps under a lock, and PostgreSQL by exclusion constraints (migration 0002).
    """

    version_of = "groups"

    class Role(models.TextChoices):
        LEAD = "lead", "牵头校"
        MEMBER = "member", "成员校"

    class Tightness(models.TextChoices):
        TIGHT = "tight", "紧密型"
        ALLIANCE = "alliance", "联盟型"

    group = models.ForeignKey(
        EducationGroup, models.PROTECT, related_name="memberships", verbose_name="教育集团"
    )
    school = models.ForeignKey(School, models.PROTECT, related_name="memberships", verbose_name="学校")
    role = models.CharField("身份", max_length=6, choices=Role, default=Role.MEMBER)
    # Copied from the group, so that the database itself can refuse a second one of the same direction.
    # Not stated counts as a direction of its own: one such group at a time, too.
    direction = models.CharField(
        "方向", max_length=10, choices=EducationGroup.Direction, blank=True, editable=False
    )
    tightness = models.CharField("类型", max_length=8, choices=Tightness, blank=True)
    joined_on = models.DateField("加入日期", null=True, blank=True, help_text="来源没写就空着。")
    left_on = models.DateField("退出日期", null=True, blank=True)
    note = models.CharField("说明", max_length=120, blank=True)
    source = models.CharField("来源", max_length=120, blank=True)
    sample = models.BooleanField("示例", default=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "集团成员"
        ordering = ["group", "role", "school__official_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(role="lead", left_on__isnull=True),
                name="group_has_one_lead",
                violation_error_message="这个集团已有牵头校，请先填写原牵头校的退出日期。",
            ),
            models.UniqueConstraint(
                fields=["school", "direction"],
                condition=Q(left_on__isnull=True),
                name="school_in_one_group_a_direction",
                violation_error_message="这所学校已在同一方向的另一个集团，请先填写退出日期。",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(joined_on__isnull=True) | Q(left_on__gt=F("joined_on")),
                name="membership_ends_after_start",
                violation_error_message="退出日期要晚于加入日期。",
            ),
        ]

    def __str__(self):
        return f"{self.school.short_name} · {self.group.name}{self.get_role_display()}"

    def clean(self):
        if self.group_id and self.school_id:
            self.refuse_overlap()

    # Keys of rows that are changed on the same page, which are judged there.
    judged_with = frozenset()

    def refuse_overlap(self):
        """Raise ValidationError, naming the other membership, where this one would share a day with it."""
        others = Membership.objects.exclude(pk__in={self.pk, *self.judged_with} - {None})
        others = others.overlapping(self.joined_on, self.left_on)
        same = others.filter(school=self.school_id, direction=self.group.direction).first()
        if same:
            raise ValidationError(
                f"{self.school.short_name}这段时间已在{same.group.name}"
                f"（{same.time_words}），请先填写那里的退出日期。"
            )
        lead = others.filter(group=self.group_id, role=self.Role.LEAD).first()
        if lead and self.role == self.Role.LEAD:
            raise ValidationError(
                f"{self.group.name}这段时间已有牵头校{lead.school.short_name}"
                f"（{lead.time_words}），请先填写它的退出日期。"
            )

    def clash_with(self, other):
        """Why two rows of a group may not both stand: one school twice, or two leads, at a time."""
        begins = other.left_on is None or self.joined_on is None or self.joined_on < other.left_on
        ends = self.left_on is None or other.joined_on is None or other.joined_on < self.left_on
        leads = self.role == other.role == self.Role.LEAD
        if begins and ends and (leads or self.school_id == other.school_id):
            return f"{other}（{other.time_words}）和{self}（{self.time_words}）的时间重叠了。"
        return ""

    @property
    def time_words(self):
        start = f"{self.joined_on:%Y-%m-%d}" if self.joined_on else "起始未注明"
        return f"{start}至{self.left_on:%Y-%m-%d}" if self.left_on else f"{start}至今"

    def save(self, *args, **kwargs):
        with transaction.atomic():
            # One order for everyone: the group, then the school.
            self.group = EducationGroup.objects.select_for_update().get(pk=self.group_id)
            self.school = School.objects.select_for_update().get(pk=self.school_id)
            self.direction = self.group.direction
            self.refuse_overlap()
            super().save(*args, **kwargs)
