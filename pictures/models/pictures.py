"""Pictures, their files, and where each is shown. Originals are never public; renditions are."""

import secrets

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import Unit, User
from accounts.rights import owned
from pictures import naming
from publishing.models import Published, PublishedQuerySet


def new_code():
    return secrets.token_urlsafe(9).replace("-", "a").replace("_", "b")


class Picture(models.Model):
    """One picture of the library: what it shows, who made it, where its heads are."""

    class People(models.TextChoices):
        NONE = "none", "没有能认出的人"
        ADULTS = "adults", "只有能认出的成年人"
        PUPILS = "pupils", "有能认出的学生"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="pictures", verbose_name="所属单位")
    code = models.CharField("公开编号", max_length=24, unique=True, default=new_code, editable=False)
    title = models.CharField("名称", max_length=80)
    alt = models.CharField("替代文字", max_length=120, blank=True, help_text="给看不见图的人读：图上有什么。")
    decorative = models.BooleanField("纯装饰", default=False)
    caption = models.CharField("图注", max_length=160, blank=True)
    credit = models.CharField("署名", max_length=60, blank=True)
    people = models.CharField("图中的人", max_length=8, choices=People, default=People.NONE)
    illustration = models.BooleanField("插画，非实景", default=False)
    focal_x = models.PositiveSmallIntegerField("焦点横向%", default=50, validators=[MaxValueValidator(100)])
    focal_y = models.PositiveSmallIntegerField("焦点纵向%", default=40, validators=[MaxValueValidator(100)])
    # Of the current file, so that a page needs no second look.
    current = models.PositiveSmallIntegerField("当前版本", default=0, editable=False)
    width = models.PositiveIntegerField("宽", default=0, editable=False)
    height = models.PositiveIntegerField("高", default=0, editable=False)
    # 64 bits of how light and dark lie in it (`pictures.likeness`), as a signed number; null: not yet known.
    likeness = models.BigIntegerField("相似指纹", null=True, editable=False)
    sample = models.BooleanField("示例", default=False)
    added_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="pictures_added", verbose_name="上传人"
    )
    added_at = models.DateTimeField("上传时间", default=timezone.now, editable=False)

    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField("撤下原因", max_length=120, blank=True, editable=False)

    objects = owned("unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "图片"
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__lte=100, focal_y__lte=100),
                name="picture_focus_inside",
                violation_error_message="焦点须在0—100之间。",
            ),
        ]

    def __str__(self):
        return self.title

    def prepared(self):
        """What a page needs to show it, without a query: kept as it is in editions."""
        return {
            "code": self.code,
            "v": self.current,
            "x": self.focal_x,
            "y": self.focal_y,
            "w": self.width,
            "h": self.height,
            "alt": "" if self.decorative else self.alt,
            "caption": self.caption,
            "credit": self.credit,
            "illustration": self.illustration,
        }

    def clean(self):
        if not self.decorative and not self.alt.strip():
            raise ValidationError({"alt": "请写一句图上有什么；纯装饰的图请勾选“纯装饰”。"})
        if naming.is_file_name(self.alt):
            raise ValidationError({"alt": "替代文字不能是文件名，请写图上有什么。"})


class FileQuerySet(owned("picture__unit")):
    def version_of(self, code, number):
        return self.select_related("picture").filter(picture__code=code, number=number)


class File(models.Model):
    """A version of a picture's original, normalised at upload: upright, RGB, at most 2400 px, no metadata."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="files", verbose_name="图片")
    number = models.PositiveSmallIntegerField("版本", default=1)
    file = models.FileField("文件", upload_to="originals/", max_length=160)
    width = models.PositiveIntegerField("宽")
    height = models.PositiveIntegerField("高")
    size = models.PositiveIntegerField("字节")
    digest = models.CharField("摘要", max_length=64, db_index=True)
    added_at = models.DateTimeField("时间", default=timezone.now)

    objects = FileQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "图片文件"
        ordering = ["picture", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["picture", "number"], name="picture_file_number_unique")
        ]

    def __str__(self):
        return f"{self.picture} {self.number}"


class ConsentQuerySet(owned("picture__unit")):
    def valid(self, on=None):
        on = on or timezone.localdate()
        return self.filter(given_on__lte=on, withdrawn_on__isnull=True).filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=on)
        )


class Consent(models.Model):
    """A guardian's word that a pupil may be recognised in a picture. The pupil's name is not kept: the paper
    at the school has it, found by its number."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="consents", verbose_name="图片")
    paper = models.CharField("同意书编号", max_length=40, help_text="纸质同意书存学校；这里不写学生姓名。")
    given_on = models.DateField("签署日期")
    valid_until = models.DateField("有效期至", null=True, blank=True)
    withdrawn_on = models.DateField("收回日期", null=True, blank=True)
    kept_by = models.CharField("保管人", max_length=40, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "肖像同意"
        ordering = ["picture", "-given_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["picture", "paper"],
                name="consent_once_a_paper",
                violation_error_message="这张图片已登记过这份同意书。",
            ),
        ]

    def __str__(self):
        return self.paper


class UseQuerySet(PublishedQuerySet):
    def consented(self, on=None):
        """Uses of pictures without recognisable pupils, and of those for which a consent holds today."""
        holds = Consent.objects.valid(on).filter(picture=OuterRef("picture"))
        return self.filter(~Q(picture__people=Picture.People.PUPILS) | Exists(holds))


class Use(Published):
    """Where a picture is shown and when: written by whatever publishes, obeyed by the media view."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="uses", verbose_name="图片")
    where = models.CharField("用在", max_length=200, help_text="页面地址")
    label = models.CharField("说明", max_length=120, blank=True)

    objects = UseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "图片使用"
        ordering = ["picture", "where"]
        constraints = [models.UniqueConstraint(fields=["picture", "where"], name="picture_use_unique")]

    def __str__(self):
        return f"{self.picture} → {self.where}"
