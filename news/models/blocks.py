"""The blocks an article is made of, in the order the editor gives them."""

from content_editor.models import create_plugin_base
from django.core.exceptions import ValidationError
from django.db import models
from django_prose_editor.fields import ProseEditorField

from accounts.rights import owned
from news import richtext
from news.models.stories import Article
from pictures.models import Picture


class Block(create_plugin_base(Article)):
    """What all blocks have in common; `prepared()` is the block as an edition keeps it."""

    parent = models.ForeignKey(
        Article, models.CASCADE, related_name="%(app_label)s_%(class)s_set", verbose_name="稿件"
    )
    region = models.CharField("区域", max_length=255, default="main")
    ordering = models.IntegerField("顺序", default=0)

    objects = owned("parent__unit").as_manager()

    class Meta:
        abstract = True
        ordering = ["ordering", "pk"]


class Section(Block):
    """Text under a subhead of two short lines; the first section may have none."""

    subhead = models.CharField("小标题（第一行）", max_length=24, blank=True)
    subhead_second = models.CharField("小标题（第二行）", max_length=24, blank=True)
    text = ProseEditorField("正文", extensions=richtext.EXTENSIONS, sanitize=richtext.clean)

    class Meta(Block.Meta):
        verbose_name = verbose_name_plural = "段落"

    def __str__(self):
        return self.subhead or "段落"

    def save(self, *args, **kwargs):
        self.text = richtext.clean(self.text)
        super().save(*args, **kwargs)

    def prepared(self):
        return {
            "type": "section",
            "subhead": [line for line in (self.subhead, self.subhead_second) if line],
            "html": self._meta.get_field("text").sanitize(self.text),
        }


class PictureBlock(Block):
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="blocks", verbose_name="图片")
    caption = models.CharField("图注", max_length=160, blank=True, help_text="空着就用图片自己的图注。")
    wide = models.BooleanField("通栏", default=False)

    class Meta(Block.Meta):
        verbose_name = verbose_name_plural = "图片"

    def __str__(self):
        return self.caption or "图片"

    def prepared(self):
        shown = self.picture.prepared()
        return {
            "type": "picture",
            "picture": shown,
            "caption": self.caption or shown["caption"],
            "wide": self.wide,
        }


class Quote(Block):
    text = models.TextField("引语", max_length=300)
    speaker = models.CharField("说话人", max_length=60, blank=True)

    class Meta(Block.Meta):
        verbose_name = verbose_name_plural = "引语"

    def __str__(self):
        return self.text[:20]

    def prepared(self):
        return {"type": "quote", "text": self.text, "speaker": self.speaker}


class KeyFigures(Block):
    """A few numbers, one a line: number | what it counts."""

    lines = models.TextField("数字", max_length=400, help_text="一行一个：40余人|中学一级教师")
    source = models.CharField("来源", max_length=120)

    class Meta(Block.Meta):
        verbose_name = verbose_name_plural = "数字"

    def __str__(self):
        return self.lines.split("\n", 1)[0][:20]

    def clean(self):
        if any("|" not in line for line in self.lines.strip().splitlines()):
            raise ValidationError({"lines": "每行写“数字|说明”，中间用竖线隔开。"})

    @property
    def pairs(self):
        lines = (line.partition("|") for line in self.lines.strip().splitlines())
        return [[number.strip(), label.strip()] for number, _, label in lines]

    def prepared(self):
        return {"type": "figures", "pairs": self.pairs, "source": self.source}


class Note(Block):
    """The editor's own word (编者按)."""

    text = models.TextField("编者按", max_length=300)

    class Meta(Block.Meta):
        verbose_name = verbose_name_plural = "编者按"

    def __str__(self):
        return self.text[:20]

    def prepared(self):
        return {"type": "note", "text": self.text}


BLOCKS = (Section, PictureBlock, Quote, KeyFigures, Note)
