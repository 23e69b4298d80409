"""The working copy (articles of blocks, reports of articles) and what readers see of it (editions).

Editing never touches a public page: publishing writes an immutable `Edition`, and the page is that one row.
"""

from news.models.activities import Activity, ActivityPicture
from news.models.blocks import (
    BLOCKS,
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
from news.models.corrections import Correction
from news.models.editions import Edition
from news.models.reviewing import (
    GuestLink,
    Review,
    ReviewRemark,
    ReviewRoute,
    ReviewStep,
    RouteStep,
    Step,
)
from news.models.stories import RESERVED_SLUGS, Article, Byline, Column, Report, ReportEntry
from news.models.wordings import CheckRun, Finding, OutsideLink, WordRule

__all__ = [
    "BLOCKS",
    "RESERVED_SLUGS",
    "Activity",
    "ActivityPicture",
    "Article",
    "Byline",
    "Card",
    "CheckRun",
    "Column",
    "Correction",
    "Edition",
    "FileBlock",
    "Finding",
    "GalleryBlock",
    "GuestLink",
    "KeyFigures",
    "Note",
    "OutsideLink",
    "PictureBlock",
    "Quote",
    "Report",
    "ReportEntry",
    "Review",
    "ReviewRemark",
    "ReviewRoute",
    "ReviewStep",
    "RouteStep",
    "Section",
    "Step",
    "TableBlock",
    "VideoBlock",
    "WordRule",
]
