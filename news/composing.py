"""From a working copy to a page: the same unsaved `Edition` is shown as preview and kept when publishing.

`Edition.content` of an article:
    {"title": [line, line], "subtitle", "blocks": [{"type": …}], "bylines": [{"kind", "label", "names"}],
     "source", "rewritten_from", "editor", "document_number"}
of a report:
    {"title", "subtitle", "note", "credit", "editor",
     "entries": [{"article": pk, "edition": pk, "weight": 1-3}]}
"""

from itertools import groupby
from operator import attrgetter

from content_editor.contents import contents_for_item

from news import activity_content
from news.models import BLOCKS, Activity, Byline, Edition, Report, ReportEntry
from pictures import consent

TITLE_GAP = "　"


def blocks_of(article):
    """The article's blocks in order, each with its picture loaded."""
    return list(contents_for_item(article, BLOCKS).main)


def prepare(article, blocks=None, bylines=None):
    """The content of an article's edition: blocks in order, rich text cleaned again, pictures as they are."""
    return {
        "title": article.title_lines,
        "subtitle": article.subtitle,
        "blocks": [block.prepared() for block in (blocks_of(article) if blocks is None else blocks)],
        "bylines": bylines_of(article, bylines),
        "source": article.source,
        "rewritten_from": article.rewritten_from,
        "editor": article.editor,
        "document_number": article.document_number,
        "document": _document(article),
    }


def _day(day):
    return day and f"{day.year}年{day.month}月{day.day}日"


def _document(article):
    """What an official document is filed by, as (label, value); empty of anything else."""
    said = [
        ("索引号", article.index_number),
        ("文号", article.document_number),
        ("发文机关", article.issuing_body),
        ("主题分类", article.subject),
        ("成文日期", _day(article.issued_on)),
    ]
    filed = article.index_number or article.issuing_body or article.issued_on
    return [list(pair) for pair in said if pair[1]] if filed else []


def bylines_of(article, rows=None):
    """Names under one label where several in a row are of one kind: 原报道记者：甲 乙."""
    rows = article.bylines.order_by("order", "pk") if rows is None else rows
    return [
        {"kind": kind, "label": str(Byline.Kind(kind).label), "names": [row.name for row in group]}
        for kind, group in groupby(rows, key=attrgetter("kind"))
    ]


def _head(story):
    return {
        "unit_id": story.unit_id,
        "slug": story.slug,
        "kicker": story.kicker,
        "title": TITLE_GAP.join(story.title_lines),
        "standfirst": story.standfirst,
        "cover": story.cover.prepared() if story.cover else {},
        "sample": story.sample,
    }


def compose_article(article, *, part_of=None, blocks=None, bylines=None):
    """An unsaved edition of the article as it now is, or of other blocks and bylines than it has."""
    return Edition(
        kind=Edition.Kind.ARTICLE,
        article=article,
        part_of=part_of,
        column=article.column,
        happened_on=article.happened_on,
        content=prepare(article, blocks, bylines),
        **_head(article),
    )


def compose_report(report, chosen):
    """An unsaved edition of the report; `chosen` is [(entry, edition of its article)] in order."""
    return Edition(
        kind=Edition.Kind.REPORT,
        report=report,
        content={
            "title": report.title_lines,
            "subtitle": report.subtitle,
            "note": report.editors_note,
            "credit": report.picture_credit,
            "editor": report.editor,
            "entries": [
                {"article": entry.article_id, "edition": edition.pk, "weight": entry.weight}
                for entry, edition in chosen
            ],
        },
        **_head(report),
    )


def entries_of(report):
    return list(report.entries.select_related("article__cover", "article__column").order_by("order", "pk"))


def pictures_of(story, blocks):
    """The library's pictures that the page will show."""
    shown = [picture for block in blocks for picture in block.pictures()]
    return [story.cover, *shown] if story.cover else shown


# --- what stands in the way of publishing ---------------------------------------------------------------
def lacks_of_article(article, blocks=None):
    """Chinese sentences, each naming the article and what it lacks; none: it may be published."""
    blocks = blocks_of(article) if blocks is None else blocks
    name = f"《{article.title}》"
    found = [] if blocks else [f"{name}还没有正文。"]
    found += [f"{name}第{place}块{lack}。" for place, block in enumerate(blocks, 1) for lack in block.lacks()]
    return [
        *found,
        *_lacks_of_pictures(name, pictures_of(article, blocks)),
        *_lacks_of_address(name, article),
    ]


def _lacks_of_pictures(name, pictures):
    for picture in {picture.pk: picture for picture in pictures}.values():
        for obstacle in consent.obstacles(picture):
            yield f"{name}：{obstacle}"


def _lacks_of_address(name, story):
    if story.editions.exclude(slug=story.slug).exists():
        yield f"{name}的网址名公开过，不能再改。"


def lacks_of_report(report, entries=None):
    """The report's own lacks, then those of each of its articles."""
    entries = entries_of(report) if entries is None else entries
    name = f"《{report.title}》"
    found = [] if entries else [f"{name}还没有稿件。"]
    if entries and not any(entry.weight == ReportEntry.Weight.LEAD for entry in entries):
        found.append(f"{name}还没有指定头条。")
    found += _lacks_of_pictures(name, pictures_of(report, []))
    found += _lacks_of_address(name, report)
    for entry in entries:
        found += [*lacks_of_article(entry.article), *_lacks_of_standing(entry.article)]
    return found


def _lacks_of_standing(article):
    """What was withdrawn does not come back in a bundle: somebody has to mean it."""
    last = article.editions.order_by("-number").first()
    if last and last.is_withdrawn:
        yield f"《{article.title}》已撤下（{last.withdrawn_reason}）：请先单独重新发布，或从报道中移去。"


def lacks_of(story):
    if isinstance(story, Activity):
        return activity_content.lacks(story)
    return lacks_of_report(story) if isinstance(story, Report) else lacks_of_article(story)
