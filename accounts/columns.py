"""The columns of a sheet: what a cell must say, told in Chinese with the value itself and what to do.

stage = Column("学段", "stage", Labels(School.Stage), required=True, example="小学")
"""

import contextlib
import re
from datetime import date
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.widgets import ForeignKeyWidget, Widget

from accounts import phone, sheets

CJK = "\u2e80-\u2fff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
BETWEEN_CJK = re.compile(f"(?<=[{CJK}·]) +(?=[{CJK}·])")
DOTS = re.compile("[•‧∙⋅・･．●᛫]")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
SEPARATORS = re.compile("[、，,;；\n]+")
YES = frozenset({"是", "有", "√", "✓", "1", "y", "yes", "对"})
NO = frozenset({"否", "无", "没有", "×", "0", "n", "no"})


def shown(value):
    return f"“{value[:40]}{'…' if len(value) > 40 else ''}”"


class Column(Field):
    """A column by its Chinese header. An empty cell leaves what is there; so does an absent column.

    `key`: part of what tells rows apart, so it cannot be changed by an import. `attribute` None: the
    resource itself makes use of the cell (`resource.cells[name]`).
    """

    def __init__(
        self,
        header,
        attribute=None,
        widget=None,
        *,
        required=False,
        key=False,
        example="",
        note="",
        **options,
    ):
        super().__init__(attribute=attribute, column_name=header, widget=widget or Text(), **options)
        self.required = required or key
        self.key = key
        self.example = example
        self.note = note


class Text(Widget):
    def clean(self, value, row=None, **kwargs):
        if value in sheets.BROKEN:
            raise ValueError(f"{shown(value)}是公式出错的结果。请改填实际的内容")
        return value

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value)


class Name(Text):
    """A person's name: 张　伟 is 张伟, the dot of 阿依古丽·买买提 is one dot, rare characters stay."""

    def clean(self, value, row=None, **kwargs):
        value = super().clean(value)
        if PRIVATE.search(value):
            raise ValueError(f"{shown(value)}里有自造字，别的电脑上显示不出。请用输入法的生僻字重新输入")
        return BETWEEN_CJK.sub("", DOTS.sub("·", value))


class Labels(Text):
    """A choice by its label as the pages show it, or by its key."""

    def __init__(self, choices, **also):
        super().__init__()
        self.labels = {str(label): value for value, label in choices.choices}
        self.also = also

    def clean(self, value, row=None, **kwargs):
        value = super().clean(value)
        if not value:
            return ""
        found = self.labels.get(value, self.also.get(value))
        if found is None and value in {str(one) for one in self.labels.values()}:
            found = next(one for one in self.labels.values() if str(one) == value)
        if found is None:
            raise ValueError(f"{shown(value)}不在可选之列。请填：{'、'.join(self.labels)}")
        return found

    def render(self, value, obj=None, **kwargs):
        return next((label for label, one in self.labels.items() if one == value), "")


class YesNo(Text):
    """是, 否, or empty for what is not known."""

    def clean(self, value, row=None, **kwargs):
        value = super().clean(value).lower()
        if not value:
            return None
        if value not in YES | NO:
            raise ValueError(f"{shown(value)}看不懂。请填“是”或“否”，不清楚就空着")
        return value in YES

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else "是" if value else "否"


class Number(Text):
    """A number as people write it: 1,200 and full-width digits; a percentage loses its sign."""

    def __init__(self, *, whole=False, least=0, most=None):
        super().__init__()
        self.whole, self.least, self.most = whole, least, most

    def clean(self, value, row=None, **kwargs):
        value = super().clean(value)
        if not value:
            return None
        digits = value.translate(str.maketrans("０１２３４５６７８９．，％－", "0123456789.,%-")).replace(
            ",", ""
        )
        try:
            number = Decimal(digits.removesuffix("%"))
        except InvalidOperation:
            raise ValueError(f"{shown(value)}不是数字。只填数，不带单位；“余”“约”填在“确切程度”") from None
        if not number.is_finite() or (self.whole and number != number.to_integral_value()):
            raise ValueError(f"{shown(value)}不是整数。请填整数" if self.whole else f"{shown(value)}不是数字")
        if number < self.least or (self.most is not None and number > self.most):
            span = f"{self.least}到{self.most}之间" if self.most is not None else f"不小于{self.least}"
            raise ValueError(f"{shown(value)}超出范围。请填{span}的数")
        return int(number) if self.whole else number

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else f"{Decimal(value).normalize():f}"


class Day(Text):
    """2026-09-01, 2026/9/1, 2026.9.1, 20260901, 2026年9月1日."""

    SHAPE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")

    def clean(self, value, row=None, **kwargs):
        value = super().clean(value)
        if not value:
            return None
        found = self.SHAPE.fullmatch(value.replace(" ", ""))
        with contextlib.suppress(ValueError):
            if found:
                return date(*(int(part) for part in found.groups() if part))
        raise ValueError(f"{shown(value)}不是日期。请填如 2026-09-01")

    def render(self, value, obj=None, **kwargs):
        return value.isoformat() if value else ""


class Words(Text):
    """Several names in one cell: 职教中心、职中."""

    def clean(self, value, row=None, **kwargs):
        return [word for word in map(str.strip, SEPARATORS.split(super().clean(value))) if word]

    def render(self, value, obj=None, **kwargs):
        return "、".join(value or [])


class Phone(Text):
    def clean(self, value, row=None, **kwargs):
        try:
            return phone.normalise(super().clean(value)) if value else ""
        except ValidationError:
            # Not repeated whole: what is typed in the wrong column may be another's number.
            raise ValueError(f"“{value[:3]}…”不是11位手机号。请核对，没有就空着") from None

    def render(self, value, obj=None, **kwargs):
        return phone.masked(value) if value else ""


class Named(ForeignKeyWidget):
    """A row of another table by one of its names, among those offered; says which name was not found.

    `rows()` gives the rows an import may name. They are read once an import, since a sheet names few rows
    many times.
    """

    def __init__(self, model, *fields, what="", rows=None, advice="", **kwargs):
        super().__init__(model, field=fields[0], **kwargs)
        self.fields, self.rows = fields, rows
        self.what = what or model._meta.verbose_name
        self.advice = advice
        self.known = {}

    def start(self, rows):
        self.known = {}
        for row in rows:
            for name in self.names(row):
                self.known.setdefault(sheets.BLANK.sub("", name).lower(), {})[row.pk] = row

    def names(self, row):
        return [str(getattr(row, name)) for name in self.fields if getattr(row, name)]

    def clean(self, value, row=None, **kwargs):
        value = Text().clean(value)
        if not value:
            return None
        found = self.known.get(sheets.BLANK.sub("", value).lower(), {})
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            raise ValueError(f"{shown(value)}对应不止一个{self.what}。请填全称")
        raise ValueError(f"没有名为{shown(value)}的{self.what}{self.advice}")

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(getattr(value, self.field))
