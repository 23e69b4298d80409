"""Words as the index keeps them and as readers ask for them.

Chinese is not segmented: segmenters miss names and words across their cuts. Each run of Chinese characters
becomes its overlapping pairs and its characters, so that every word of one or two characters inside a text
is a token. Latin letters and digits stay whole, and are found by their beginning too.
"""

import re
import unicodedata
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
RUN = re.compile(f"([{CJK}]+)|([0-9a-z]+)")
LONGEST_QUERY = 80
MOST_RUNS = 6


def normalise(text):
    """NFKC, lower case, single spaces, no NUL: the form in which words are kept and asked for."""
    return " ".join(unicodedata.normalize("NFKC", (text or "").replace("\0", "")).lower().split())


def pinyin(text):
    return "".join(lazy_pinyin(text))


def initials(text):
    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER))


def spellings(names):
    """All that a thing of these names may be typed as, one a line: the names, in pinyin, by initials."""
    forms = [*names, *map(pinyin, names), *map(initials, names)]
    return "\n".join(dict.fromkeys(map(normalise, forms)))


def pairs(run):
    return [run[i : i + 2] for i in range(len(run) - 1)]


def tokens(text):
    """The tokens of a normalised text, each once, in no order."""
    found = set()
    for chinese, latin in RUN.findall(text):
        if chinese:
            found.update(pairs(chinese), chinese)
        else:
            found.add(latin[:60])
    return found


@dataclass(frozen=True)
class Query:
    """What is asked: tokens that must all be there, beginnings of tokens, runs to look for in the text."""

    whole: tuple = ()
    beginnings: tuple = ()
    phrases: tuple = ()
    runs: tuple = ()

    def __bool__(self):
        return bool(self.whole or self.beginnings)

    @classmethod
    def parse(cls, text):
        asked = normalise(text)[:LONGEST_QUERY]
        runs = list(RUN.finditer(asked))[:MOST_RUNS]
        whole, beginnings, phrases = [], [], []
        for run in runs:
            chinese, latin = run.groups()
            if latin and not _goes_on(asked, run.end()):
                beginnings.append(latin)
            else:
                whole += pairs(run[0]) if chinese and len(chinese) > 1 else [run[0]]
            if chinese and len(chinese) > 2:
                # Its pairs may stand apart in a text; the run itself must stand there.
                phrases.append(chinese)
        return cls(
            tuple(dict.fromkeys(whole)),
            tuple(beginnings),
            tuple(phrases),
            tuple(run[0] for run in runs),
        )


def _goes_on(text, at):
    """Whether a Chinese character follows: the 1 of 第1小学 is whole, that of 小学1 may become 12."""
    return at < len(text) and bool(RUN.match(text, at))


def marked(text, query):
    """[(piece, whether it was asked for)] of a text to show, for highlighting."""
    if not query.runs:
        return [(text, False)]
    wanted = re.compile(
        "(" + "|".join(re.escape(run) for run in sorted(query.runs, key=len, reverse=True)) + ")"
    )
    pieces = wanted.split(text if len(text) != len(text.lower()) else text.lower())
    shown, at = [], 0
    for number, piece in enumerate(pieces):
        if piece:
            shown.append((text[at : at + len(piece)], number % 2 == 1))
        at += len(piece)
    return shown


def excerpt(text, query, length=80):
    """The part of a text around the first thing asked for; its beginning where none stands in it."""
    at = min((place for run in query.runs if (place := text.find(run)) >= 0), default=-1)
    if at < 0:
        return text[:length]
    start = max(0, at - length // 3)
    return ("…" if start else "") + text[start : start + length] + ("…" if len(text) > start + length else "")
