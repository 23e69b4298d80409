"""A story as a row of parts, and two such rows beside each other with what changed marked.

A part is {"kind", "text"} and, of a picture, {"picture": prepared}: plain data, kept with each review.
"""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

from news import richtext

KINDS = {
    "section": "段落",
    "picture": "图片",
    "quote": "引语",
    "figures": "数字",
    "note": "编者按",
    "gallery": "图集",
    "video": "视频",
    "file": "附件",
    "table": "表格",
    "card": "卡片",
}
HEAD = (("kicker", "引题"), ("title", "标题"), ("standfirst", "导语"))
TAIL = (
    ("editor", "责任编辑"),
    ("source", "来源"),
    ("rewritten_from", "改写说明"),
    ("document_number", "文号"),
    ("note", "编者按"),
    ("credit", "图片署名"),
)
# What prepared content keeps for the page itself.
UNSAID = frozenset({"type", "kind", "code", "path", "html", "extension", "as_of"})
# A part that shares less than this with another is another part.
ALIKE = 0.5


def parts_of(edition):
    """All that a (perhaps unsaved) edition says, from top to bottom."""
    content = edition.content
    said = [(label, getattr(edition, name)) for name, label in HEAD]
    said.insert(2, ("副题", content.get("subtitle", "")))
    parts = [_words(label, text) for label, text in said if text]
    if edition.cover:
        parts.append(_picture("题图", edition.cover))
    for block in content.get("blocks", []):
        parts += parts_of_block(block)
    for byline in content.get("bylines", []):
        parts.append(_words(byline["label"], "、".join(byline["names"])))
    parts += [_words(label, content[name]) for name, label in TAIL if content.get(name)]
    if edition.happened_on:
        parts.append(_words("活动日期", str(edition.happened_on)))
    return parts


def parts_of_block(block):
    """A section is its subhead and its paragraphs; a block of a kind not named here is all its texts."""
    label = KINDS.get(block["type"], "内容")
    if block["type"] == "section":
        lines = richtext.lines(block["html"])
        subhead = [_words("小标题", "　".join(block["subhead"]))] if block["subhead"] else []
        return subhead + [_words(label, line) for line in lines]
    if block["type"] == "fact":
        return [_words(block["label"], block["text"])]
    if block["type"] == "picture":
        return [_picture(label, block["picture"], block.get("caption", ""))]
    if "items" in block:
        return [_picture(label, item["picture"], item.get("caption", "")) for item in block["items"]]
    return [_words(label, text) for text in [" · ".join(_texts(block))] if text]


def _texts(value, name=""):
    """Every text in prepared content, whatever its shape; addresses and codes left out."""
    if isinstance(value, str):
        if name not in UNSAID and value:
            yield value
        elif name == "html" and value:
            yield richtext.plain(value)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in {"picture", "poster"}:
                yield from _texts(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, name)


def _words(kind, text):
    return {"kind": kind, "text": str(text)}


def _picture(kind, prepared, caption=""):
    said = [caption or prepared.get("caption", ""), f"替代文字：{prepared.get('alt') or '（无）'}"]
    return {"kind": kind, "text": " ".join(filter(None, said)), "picture": prepared}


# --- two of them beside each other --------------------------------------------------------------------------
@dataclass
class Cell:
    """One side of a row: its part, and its text in pieces of (what happened, words)."""

    part: dict
    pieces: list = field(default_factory=list)

    @property
    def kind(self):
        return self.part["kind"]

    @property
    def picture(self):
        return self.part.get("picture")


@dataclass
class Row:
    """`state`: same, changed, gone or new; a gone row has no right side, a new one no left."""

    state: str
    left: Cell | None = None
    right: Cell | None = None


def side_by_side(old, new):
    """Rows that pair the parts of two versions."""
    rows = []
    matcher = SequenceMatcher(
        None, [_key(part) for part in old], [_key(part) for part in new], autojunk=False
    )
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        if what == "equal":
            rows += [Row("same", _plain(a), _plain(b)) for a, b in zip(old[i1:i2], new[j1:j2], strict=True)]
        else:
            rows += _paired(old[i1:i2], new[j1:j2])
    return rows


def changed(rows):
    return [row for row in rows if row.state != "same"]


def _key(part):
    picture = part.get("picture") or {}
    return part["kind"], part["text"], picture.get("code"), picture.get("v")


def _paired(old, new):
    """What was replaced: each old part with the new one of its kind that is most like it, in order."""
    rows, start = [], 0
    for part in old:
        place = next((n for n in range(start, len(new)) if _alike(part, new[n])), None)
        if place is None:
            rows.append(Row("gone", _plain(part)))
            continue
        rows += [Row("new", None, _plain(one)) for one in new[start:place]]
        rows.append(_marked(part, new[place]))
        start = place + 1
    return rows + [Row("new", None, _plain(one)) for one in new[start:]]


def _alike(old, new):
    if old["kind"] != new["kind"]:
        return False
    if "picture" in old or old["kind"] in {"标题", "导语", "副题", "引题"}:
        return True
    return SequenceMatcher(None, old["text"], new["text"], autojunk=False).ratio() >= ALIKE


def _plain(part):
    return Cell(part, [("same", part["text"])])


def _marked(old, new):
    left, right = Cell(old), Cell(new)
    matcher = SequenceMatcher(None, old["text"], new["text"], autojunk=False)
    if matcher.ratio() < ALIKE:  # single signs in common say nothing
        left.pieces, right.pieces = [("changed", old["text"])], [("changed", new["text"])]
        return Row("changed", left, right)
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        kind = "same" if what == "equal" else "changed"
        if i2 > i1:
            left.pieces.append((kind, old["text"][i1:i2]))
        if j2 > j1:
            right.pieces.append((kind, new["text"][j1:j2]))
    return Row("changed", left, right)
