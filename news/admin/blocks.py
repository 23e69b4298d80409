"""The blocks of an article as the editor offers them."""

from content_editor.admin import ContentEditorInline

from accounts.scoped_admin import ScopedInline
from news.models import KeyFigures, Note, PictureBlock, Quote, Section


class BlockInline(ScopedInline, ContentEditorInline):
    pass


class SectionInline(BlockInline):
    model = Section
    icon = "notes"
    fields = [("subhead", "subhead_second"), "text", "region", "ordering"]


class PictureInline(BlockInline):
    model = PictureBlock
    icon = "image"
    autocomplete_fields = ["picture"]
    fields = ["picture", "caption", "wide", "region", "ordering"]


class QuoteInline(BlockInline):
    model = Quote
    icon = "format_quote"
    fields = ["text", "speaker", "region", "ordering"]


class KeyFiguresInline(BlockInline):
    model = KeyFigures
    icon = "bar_chart"
    fields = ["lines", "source", "region", "ordering"]


class NoteInline(BlockInline):
    model = Note
    icon = "edit_note"
    fields = ["text", "region", "ordering"]


BLOCK_INLINES = [SectionInline, PictureInline, QuoteInline, KeyFiguresInline, NoteInline]
