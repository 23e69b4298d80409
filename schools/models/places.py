"""Townships, schools and their campuses."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import Unit
from accounts.rights import owned
from pictures.models import Picture
from publishing.models import Published, PublishedQuerySet, RaisesVersion
from schools import presence
from search import names
from search.words import initials, normalise, pinyin, spellings

RESERVED_SLUGS = frozenset({"map", "compare", "suggest", "feed", "new", "admin"})


# Of misspelt names so many are offered.
MOST_NEAR = 12


def slug_allowed(text):
    if text in RESERVED_SLUGS:
        raise ValidationError("这个地址已留作他用，请换一个。")


def list_of_words(value):
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        raise ValidationError("请每行写一个。")


LATITUDE = (MinValueValidator(-90), MaxValueValidator(90))
LONGITUDE = (MinValueValidator(-180), MaxValueValidator(180))


class Township(RaisesVersion):
    version_of = "schools"

    name = models.CharField("名称", max_length=30, unique=True)
    urban = models.BooleanField("城区街道", default=False)
    border = models.BooleanField("川渝毗邻乡镇", default=False)
    order = models.PositiveSmallIntegerField("顺序", default=0)
    sample = models.BooleanField("示例", default=False)

    objects = owned(None).as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "乡镇街道"
        ordering = ["order", "name", "pk"]

    def __str__(self):
        return self.name


class SchoolQuerySet(PublishedQuerySet, owned("unit")):
    def open(self):
        return self.filter(status=School.Status.OPEN)

    def public(self):
        """Open schools that are, or are set to be, shown to readers."""
        return self.open().filter(visible_from__isnull=False)

    def listed(self):
        """What public lists show: published and open, in the district's own order, pinyin second."""
        return self.published().open().in_order()

    def in_order(self):
        return self.order_by("stage_order", "official_order", "pinyin", "pk")

    def for_list(self):
        return self.select_related("township", "lead_picture")

    def for_profile(self):
        return self.select_related("township", "lead_picture", "successor")

    def named(self, text):
        """Schools whose name, other names, pinyin or initials hold every word of the text; where none does,
        those it may mean: in traditional characters, with one character wrong."""
        found = self
        for word in normalise(text).split()[:6]:
            found = found.filter(tokens__contains=word)
        if found is self or found.exists():
            return found
        near = names.everything.suggest(text, MOST_NEAR)
        return self.filter(pk__in=[row.key for row in near if row.kind == presence.KIND])

    def with_programme(self, **conditions):
        programmes = self.model._meta.get_field("programmes").related_model.objects
        return self.filter(pk__in=programmes.filter(**conditions).values("school"))

    def compulsory(self):
        return self.filter(stage__in=School.Stage.compulsory())


