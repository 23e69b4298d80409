"""Albums: pictures of one occasion in their order, shown as a gallery."""

from django.db import models

from accounts.models import Unit
from accounts.rights import owned
from pictures.models.pictures import Picture


class Album(models.Model):
    # So many a page carries in one gallery without growing heavy on a phone.
    MOST = 30

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="albums", verbose_name="所属单位")
    title = models.CharField("名称", max_length=60)
    happened_on = models.DateField("活动日期", null=True, blank=True)
    sample = models.BooleanField("示例", default=False)

    objects = owned("unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "相册"
        ordering = ["-happened_on", "-pk"]

    def __str__(self):
        return self.title

    def shown(self):
        """Its rows in order with their pictures, those taken down left out; one query."""
        rows = self.rows.select_related("picture").filter(picture__withdrawn_at=None)
        return list(rows.order_by("order", "pk")[: self.MOST])


class AlbumPicture(models.Model):
    album = models.ForeignKey(Album, models.CASCADE, related_name="rows", verbose_name="相册")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="album_rows", verbose_name="图片")
    caption = models.CharField("图注", max_length=160, blank=True, help_text="空着就用图片自己的图注。")
    order = models.PositiveSmallIntegerField("顺序", default=0)

    objects = owned("album__unit").as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "相册里的图片"
        ordering = ["album", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["album", "picture"],
                name="picture_once_an_album",
                violation_error_message="这张图片已在相册里。",
            )
        ]

    def __str__(self):
        return self.caption or str(self.picture)

    def prepared(self):
        shown = self.picture.prepared()
        return {"picture": shown, "caption": self.caption or shown["caption"]}
