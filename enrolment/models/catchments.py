"""Which village, estate or road belongs to which school, for a school year."""

from django.db import models

from accounts.rights import owned
from publishing.models import Published, PublishedQuerySet, RaisesVersion
from schools.models import School, SchoolYear
from schools.models.places import list_of_words
from search.words import spellings


class CatchmentQuerySet(PublishedQuerySet, owned("school__unit")):
    def listed(self):
        """Published catchments of schools that readers can open."""
        return self.published().filter(school__in=School.objects.published().open())


class Catchment(RaisesVersion, Published):
    """What belongs to a school in a school year. Last year's stands, and never answers for this year."""

    version_of = "enrolment"

    school_year = models.ForeignKey(
        SchoolYear, models.PROTECT, related_name="catchments", verbose_name="学年"
    )
    school = models.ForeignKey(School, models.CASCADE, related_name="catchments", verbose_name="学校")
    note = models.CharField("说明", max_length=200, blank=True)
    source = models.CharField("来源", max_length=120)
    sample = models.BooleanField("示例", default=False)

    objects = CatchmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "招生片区"
        ordering = ["-school_year__start", "school__official_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school_year", "school"],
                name="catchment_once_a_year",
                violation_error_message="这所学校本学年已有招生片区。",
            ),
        ]

    def __str__(self):
        return f"{self.school.short_name} {self.school_year}"


class CatchmentEntry(RaisesVersion):
    """An estate, a road or a village; the same one may stand in several schools' catchments."""

    version_of = "enrolment"

    class Kind(models.TextChoices):
        ESTATE = "estate", "小区"
        ROAD = "road", "道路"
        VILLAGE = "village", "村社"

    catchment = models.ForeignKey(Catchment, models.CASCADE, related_name="entries", verbose_name="招生片区")
    kind = models.CharField("类别", max_length=8, choices=Kind)
    name = models.CharField("名称", max_length=60)
    aliases = models.JSONField(
        "别名", default=list, blank=True, validators=[list_of_words], help_text="每行一个。"
    )
    # What a parent may type: see search.words.spellings.
    tokens = models.TextField("检索词", editable=False)
    note = models.CharField("范围说明", max_length=120, blank=True, help_text="如：单号1—99。")
    order = models.PositiveSmallIntegerField("顺序", default=0)

    objects = owned("catchment__school__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "片区条目"
        ordering = ["catchment", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["catchment", "kind", "name", "note"],
                name="catchment_entry_once",
                violation_error_message="这个片区里已有同名条目。",
            ),
        ]

    def __str__(self):
        return self.name

    def derive(self):
        """Fill what follows from other fields; bulk inserts call it themselves."""
        self.tokens = spellings([self.name, *self.aliases])

    def save(self, *args, update_fields=None, **kwargs):
        self.derive()
        if update_fields is not None:
            update_fields = {*update_fields, "tokens"}
        super().save(*args, update_fields=update_fields, **kwargs)


class PriorityRuleQuerySet(PublishedQuerySet, owned(None)):
    pass


class PriorityRule(RaisesVersion, Published):
    """One place in the order of admission, as a year's notice has it."""

    version_of = "enrolment"

    school_year = models.ForeignKey(
        SchoolYear, models.PROTECT, related_name="priority_rules", verbose_name="学年"
    )
    order = models.PositiveSmallIntegerField("次序")
    name = models.CharField("名称", max_length=30, help_text="如：三对口。")
    meaning = models.TextField("说明", max_length=300)
    # What the self-check asks for; without any the place takes no part in it.
    needs_registration = models.BooleanField("须户口在片区", default=False)
    needs_housing = models.BooleanField("须父母住房在片区", default=False)
    needs_living = models.BooleanField("须实际居住在片区", default=False)
    grandparents = models.BooleanField(
        "祖辈处算住房", default=False, help_text="父母没有住房、孩子一出生户口和居住就在祖辈处的，也算。"
    )
    source = models.CharField("来源", max_length=120)
    sample = models.BooleanField("示例", default=False)

    objects = PriorityRuleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "入学次序"
        ordering = ["-school_year__start", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school_year", "order"],
                name="priority_once_a_year",
                violation_error_message="这一学年已有同一次序。",
            ),
        ]

    def __str__(self):
        return f"{self.school_year} {self.order} {self.name}"

    @property
    def has_conditions(self):
        return self.needs_registration or self.needs_housing or self.needs_living
