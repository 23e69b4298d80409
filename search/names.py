"""Finding a thing by its name: full, short, alias, pinyin, initials, in traditional characters, or with one
character wrong. Names are few (a district's schools and groups), so they are kept in memory.

Order of answers: the name itself, names that begin so, names that hold it, names that hold nearly it.
"""

import time
from dataclasses import dataclass
from functools import cache

import opencc

from publishing.models import versions
from search.models import Entry
from search.words import normalise

# Below these lengths nearly everything is one character away from everything.
SHORTEST_MISSPELT = 3
SHORTEST_MISSPELT_LATIN = 5
LONGEST_ASKED = 40
# Visibility turns with time as well as with publishing.
KEPT_SECONDS = 60


@cache
def _converter():
    return opencc.OpenCC("t2s")


def simplified(text):
    return _converter().convert(text)


@dataclass(frozen=True)
class Named:
    kind: str
    key: str
    title: str
    path: str
    summary: str
    forms: tuple


class Names:
    """The names of some kinds of entries as this process last read them."""

    def __init__(self, *kinds):
        self.kinds = kinds
        self.rows = []
        self.version = None
        self.read_at = 0.0

    def all(self):
        version = versions.known().copy()
        if version != self.version or time.monotonic() - self.read_at > KEPT_SECONDS:
            self.rows = [
                Named(*row[:5], tuple(row[5].split("\n")))
                for row in Entry.objects.published()
                .filter(kind__in=self.kinds)
                .order_by("title", "pk")
                .values_list("kind", "key", "title", "path", "summary", "names")
            ]
            self.version, self.read_at = version, time.monotonic()
        return self.rows

    def forget(self):
        self.version = None

    def suggest(self, text, limit=8):
        """The best `Named` rows for what was typed, at most `limit`; none where nothing is near."""
        asked = simplified(normalise(text)[:LONGEST_ASKED].replace(" ", ""))
        if not asked:
            return []
        near = _nearness(asked)
        ranked = []
        for place, row in enumerate(self.all()):
            rank = min((score for form in row.forms if (score := near(form)) is not None), default=None)
            if rank is not None:
                ranked.append((rank, place, row))
        return [row for _, _, row in sorted(ranked, key=lambda found: found[:2])[:limit]]


def _nearness(asked):
    """A function form → 0 (is it), 1 (begins so), 2 (holds it), 3 (holds it but for one character), None."""
    shortest = SHORTEST_MISSPELT_LATIN if asked.isascii() else SHORTEST_MISSPELT
    middle = len(asked) // 2
    # With one character wrong, one half is still right: a cheap sieve before the exact look.
    halves = (asked[:middle], asked[middle:]) if len(asked) >= shortest else ()

    def near(form):
        if asked in form:
            return 0 if form == asked else 1 if form.startswith(asked) else 2
        if any(half in form for half in halves) and holds_nearly(form, asked):
            return 3
        return None

    return near


def holds_nearly(text, asked):
    """Whether some stretch of `text` is `asked` with at most one character changed, missing or added."""
    row = list(range(len(asked) + 1))
    for letter in text:
        before, row[0] = row[0], 0
        for place, wanted in enumerate(asked, 1):
            before, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, before + (letter != wanted)),
            )
        if row[-1] <= 1:
            return True
    return False


everything = Names("school", "group")
