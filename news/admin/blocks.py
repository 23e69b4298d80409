"""The blocks of an article as the editor offers them."""

from content_editor.admin import ContentEditorInline
from django import forms

from accounts.scoped_admin import ScopedInline
from accounts.scoped_forms import ScopedForm
from news import figures
from news.models import (
    Card,
    FileBlock,
    GalleryBlock,
    KeyFigures,
    Note,
    PictureBlock,
    Quote,
    Section,
    TableBlock,
    VideoBlock,
)

PLACE = ["region", "ordering"]


class BlockInline(ScopedInline, ContentEditorInline):
    pass


class SectionInline(BlockInline):
    model = Section
    icon = "notes"
    fields = [("subhead", "subhead_second"), "text", *PLACE]


class PictureInline(BlockInline):
    model = PictureBlock
    icon = "image"
    autocomplete_fields = ["picture"]
    fields = ["picture", "caption", "wide", *PLACE]


class GalleryInline(BlockInline):
    model = GalleryBlock
    icon = "collections"
    autocomplete_fields = ["album"]
    fields = ["album", "title", *PLACE]


class VideoInline(BlockInline):
    model = VideoBlock
    icon = "movie"
    autocomplete_fields = ["document", "poster"]
    fields = ["title", "document", "link", "poster", "length", "words", *PLACE]


class QuoteInline(BlockInline):
    model = Quote
    icon = "format_quote"
    fields = ["text", "speaker", *PLACE]


class KeyFiguresForm(ScopedForm):
    measures = forms.MultipleChoiceField(
        label="本站数据",
        required=False,
        choices=figures.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="发布时按当天的数据取，页面上注明日期。",
    )

    class Meta:
        model = KeyFigures
        fields = ["lines", "source", "measures", "school", "group", *PLACE]


class KeyFiguresInline(BlockInline):
    model = KeyFigures
    form = KeyFiguresForm
    icon = "bar_chart"
    autocomplete_fields = ["school", "group"]
    fields = ["lines", "source", "measures", ("school", "group"), *PLACE]


class TableInline(BlockInline):
    model = TableBlock
    icon = "table_chart"
    fields = ["caption", "cells", ("header_row", "header_column"), "source", *PLACE]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "cells":
            kwargs["widget"] = forms.Textarea(
                attrs={"rows": 8, "class": "cells", "wrap": "off", "data-cells": ""}
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class FileInline(BlockInline):
    model = FileBlock
    icon = "attach_file"
    autocomplete_fields = ["document"]
    fields = ["document", "title", *PLACE]


class CardInline(BlockInline):
    model = Card
    icon = "link"
    autocomplete_fields = ["school", "group", "session"]
    fields = [("school", "group", "session"), "note", *PLACE]


class NoteInline(BlockInline):
    model = Note
    icon = "edit_note"
    fields = ["text", *PLACE]


BLOCK_INLINES = [
    SectionInline,
    PictureInline,
    GalleryInline,
    VideoInline,
    QuoteInline,
    KeyFiguresInline,
    TableInline,
    FileInline,
    CardInline,
    NoteInline,
]
