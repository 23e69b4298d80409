"""Blocks of facts: key figures, tables, and cards that lead to a school, a group or a session."""

import csv
import io

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from classrooms.models import Session
from groups.models import EducationGroup
from news import figures
from news.models.blocks.base import Block
from schools.models import School


def related(model, name, verbose):
    return models.ForeignKey(
        model, models.PROTECT, null=True, blank=True, related_name=name, verbose_name=verbose
    )


class KeyFigures(Block):
    """A few numbers: typed with their source, one a line, or fetched from the portal's own data when the
    article is published, with the date on which they were true."""

    MOST = 8

    lines = models.TextField(
        "自己填的数字", max_length=400, blank=True, help_text="一行一个：40余人|中学一级教师"
    )
    source = models.CharField("来源", max_length=120, blank=True, help_text="自己填的数字必须写来源。")
    measures = models.JSONField(
        "本站数据", default=list, blank=True, help_text="发布时按当天的数据取，并注明日期。"
    )
    school = related(School, "figure_blocks", "只算这所学校")
    group = related(EducationGroup, "figure_blocks", "只算这个集团")

    RELATED = ("school", "group")

    class Meta(Block.Meta):
        verbose_name = verbose_name_plural = "数字"
        constraints = [
            models.CheckConstraint(
                condition=Q(school__isnull=True) | Q(group__isnull=True),
                name="figures_of_a_school_or_a_group",
                violation_error_message="学校和集团请只选一个；都不选就是全区。",
            )
        ]

    def __str__(self):
        return self.lines.split("\n", 1)[0][:20] or "本站数据"

    def clean(self):
        lines = self.lines.strip().splitlines()
        if any("|" not in line for line in lines):
            raise ValidationError({"lines": "每行写“数字|说明”，中间用竖线隔开。"})
        if lines and not self.source.strip():
            raise ValidationError({"source": "请写这些数字从哪里来。"})
        if not lines and not self.measures:
            raise ValidationError({"lines": "请填数字，或在“本站数据”里选。"})
        if len(lines) + len(self.measures) > self.MOST:
            raise ValidationError(f"一块最多{self.MOST}个数字。")

    @property
    def pairs(self):
        lines = (line.partition("|") for line in self.lines.strip().splitlines())
        return [[number.strip(), label.strip()] for number, _, label in lines]

    def prepared(self):
        found = {"type": "figures", "pairs": self.pairs, "source": self.source}
        if self.measures:
            live = figures.read(self.measures, school=self.school, group=self.group)
            found["live"], found["as_of"] = live, timezone.localdate().isoformat()
            found["scope"] = str(self.school or self.group or "")
        return found

    def lacks(self):
        for key in self.measures:
            if not figures.exists(key):
                yield f"要的本站数据“{key}”已没有，请重选"


class TableBlock(Block):
    """Cells as a spreadsheet copies them: a row a line, cells between tabs."""

    MOST_ROWS = 100
    MOST_COLUMNS = 12

    caption = models.CharField("表题", max_length=80)
    cells = models.TextField(
        "内容",
        max_length=20_000,
        help_text="从Excel或WPS表格里复制，粘贴到这里；一行一行，格与格之间是制表符，也可以用竖线|隔开。",
    )
    header_row = models.BooleanField("第一行是表头", default=True)
    header_column = models.BooleanField("第一列是行名", default=False)
    source = models.CharField("来源", max_length=120, blank=True)

    class Meta(Block.Meta):
        verbose_name = verbose_name_plural = "表格"

    def __str__(self):
        return self.caption

    @property
    def rows(self):
        """Lists of cells, all of one length; rows and columns with nothing in them left out."""
        mark = "\t" if "\t" in self.cells else "|"
        text = self.cells.replace("\0", "").strip("\r\n")
        found = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        rows = [[" ".join(cell.split()) for cell in row] for row in found]
        rows = [row for row in rows if any(row)]
        width = max(map(len, rows), default=0)
        rows = [row + [""] * (width - len(row)) for row in rows]
        filled = [place for place in range(width) if any(row[place] for row in rows)]
        return [[row[place] for place in filled] for row in rows]

    def clean(self):
        try:
            rows = self.rows
        except csv.Error as error:
            raise ValidationError({"cells": "表格读不出来：引号不成对。请从表格软件里重新复制。"}) from error
        if len(rows) < 1 + self.header_row:
            raise ValidationError({"cells": "表格里还没有内容：表头下面至少要有一行。"})
        if len(rows) > self.MOST_ROWS or len(rows[0]) > self.MOST_COLUMNS:
            most = f"表格最多{self.MOST_ROWS}行、{self.MOST_COLUMNS}列"
            raise ValidationError({"cells": f"{most}；更大的请作为附件放Excel文件。"})

    def prepared(self):
        rows = self.rows
        head, body = (rows[0], rows[1:]) if self.header_row else ([], rows)
        return {
            "type": "table",
            "caption": self.caption,
            "head": head,
            "rows": body,
            "header_column": self.header_column,
            "amounts": [_is_amount([row[place] for row in body]) for place in range(len(rows[0]))]
            if rows
            else [],
            "source": self.source,
        }

    def lacks(self):
        if not self.rows:
            yield "的表格是空的"


def _is_amount(cells):
    """Whether a column holds numbers alone, to be set flush right."""
    filled = [cell.strip("%％+-−,，. ") for cell in cells if cell]
    return bool(filled) and all(cell.replace(",", "").replace(".", "").isdigit() for cell in filled)


class Card(Block):
    """A way on: to one school, group or session, with what it was when the article was published."""

    school = related(School, "card_blocks", "学校")
    group = related(EducationGroup, "card_blocks", "教育集团")
    session = related(Session, "card_blocks", "教研活动")
    note = models.CharField("一句话", max_length=80, blank=True, help_text="为什么要点开看。")

    RELATED = ("school__lead_picture", "group__lead_picture", "session__subject", "session__host")

    class Meta(Block.Meta):
        verbose_name = verbose_name_plural = "链接卡片"
        constraints = [
            models.CheckConstraint(
                condition=Q(school__isnull=False, group__isnull=True, session__isnull=True)
                | Q(school__isnull=True, group__isnull=False, session__isnull=True)
                | Q(school__isnull=True, group__isnull=True, session__isnull=False),
                name="card_of_one_thing",
                violation_error_message="学校、集团、教研活动请选一个，也只选一个。",
            )
        ]

    def __str__(self):
        return str(self.target) if self.target else "链接卡片"

    @property
    def target(self):
        return self.school or self.group or self.session

    @property
    def picture(self):
        return getattr(self.target, "lead_picture", None)

    def pictures(self):
        return [self.picture] if self.picture else []

    def prepared(self):
        return {
            "type": "card",
            "kind": self._kind(),
            "title": str(self.target.title if self.session_id else self.target.name),
            "path": self.target.get_absolute_url(),
            "text": self.note or self._words(),
            "picture": self.picture.prepared() if self.picture else {},
        }

    def _kind(self):
        if self.session_id:
            return "教研活动"
        return "学校" if self.school_id else "教育集团"

    def _words(self):
        if self.session_id:
            return f"{self.session.when}　{self.session.where}".strip("　")
        return self.target.standfirst

    def lacks(self):
        if not self.target.is_published:
            yield f"链接的“{self.target}”还没有公开"
