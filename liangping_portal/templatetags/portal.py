"""Pieces of the page that take a body, and how Chinese headlines break.

Pieces without a body are plain files under templates/components/, included with `only`.
"""

import re

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html_join

register = template.Library()

# A headline of two clauses is written with a space or a comma between them and breaks only there.
CLAUSE_END = re.compile(r"(?<=[，。；：！？、—])\s*|[\s　]+")
LONGEST_CLAUSE = 14


@register.filter
def clauses(title):
    """Keep each clause of a headline together, so that a line never ends in the middle of one."""
    parts = [part for part in CLAUSE_END.split(str(title or "")) if part]
    if len(parts) < 2 or max(map(len, parts)) > LONGEST_CLAUSE:
        return title
    # A sign at a clause's end brings its own space.
    ends = [" " if part[-1].isalnum() else "" for part in parts[:-1]] + [""]
    return format_html_join("", '<span class="clause">{}</span>{}', zip(parts, ends, strict=True))


@register.filter
def two_lines(subhead):
    """A subhead of two balanced clauses, one on each line."""
    parts = [part for part in CLAUSE_END.split(str(subhead or "")) if part]
    if len(parts) != 2:
        return subhead
    return format_html_join("", '<span class="line">{}</span>', ((part,) for part in parts))


@register.simple_block_tag
def section(content, title, *, href="", more="", level=2, note="", name=""):
    """A part of a page under a double rule: heading, a link to all of it, body."""
    return render_to_string(
        "components/section.html",
        {
            "content": content,
            "title": title,
            "href": href,
            "more": more,
            "level": level,
            "note": note,
            "name": name,
        },
    )


@register.simple_block_tag
def notice(content, kind="info", title=""):
    """A message in the flow of the page: info, good, warn or bad."""
    return render_to_string("components/notice.html", {"content": content, "kind": kind, "title": title})


@register.simple_block_tag
def nothing(content, title):
    """What stands where nothing is yet; the body says what to do next."""
    return render_to_string("components/empty.html", {"content": content, "title": title})


@register.simple_block_tag
def table(content, caption, note=""):
    """A table that scrolls inside its own frame where it is wider than the page."""
    return render_to_string("components/table.html", {"content": content, "caption": caption, "note": note})


@register.inclusion_tag("components/bars.html")
def bars(rows, caption, unit="", of=None):
    """A bar chart that is its own table. Rows are (label, value) or (label, value, text shown)."""
    rows = [(label, value, *(rest or (value,))) for label, value, *rest in rows]
    longest = float(of or max((value for _, value, _ in rows), default=0) or 1)
    shares = [(label, text, f"{min(100, 100 * float(value) / longest):.1f}%") for label, value, text in rows]
    return {"rows": shares, "caption": caption, "unit": unit}


@register.inclusion_tag("components/parts.html")
def parts(rows, caption):
    """One bar of several parts with its legend: rows are (label, value, text shown)."""
    rows = list(rows)
    total = float(sum(value for _, value, _ in rows)) or 1
    shown, start = [], 0.0
    for number, (label, value, text) in enumerate(rows, 1):
        width = 100 * float(value) / total
        shown.append((number, label, text, f"{start:.1f}%", f"{width:.1f}%"))
        start += width
    return {"rows": shown, "caption": caption}


@register.filter
def heat(value, of=100):
    """Which of five shades a cell of a heat table takes; none where there is no figure."""
    if value is None or not of:
        return "none"
    return min(4, int(5 * float(value) / float(of)))


@register.filter
def phone_link(phone):
    """The digits of a telephone number as an address to tap."""
    return conditional_escape("tel:" + re.sub(r"[^\d+]", "", str(phone or "")))


@register.inclusion_tag("components/breadcrumbs.html")
def crumbs(*steps):
    """The way here: pairs of name and address, first to last; the page itself is not among them."""
    return {"steps": list(zip(steps[::2], steps[1::2], strict=True))}


@register.filter
def number(value):
    """A decimal as it is said: 10, not 10.00."""
    return f"{value.normalize():f}" if hasattr(value, "normalize") else value
