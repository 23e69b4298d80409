"""From when until when an edition stands, and telling those who follow it."""

from dataclasses import asdict

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from news import found
from news.models import Edition
from pictures import uses
from pictures.models import Document, Picture
from publishing.models import raise_version
from search import index


def close(earlier, *, at, now):
    """End what is visible at the moment the next edition begins, and take back what was still to come."""
    for one in earlier:
        if one.visible_from > now and not one.is_cancelled:
            end(one, one.visible_from)
    for one in earlier:
        if one.visible_from <= now and (one.visible_until is None or one.visible_until > now):
            end(one, at)


def end(edition, moment):
    edition.visible_until = moment
    edition.save(update_fields=["visible_until"])
    announce(edition)


def announce(edition):
    """Tell the picture ledger, the index and the page cache what readers see, and until when."""
    until = edition.visible_until
    if until is not None and until <= max(edition.visible_from, timezone.now()):
        uses.hide(edition.address)
        index.remove(found.kind_of(edition), edition.pk)
    else:
        time = {"label": edition.title, "visible_from": edition.visible_from, "visible_until": until}
        uses.show(edition.address, Picture.objects.filter(code__in=codes_of(edition)), **time)
        uses.offer(edition.address, Document.objects.filter(code__in=files_of(edition)), **time)
        index.put(**asdict(found.document_of(edition)))
    raise_version(*_sections(edition))


def let_go(picture):
    """Take a withdrawn picture, its words included, out of every edition that shows it."""
    text = Cast("content", TextField())
    shown = Edition.objects.annotate(text=text).filter(
        Q(cover__code=picture.code) | Q(text__contains=picture.code)
    )
    for edition in shown:
        if edition.cover.get("code") == picture.code:
            edition.cover = {}
        if "blocks" in edition.content:
            edition.content["blocks"] = blocks_without(picture.code, edition.content["blocks"])
        edition.save(update_fields=["cover", "content"])
        announce(edition)


def blocks_without(code, blocks):
    """Prepared blocks from which one picture is gone: with its block, or out of the block that goes on."""
    kept = []
    for block in blocks:
        if block["type"] == "gallery":
            items = [item for item in block["items"] if item["picture"]["code"] != code]
            kept += [block | {"items": items}] if items else []
        elif block["type"] != "picture":
            gone = {name: {} for name in ("picture", "poster") if block.get(name, {}).get("code") == code}
            kept.append(block | gone)
        elif block["picture"].get("code") != code:
            kept.append(block)
    return kept


def codes_of(edition):
    return {picture["code"] for picture in [edition.cover, *_pictures(edition)] if picture}


def _pictures(edition):
    for block in edition.content.get("blocks", []):
        yield from (block.get(name) for name in ("picture", "poster"))
        yield from (item["picture"] for item in block.get("items", ()))


def files_of(edition):
    blocks = edition.content.get("blocks", [])
    return {block["file"]["code"] for block in blocks if block.get("file")}


def _sections(edition):
    named = {"schools": edition.schools.exists(), "groups": edition.groups.exists()}
    return ["news", *(section for section, touched in named.items() if touched)]
