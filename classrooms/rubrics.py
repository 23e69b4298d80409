"""Templates of reviews as outlines: what staff paste from Word becomes rows, and rows become an outline.

One row a line; each two spaces, full-width space or tab at its beginning goes one level down. A number at the
end is a score's maximum (目标明确 10, or 10分); （评语） at the end asks for words; the rest are headings.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts import audit
from classrooms.models import Rubric, RubricItem
from classrooms.models.rubrics import IN_USE
from classrooms.refusal import Refused

Kind = RubricItem.Kind
STEP = re.compile(r"\t|　| {2}")
MAXIMUM = re.compile(r"^(.*?\S)[\s　：:（(]*(\d{1,3}(?:\.\d)?)\s*分?[）)]?$")
WORDS = re.compile(r"^(.*?\S)\s*[（(]评语[）)]$")
MOST_ROWS = 60
LONGEST_TITLE = RubricItem._meta.get_field("title").max_length


@dataclass(frozen=True)
class Line:
    """One row of an outline."""

    level: int
    kind: str
    title: str
    maximum: Decimal | None = None


def parse(outline, *, scored=True):
    """The lines of an outline; ValidationError names each faulty one."""
    texts = [text for text in outline.replace("\r", "").split("\n") if text.strip()]
    lines, faults = [_line(text) for text in texts], []
    for number, line in enumerate(lines, 1):
        faults += [f"第{number}行：{fault}" for fault in _faults(lines, number - 1, scored)]
        if len(line.title) > LONGEST_TITLE:
            faults.append(f"第{number}行：太长，最多{LONGEST_TITLE}个字。")
    if not any(line.kind != Kind.HEADING for line in lines):
        faults.append("至少要有一行打分或写评语。")
    if len(lines) > MOST_ROWS:
        faults.append(f"最多{MOST_ROWS}行，现在有{len(lines)}行。")
    if faults:
        raise ValidationError(faults)
    return lines


def _line(text):
    level, rest = 1, text.rstrip()
    while found := STEP.match(rest):
        level, rest = level + 1, rest[found.end() :]
    rest = rest.strip()
    if found := WORDS.match(rest):
        return Line(level, Kind.COMMENT, found[1])
    if found := MAXIMUM.match(rest):
        return Line(level, Kind.SCORE, found[1], Decimal(found[2]))
    return Line(level, Kind.HEADING, rest)


def _faults(lines, place, scored):
    line, above = lines[place], lines[place - 1] if place else None
    below = lines[place + 1] if place + 1 < len(lines) else None
    if line.level > RubricItem.DEEPEST:
        yield "最多三级，请少缩进一些。"
    if line.level > (above.level if above else 0) + 1:
        yield "比上一行多缩进了两级。"
    if line.kind == Kind.SCORE and not scored:
        yield "这张表只写评语，不要写分数。"
    if line.kind == Kind.SCORE and not line.maximum:
        yield "满分要大于0。"
    if line.kind != Kind.HEADING and below and below.level > line.level:
        yield "下面还有细项，分数或评语请写在细项上。"


def outline_of(rubric):
    """The rows of a template as the outline that makes them."""
    return "\n".join(f"{'  ' * (item.level - 1)}{item.title}{_tail(item)}" for item in rubric.items.all())


def _tail(item):
    if item.kind == Kind.COMMENT:
        return "（评语）"
    return f" {item.maximum.normalize():f}" if item.maximum else ""


def write(rubric, lines):
    """Save a template with its rows anew; refused once a sheet of it stands."""
    with transaction.atomic():
        if rubric.pk and Rubric.objects.select_for_update().get(pk=rubric.pk).is_used:
            raise Refused(IN_USE)
        rubric.save()
        rubric.items.all().delete()
        RubricItem.objects.bulk_create(
            RubricItem(rubric=rubric, order=order, **vars(line)) for order, line in enumerate(lines, 1)
        )
    return rubric


def new_version(rubric, *, by, address=None):
    """A copy to be changed, offered in place of the old one, whose sheets stay as they are."""
    with transaction.atomic():
        old = Rubric.objects.select_for_update().get(pk=rubric.pk)
        if hasattr(old, "replaced_by"):
            raise Refused(f"已经有更新的版本：{old.replaced_by}。")
        items = list(old.items.all())
        old.pk, old.number, old.replaces_id = None, old.number + 1, rubric.pk
        old._state.adding = True
        old.save()
        for item in items:
            item.pk, item.rubric, item._state.adding = None, old, True
        RubricItem.objects.bulk_create(items)
        audit.record("评课表新版本", by=by, row=old, address=address)
    return old


def retire(rubric, *, by, address=None):
    """Offer it to nobody any more; what was written with it can be read for ever."""
    if not rubric.retired_at:
        with transaction.atomic():
            rubric.retired_at = timezone.now()
            rubric.save(update_fields=["retired_at"])
            audit.record("停用评课表", by=by, row=rubric, address=address)
