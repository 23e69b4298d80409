"""Blocks of pictures, galleries, videos and files, each from the library."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q

from news.models.blocks.base import Block
from pictures.models import Album, Document, Picture


class PictureBlock(Block):
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="blocks", verbose_name="图片")
    caption = models.CharField("图注", max_length=160, blank=True, help_text="空着就用图片自己的图注。")
    wide = models.BooleanField("通栏", default=False)

    RELATED = ("picture",)

    class Meta(Block.Meta):
        verbose_name = verbose_name_plural = "图片"

    def __str__(self):
        return self.caption or "图片"

    def pictures(self):
        return [self.picture]

    def prepared(self):
        shown = self.picture.prepared()
        return {
            "type": "picture",
            "picture": shown,
            "caption": self.caption or shown["caption"],
            "wide": self.wide,
        }


class GalleryBlock(Block):
    """The pictures of an album, as they are when the article is published."""

    album = models.ForeignKey(Album, models.PROTECT, related_name="blocks", verbose_name="相册")
    title = models.CharField("标题", max_length=60, blank=True, help_text="空着就用相册的名称。")

    RELATED = ("album",)

    class Meta(Block.Meta):
        verbose_name = verbose_name_plural = "图集"

    def __str__(self):
        return self.title or "图集"

    def rows(self):
        """The album's rows, read once."""
        if not hasattr(self, "_rows"):
            self._rows = self.album.shown()
        return self._rows

    def pictures(self):
        return [row.picture for row in self.rows()]

    def prepared(self):
        items = [row.prepared() for row in self.rows()]
        credits = {item["picture"]["credit"] for item in items}
        return {
            "type": "gallery",
            "title": self.title or self.album.title,
            "items": items,
            # One credit for all is said once.
            "credit": credits.pop() if len(credits) == 1 else "",
        }

    def lacks(self):
        if not self.rows():
            yield f"的相册“{self.album}”里没有图片"


class VideoBlock(Block):
    """A video of the library, or the address of one elsewhere: that is opened there, never embedded here."""

    title = models.CharField("标题", max_length=60)
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="video_blocks",
        verbose_name="视频文件",
        limit_choices_to={"kind": Document.Kind.VIDEO},
        help_text="MP4，不超过100 MB；或者只填下面的网址。",
    )
    link = models.CharField(
        "视频网址",
        max_length=300,
        blank=True,
        validators=[URLValidator(["https", "http"])],
        help_text="别的网站上的视频：读者点开后到那里看，本站不内嵌。",
    )
    poster = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="video_blocks", verbose_name="封面"
    )
    length = models.CharField("时长", max_length=20, blank=True, help_text="如 3分20秒")
    words = models.TextField(
        "文字说明",
        max_length=600,
        blank=True,
        help_text="给看不到、听不见视频的读者：里面说了什么、有什么。",
    )

    RELATED = ("document", "poster")

    class Meta(Block.Meta):
        verbose_name = verbose_name_plural = "视频"
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False, link="") | (Q(document__isnull=True) & ~Q(link="")),
                name="video_is_a_file_or_a_link",
                violation_error_message="视频文件和视频网址，请只填一样。",
            )
        ]

    def __str__(self):
        return self.title

    def pictures(self):
        return [self.poster] if self.poster else []

    def documents(self):
        return [self.document] if self.document else []

    def prepared(self):
        return {
            "type": "video",
            "title": self.title,
            "file": self.document.prepared() if self.document else {},
            "link": self.link,
            "poster": self.poster.prepared() if self.poster else {},
            "length": self.length,
            "words": self.words,
        }

    def lacks(self):
        if self.document and self.document.kind != Document.Kind.VIDEO:
            yield f"的“{self.document}”不是视频"
        if self.document and not self.words.strip():
            yield "的视频没有文字说明"


class FileBlock(Block):
    """A file that readers may download."""

    document = models.ForeignKey(
        Document,
        models.PROTECT,
        related_name="file_blocks",
        verbose_name="文件",
        limit_choices_to={"kind": Document.Kind.FILE},
    )
    title = models.CharField("显示的名称", max_length=80, blank=True, help_text="空着就用文件的名称。")

    RELATED = ("document",)

    class Meta(Block.Meta):
        verbose_name = verbose_name_plural = "附件"

    def __str__(self):
        return self.title or "附件"

    def clean(self):
        if self.document_id and self.document.kind != Document.Kind.FILE:
            raise ValidationError({"document": "这是视频，请用“视频”块。"})

    def documents(self):
        return [self.document]

    def prepared(self):
        file = self.document.prepared()
        return {"type": "file", "file": file, "title": self.title or file["title"]}
