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


def text(*paragraphs, under=("", "")):
    return Text(paragraphs, under)
