"""What to do and to bring, by where a family comes from; each guide for a time of its own."""

from datetime import datetime, time, timedelta

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accounts.rights import owned
from publishing.models import Published, PublishedQuerySet, RaisesVersion
from schools.models.places import list_of_words
from search import index

KIND = "guide"


class GuideQuerySet(PublishedQuerySet, owned(None)):
    def current(self, on=None):
        """Published guides in their time; of a case the one that began last comes first."""
        on = on or timezone.localdate()
        return self.published().filter(valid_from__lte=on, valid_until__gte=on).order_by("-valid_from", "-pk")

    def of_address(self, case, pk=None):
        """The guide that the page of a case shows now, or showed."""
        return self.filter(pk=pk).first() if pk else self.current().filter(case=case).first()


class Guide(RaisesVersion, Published):
    """Steps and papers for one case. After `valid_until` its text is nobody's answer any more."""

    version_of = "enrolment"

    class Case(models.TextChoices):
        LOCAL = "bendi", "本区户籍"
        CITY = "kuaqu", "渝内跨区"
        SICHUAN = "sichuan", "四川来渝"
        OTHER = "waisheng", "其他省市来渝"

    case = models.CharField("情形", max_length=10, choices=Case)
    standfirst = models.CharField("提要", max_length=200, blank=True)
    steps = models.JSONField("步骤", default=list, validators=[list_of_words], help_text="每行一步。")
    papers = models.JSONField("材料", default=list, validators=[list_of_words], help_text="每行一样。")
    valid_from = models.DateField("适用起")
    valid_until = models.DateField("适用止", help_text="过了这一天，页面不再显示这份指南。")
    source = models.CharField("来源文件", max_length=200)
    sample = models.BooleanField("示例", default=False)

    objects = GuideQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "入学指南"
        ordering = ["case", "-valid_from", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "valid_from"],
                name="guide_once_a_case_and_day",
                violation_error_message="这种情形已有同一天起适用的指南。",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")),
                name="guide_ends_after_start",
                violation_error_message="适用止不能早于适用起。",
            ),
        ]

    def __str__(self):
        return f"{self.get_case_display()} {self.valid_from:%Y-%m-%d}起"

    def get_absolute_url(self):
        return reverse("enrolment:guide", args=[self.case])

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            index.put(**vars(self.document()))

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            index.remove(KIND, self.pk)
            return super().delete(*args, **kwargs)

    def document(self):
        """What the search index knows of it: visible within its time only."""
        shown = self.visible_from and max(self.visible_from, _midnight(self.valid_from))
        over = _midnight(self.valid_until + timedelta(days=1))
        return index.Document(
            kind=KIND,
            key=str(self.pk),
            path=self.get_absolute_url(),
            title=f"{self.get_case_display()}入学指南",
            summary=self.standfirst,
            text="\n".join([*self.steps, *self.papers]),
            visible_from=shown,
            visible_until=min(self.visible_until or over, over),
        )


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))
