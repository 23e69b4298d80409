"""Which village, estate or road belongs to which school, for a school year."""

from django.db import models

from accounts.rights import owned
from publishing.models import Published, PublishedQuerySet
from schools.models import School, SchoolYear


class CatchmentQuerySet(PublishedQuerySet, owned("school__unit")):
    pass


class Catchment(Published):
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


class CatchmentEntry(models.Model):
    class Kind(models.TextChoices):
        ESTATE = "estate", "小区"
        ROAD = "road", "道路"
        VILLAGE = "village", "村社"

    catchment = models.ForeignKey(Catchment, models.CASCADE, related_name="entries", verbose_name="招生片区")
    kind = models.CharField("类别", max_length=8, choices=Kind)
    name = models.CharField("名称", max_length=60)
    aliases = models.JSONField("别名", default=list, blank=True)
    # Normalised name, aliases, pinyin and initials: what a parent may type.
    tokens = models.CharField("检索词", max_length=400, editable=False)
    note = models.CharField("范围说明", max_length=120, blank=True, help_text="如：单号1—99。")
    order = models.PositiveSmallIntegerField("顺序", default=0)

    objects = owned("catchment__school__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "片区条目"
        ordering = ["catchment", "order", "pk"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        from search.index import initials, normalise, pinyin

        words = [self.name, *self.aliases]
        forms = [*words, *map(pinyin, words), *map(initials, words)]
        self.tokens = normalise(" ".join(dict.fromkeys(forms)))[:400]
        super().save(*args, **kwargs)
