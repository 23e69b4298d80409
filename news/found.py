"""Editions as the search index takes them in: each under its own key, for as long as it stands."""

from django.db.models import Q
from django.utils import timezone

from news import richtext
from news.models import Column, Edition
from search import index
from search.index import Document


def kind_of(edition):
    is_notice = edition.column and edition.column.kind == Column.Kind.NOTICE
    return "notice" if is_notice else edition.kind


def document_of(edition):
    return Document(
        kind_of(edition),
        str(edition.pk),
        edition.get_absolute_url(),
        edition.title,
        summary=edition.standfirst,
        text=words_of(edition),
        visible_from=edition.visible_from,
        visible_until=edition.visible_until,
    )


def words_of(edition):
    """All that the page says; of a report what it says itself, its articles being found on their own."""
    content = edition.content
    said = [edition.kicker, content["subtitle"], content.get("note", "")]
    for block in content.get("blocks", []):
        said += _words_of_block(block)
    said += [name for byline in content.get("bylines", []) for name in byline["names"]]
    return "\n".join(filter(None, said))


def _words_of_block(block):
    if block["type"] == "section":
        return [*block["subhead"], richtext.plain(block["html"])]
    if block["type"] == "figures":
        return [word for pair in [*block["pairs"], *block.get("live", ())] for word in pair[:2]]
    if block["type"] == "table":
        return [block["caption"], *(" ".join(row) for row in [block["head"], *block["rows"]])]
    if block["type"] == "gallery":
        return [block["title"], *(item["caption"] for item in block["items"])]
    names = ("title", "text", "words", "caption", "speaker")
    return [block[name] for name in names if block.get(name)]


def standing_or_coming():
    """The editions that readers see now or will."""
    now = timezone.now()
    return Edition.objects.filter(Q(visible_until__isnull=True) | Q(visible_until__gt=now)).select_related(
        "column"
    )


def register():
    for kind in ("article", "report", "notice"):
        index.source(kind)(_documents(kind))


def _documents(kind):
    def documents():
        return map(document_of, _of_kind(standing_or_coming(), kind).iterator(chunk_size=500))

    return documents


def _of_kind(editions, kind):
    """The database's own word for `kind_of`: all articles are not read to find the notices."""
    if kind == "notice":
        return editions.notices()
    return editions.news().filter(kind=kind)
