"""An article made of a Word file: sections, tables, pictures, which enter the library by its own door.

The pictures come without words for those who cannot see them, so the article cannot be published before
somebody has written these.
"""

from dataclasses import dataclass, field

import reversion
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from accounts import audit
from news import manuscripts, richtext
from news.addresses import address_for
from news.models import Article, PictureBlock, Section, TableBlock
from pictures import library, naming

STEP = 10


@dataclass
class Imported:
    """What became of the file: the article, its new pictures, and sentences on what did not come along."""

    article: Article
    pictures: list = field(default_factory=list)
    left_out: list = field(default_factory=list)


def import_word(upload, *, unit, column, by):
    """Raises ValidationError with what the author should do; then nothing is kept."""
    manuscript = manuscripts.read(upload)
    if not manuscript.pieces:
        raise ValidationError("这个文件里没有文字、表格或图片。")
    stored = []
    try:
        with transaction.atomic(), reversion.create_revision():
            reversion.set_user(by)
            reversion.set_comment("从Word导入")
            return _write(manuscript, upload.name, stored, unit=unit, column=column, by=by)
    except Exception:
        for picture in stored:
            for file in picture.files.all():
                file.file.delete(save=False)
        raise


def _write(manuscript, name, stored, *, unit, column, by):
    title, second = _title_lines(manuscript.title)
    article = Article.objects.create(
        unit=unit,
        column=column,
        slug=address_for(Article, manuscript.title),
        title=title,
        title_second=second,
        changed_by=by,
        version=1,
    )
    done = Imported(article, stored)
    for order, piece in enumerate(manuscript.pieces, 1):
        place = {"parent": article, "region": "main", "ordering": order * STEP}
        match piece:
            case manuscripts.Text():
                _section(piece, place)
            case manuscripts.Table():
                _table(piece, place, done)
            case manuscripts.Shown():
                _picture(piece, place, done, by)
    audit.record("article.imported", by=by, row=article, text=name[:120])
    return done


def _title_lines(title):
    if len(title) <= manuscripts.LONGEST_TITLE:
        return title, ""
    return title[: manuscripts.LONGEST_TITLE], title[manuscripts.LONGEST_TITLE :]


def _section(piece, place):
    first, second = [*piece.subhead, "", ""][:2]
    text = richtext.tidy(piece.html)
    if text or first:
        Section.objects.create(subhead=first, subhead_second=second, text=text, **place)


def _table(piece, place, done):
    caption = piece.caption or f"表格（{done.article.title[:40]}）"
    cells = "\n".join("\t".join(_cell(cell) for cell in row) for row in piece.rows)
    block = TableBlock(caption=caption[:80], cells=cells, **place)
    try:
        block.full_clean(exclude=["parent"])
    except ValidationError:
        done.left_out.append(f"表格“{caption}”太大或是空的，没有导入；请作为附件放Excel文件。")
    else:
        block.save()


def _cell(text):
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if '"' in text else text


def _picture(piece, place, done, by):
    number = len(done.pictures) + 1
    upload = SimpleUploadedFile(
        f"{done.article.title[:30]} 图{number}.{piece.name.rpartition('.')[2]}", piece.content
    )
    try:
        picture = library.take_in(done.article.unit, upload, by=by)
    except ValidationError as error:
        done.left_out.append(f"第{piece.name.partition('.')[0]}张图片没有导入：{' '.join(error.messages)}")
        return
    if piece.alt and not naming.is_file_name(piece.alt) and "自动生成" not in piece.alt:
        picture.alt = piece.alt[:120]
        picture.save(update_fields=["alt"])
    done.pictures.append(picture)
    PictureBlock.objects.create(picture=picture, **place)
