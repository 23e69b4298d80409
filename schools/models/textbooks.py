"""Which edition of a subject's textbooks a school teaches from, and which editions go together."""

from django.core.exceptions import ValidationError
from django.db import models

from accounts.rights import owned
from schools.models.places import School
from schools.models.teaching import Subject


class TextbookVersionQuerySet(owned(None)):
    def fitting(self, version):
        """The edition itself and those declared to go with it."""
        return self.filter(models.Q(pk=version.pk) | models.Q(compatible_with=version)).distinct()


class TextbookVersion(models.Model):
    """An edition (人教版, 西师大版) of one subject's textbooks.

    `compatible_with` is declared by the district's researchers and goes both ways: a lesson by one edition
    may then be received by a class that learns from the other.
    """

    subject = models.ForeignKey(
        Subject, models.PROTECT, related_name="textbook_versions", verbose_name="学科"
    )
    name = models.CharField("版本", max_length=30, help_text="如 人教版、西师大版。")
    compatible_with = models.ManyToManyField(
        "self", blank=True, verbose_name="可以通用的版本", help_text="只在教研员认定进度和内容相容时填写。"
    )
    sample = models.BooleanField("示例", default=False)

    objects = TextbookVersionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "教材版本"
        ordering = ["subject", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "name"],
                name="textbook_version_once",
                violation_error_message="这个学科已有这个版本。",
            ),
        ]

    def __str__(self):
        return f"{self.subject.name} {self.name}"


class SchoolTextbook(models.Model):
    """The edition that a school teaches a subject from."""

    school = models.ForeignKey(School, models.CASCADE, related_name="textbooks", verbose_name="学校")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="school_textbooks", verbose_name="学科")
    version = models.ForeignKey(
        TextbookVersion, models.PROTECT, related_name="schools", verbose_name="教材版本"
    )
    sample = models.BooleanField("示例", default=False)

    objects = owned("school__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "学校所用教材"
        ordering = ["school", "subject__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "subject"],
                name="school_textbook_once_a_subject",
                violation_error_message="这所学校这个学科已填了教材版本，请直接修改。",
            ),
        ]

    def __str__(self):
        return f"{self.school.short_name} {self.version}"

    def clean(self):
        if self.version_id and self.subject_id and self.version.subject_id != self.subject_id:
            raise ValidationError({"version": "这个版本不是这个学科的教材。"})
