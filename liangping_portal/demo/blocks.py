"""Short names for the blocks of a story, so that a story reads as a story."""

from dataclasses import dataclass

from liangping_portal.demo import sources


@dataclass(frozen=True)
class Text:
    """Paragraphs, under a subhead of two lines where there is one."""

    paragraphs: tuple
    subhead: tuple = ("", "")

    @property
    def html(self):
        return "".join(f"<p>{paragraph}</p>" for paragraph in self.paragraphs)


@dataclass(frozen=True)
class Photo:
    key: str
    caption: str
    wide: bool = False


@dataclass(frozen=True)
class Numbers:
    """(number, what it counts), as the source has them."""

    pairs: tuple
    source: str = sources.REPORT

    @property
    def lines(self):
        return "\n".join(f"{number}|{what}" for number, what in self.pairs)


@dataclass(frozen=True)
class Live:
    """Figures that the portal computes itself, by their keys."""

    measures: tuple


@dataclass(frozen=True)
class Album:
    """(picture, caption) under one title."""

    title: str
    items: tuple


@dataclass(frozen=True)
class Video:
    """A video elsewhere."""

    title: str
    link: str
    poster: str
    words: str


@dataclass(frozen=True)
class Table:
    caption: str
    rows: tuple
    source: str = sources.SAMPLE

    @property
    def cells(self):
        return "\n".join("\t".join(row) for row in self.rows)


@dataclass(frozen=True)
class Download:
    """A spreadsheet of these rows, to be downloaded."""

    title: str
    rows: tuple


@dataclass(frozen=True)
class Way:
    """A card that leads to a school of the demo."""

    school: str
    note: str


def text(*paragraphs, under=("", "")):
    return Text(paragraphs, under)
