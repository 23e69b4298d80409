"""The blocks of a story written as rows, with the albums and files that they need."""

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import sheets
from liangping_portal.demo import pictures
from liangping_portal.demo.blocks import Album, Download, Live, Numbers, Photo, Table, Text, Video, Way
from news import models as news
from pictures import filing
from pictures import models as library

STEP = 10


def write(ledger, article, blocks):
    for order, block in enumerate(blocks, 1):
        place = {"parent": article, "region": "main", "ordering": order * STEP}
        match block:
            case Text(subhead=(first, second)):
                news.Section.objects.create(text=block.html, subhead=first, subhead_second=second, **place)
            case Numbers():
                news.KeyFigures.objects.create(lines=block.lines, source=block.source, **place)
            case Live():
                news.KeyFigures.objects.create(measures=list(block.measures), **place)
            case Photo() if picture := pictures.of(ledger, block.key):
                news.PictureBlock.objects.create(
                    picture=picture, caption=block.caption, wide=block.wide, **place
                )
            case Table():
                news.TableBlock.objects.create(
                    caption=block.caption, cells=block.cells, source=block.source, header_column=True, **place
                )
            case Way():
                news.Card.objects.create(school=ledger[f"school:{block.school}"], note=block.note, **place)
            case Album() | Download() | Video():
                _from_library(ledger, article, block, place)


def _from_library(ledger, article, block, place):
    match block:
        case Album():
            news.GalleryBlock.objects.create(album=_album(ledger, article, block), **place)
        case Download():
            news.FileBlock.objects.create(document=_document(ledger, article, block), **place)
        case Video():
            news.VideoBlock.objects.create(
                title=block.title,
                link=block.link,
                poster=pictures.of(ledger, block.poster),
                words=block.words,
                **place,
            )


def _album(ledger, article, block):
    album = ledger.put(
        f"album:{article.slug}",
        library.Album,
        unit=article.unit,
        title=block.title,
        sample=article.sample,
    )
    shown = [(pictures.of(ledger, key), caption) for key, caption in block.items]
    for order, (picture, caption) in enumerate(shown, 1):
        if picture:
            album.rows.get_or_create(picture=picture, defaults={"caption": caption, "order": order * STEP})
    return album


def _document(ledger, article, block):
    head, *rows = block.rows
    upload = SimpleUploadedFile("a.xlsx", sheets.write(head, rows, "xlsx"))
    document = filing.add(article.unit, upload, title=block.title, sample=article.sample)
    ledger.keep(f"document:{article.slug}", document, {"title": block.title})
    return document
