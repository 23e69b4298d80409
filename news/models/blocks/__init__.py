"""The blocks an article is made of, in the order the editor offers them."""

from news.models.blocks.base import Block
from news.models.blocks.data import Card, KeyFigures, TableBlock
from news.models.blocks.media import FileBlock, GalleryBlock, PictureBlock, VideoBlock
from news.models.blocks.text import Note, Quote, Section

BLOCKS = (
    Section,
    PictureBlock,
    GalleryBlock,
    VideoBlock,
    Quote,
    KeyFigures,
    TableBlock,
    FileBlock,
    Card,
    Note,
)

__all__ = [
    "BLOCKS",
    "Block",
    "Card",
    "FileBlock",
    "GalleryBlock",
    "KeyFigures",
    "Note",
    "PictureBlock",
    "Quote",
    "Section",
    "TableBlock",
    "VideoBlock",
]