class School(Published):
    """A school. Empty facts are unknown, never no: the page says which are not yet reported."""

    class Stage(models.TextChoices):
        PRESCHOOL = "preschool", "幼儿园"
        PRIMARY = "primary", "小学"
        JUNIOR = "junior", "初中"
        SENIOR = "senior", "高中"
        VOCATIONAL = "vocational", "中职"

        @classmethod
        def compulsory(cls):
            return (cls.PRIMARY, cls.JUNIOR)

    class Kind(models.TextChoices):
        PUBLIC = "public", "公办"
        PRIVATE = "private", "民办"
        INCLUSIVE = "inclusive", "普惠性民办"

    class Area(models.TextChoices):
        URBAN = "urban", "城区"
        RURAL = "rural", "乡村"

    class Status(models.TextChoices):
        OPEN = "open", "在办"
        CLOSED = "closed", "已停办"

    STAGE_ORDER = {
        Stage.PRESCHOOL: 1,
        Stage.PRIMARY: 2,
        Stage.JUNIOR: 3,
        Stage.SENIOR: 4,
        Stage.VOCATIONAL: 5,
    }

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="school", verbose_name="单位")
    slug = models.CharField(
        "网址名",
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", "请用小写拼音和短横线。"), slug_allowed],
    )
    name = models.CharField("全称", max_length=60)
    short_name = models.CharField("简称", max_length=30)
    aliases = models.JSONField(
        "别名",
        default=list,
        blank=True,
        validators=[list_of_words],
        help_text="每行一个：旧称、俗称、印刷件写法；只用于查找。",
    )
    # Every name in the forms a parent may type: see search.words.spellings.
    tokens = models.TextField("检索词", editable=False, default="")
    pinyin = models.CharField("拼音", max_length=200, editable=False)
    initials = models.CharField("拼音首字母", max_length=60, editable=False)
    stage = models.CharField("学段", max_length=12, choices=Stage)
    stage_order = models.PositiveSmallIntegerField("学段顺序", default=9, editable=False)
    official_order = models.PositiveIntegerField("官方顺序", default=9999)
    kind = models.CharField("办学性质", max_length=10, choices=Kind, blank=True)
    township = models.ForeignKey(
        Township, models.PROTECT, null=True, blank=True, related_name="schools", verbose_name="乡镇街道"
    )
    area = models.CharField("城乡", max_length=6, choices=Area, blank=True)
    teaching_point = models.BooleanField("教学点", default=False)
    boarding = models.BooleanField("寄宿", null=True, blank=True)
    canteen = models.BooleanField("食堂", null=True, blank=True)
    bus = models.BooleanField("校车", null=True, blank=True)
    after_school = models.BooleanField("课后服务", null=True, blank=True)
    special_needs_room = models.BooleanField("特殊教育资源教室", null=True, blank=True)
    fees = models.CharField("收费", max_length=200, blank=True)
    school_out = models.CharField("放学时间", max_length=80, blank=True)
    after_school_note = models.CharField("课后服务说明", max_length=200, blank=True)
    bus_note = models.CharField("校车说明", max_length=200, blank=True)
    head_name = models.CharField("校长（园长）", max_length=40, blank=True)
    founded = models.CharField("建校", max_length=40, blank=True)
    motto = models.CharField("校训", max_length=60, blank=True)
    motto_to_verify = models.BooleanField("校训待核", default=False)
    vision = models.CharField("办学愿景", max_length=80, blank=True)
    philosophy = models.CharField("办学理念", max_length=80, blank=True)
    standfirst = models.TextField("一句话介绍", max_length=200, blank=True)
    about = models.TextField("学校介绍", blank=True, help_text="每段一行。")
    about_source = models.CharField("介绍来源", max_length=120, blank=True)
    address = models.CharField("地址", max_length=120, blank=True)
    latitude = models.DecimalField(
        "纬度", max_digits=9, decimal_places=6, null=True, blank=True, validators=LATITUDE
    )
    longitude = models.DecimalField(
        "经度", max_digits=9, decimal_places=6, null=True, blank=True, validators=LONGITUDE
    )
    phone = models.CharField("电话", max_length=40, blank=True)
    phone_hours = models.CharField("接听时间", max_length=60, blank=True)
    complaint_phone = models.CharField("监督电话", max_length=40, blank=True)
    lead_picture = models.ForeignKey(
        Picture, models.SET_NULL, null=True, blank=True, related_name="leading_schools", verbose_name="题图"
    )
    status = models.CharField("状态", max_length=8, choices=Status, default=Status.OPEN)
    successor = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="predecessors", verbose_name="并入学校"
    )
    sample = models.BooleanField("示例", default=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "学校"
        ordering = ["stage_order", "official_order", "pinyin", "pk"]
        indexes = [
            models.Index(fields=["stage_order", "official_order", "pinyin", "id"], name="school_in_order")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")),
                name="school_not_own_successor",
                violation_error_message="学校不能并入自己。",
            ),
        ]

    def __str__(self):
        return self.name

    DERIVED = ("pinyin", "initials", "tokens", "stage_order")

    def derive(self):
        """Fill what follows from other fields; bulk inserts call it themselves."""
        self.pinyin = pinyin(self.name)[:200]
        self.initials = initials(self.name)[:60]
        self.tokens = spellings([self.name, *self.known_as])
        self.stage_order = self.STAGE_ORDER.get(self.stage, 9)

    def save(self, *args, update_fields=None, **kwargs):
        self.derive()
        if update_fields is not None:
            update_fields = {*update_fields, *self.DERIVED}
        with transaction.atomic():
            before = School.objects.filter(pk=self.pk).only("slug").first() if self.pk else None
            super().save(*args, update_fields=update_fields, **kwargs)
            if before and before.slug != self.slug:
                presence.leave(before)
            presence.renew(self)

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            presence.leave(self)
            return super().delete(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("schools:detail", args=[self.slug])

    @property
    def is_kindergarten(self):
        return self.stage == self.Stage.PRESCHOOL

    @property
    def known_as(self):
        return [self.short_name, *self.aliases]


class Campus(RaisesVersion):
    version_of = "schools"

    school = models.ForeignKey(School, models.CASCADE, related_name="campuses", verbose_name="学校")
    name = models.CharField("名称", max_length=60)
    address = models.CharField("地址", max_length=120, blank=True)
    latitude = models.DecimalField(
        "纬度", max_digits=9, decimal_places=6, null=True, blank=True, validators=LATITUDE
    )
    longitude = models.DecimalField(
        "经度", max_digits=9, decimal_places=6, null=True, blank=True, validators=LONGITUDE
    )
    order = models.PositiveSmallIntegerField("顺序", default=0)

    objects = owned("school__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "校区"
        ordering = ["school", "order", "pk"]

    def __str__(self):
        return f"{self.school.short_name} {self.name}"
