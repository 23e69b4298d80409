"""Blocks of words: sections, quotes, the editor's notes."""

from django.db import models
from django_prose_editor.fields import ProseEditorField

from news import richtext
from news.models.blocks.base import Block


class Section(Block):
    """Text under a subhead of two short lines; the first section may have none."""

    subhead = models.CharField("小标题（第一行）", max_length=24, blank=True)
    subhead_second = models.CharField("小标题（第二行）", max_length=24, blank=True)
    text = ProseEditorField("正文", extensions=richtext.EXTENSIONS, sanitize=richtext.tidy)

    class Meta(Block.Meta):
        verbose_name = verbose_name_plural = "段落"

    def __str__(self):
        return self.subhead or "段落"

    def save(self, *args, **kwargs):
        self.text = richtext.tidy(self.text)
        super().save(*args, **kwargs)

    def prepared(self):
        return {
            "type": "section",
            "subhead": [line for line in (self.subhead, self.subhead_second) if line],
            "html": richtext.clean(self.text),
        }

    def lacks(self):
        html = richtext.clean(self.text)
        if not html:
            yield "是空段落"
        for missing in richtext.unfetched(html):
            yield f"里有一张没有粘贴进来的图（{missing}），请从图库添加，再删去这行提示"


class Quote(Block):
    text = models.TextField("引语", max_length=300)
    speaker = models.CharField("说话人", max_length=60, blank=True)

    class Meta(Block.Meta):
        verbose_name = verbose_name_plural = "引语"

    def __str__(self):
        return self.text[:20]

    def prepared(self):
        return {"type": "quote", "text": self.text, "speaker": self.speaker}


class Note(Block):
    """The editor's own word (编者按)."""

    text = models.TextField("编者按", max_length=300)

    class Meta(Block.Meta):
        verbose_name = verbose_name_plural = "编者按"

    def __str__(self):
        return self.text[:20]

    def prepared(self):
        return {"type": "note", "text": self.text}
