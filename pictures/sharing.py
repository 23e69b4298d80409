"""Short addresses, drawn cards and posters, for whatever has a public page.

A short address is `/s/<code>/`: a letter for the kind and the row's number written in 32 signs that nobody
mixes up. It needs no row of its own, never changes, and leads wherever the page then is.

    @sharing.register("x", sections=("schools",))
    def school(pk):
        return sharing.Card(path=…, title=(…,), …) or None
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
LONGEST = 10

_kinds = {}


@dataclass(frozen=True)
class Card:
    """What a poster and a shared card say: the title in its lines, then a line each of when, where, who."""

    path: str
    title: tuple
    kicker: str = ""
    lines: tuple = ()
    picture: dict = field(default_factory=dict)
    sample: bool = False

    @property
    def name(self):
        return " ".join(self.title)


class Kind(NamedTuple):
    card_of: Callable
    path_of: Callable


def register(letter, *, path_of=None):
    """Register `function(pk) -> Card or None` of what readers see now under a letter. `path_of(pk)`: where a
    short address leads though there is nothing to be seen, as a withdrawn article's page explains itself."""

    def keep(function):
        _kinds[letter] = Kind(function, path_of or (lambda pk: None))
        return function

    return keep


def code_of(letter, pk):
    text, number = "", int(pk)
    while number:
        number, digit = divmod(number, len(SIGNS))
        text = SIGNS[digit] + text
    return letter + (text or "0")


def short_path(letter, pk):
    return f"/s/{code_of(letter, pk)}/"


def _read(code):
    """(kind, pk) of a code; None where it cannot be one."""
    kind, text = _kinds.get(code[:1]), code[1:]
    if kind is None or not text or len(text) > LONGEST or text[0] == "0" or set(text) - set(SIGNS):
        return None
    number = 0
    for sign in text:
        number = number * len(SIGNS) + SIGNS.index(sign)
    return (kind, number) if number < 2**63 else None


def card(code):
    """The card of what a code stands for; None where readers see nothing of it."""
    found = _read(code)
    return found and found[0].card_of(found[1])


def leads_to(code):
    """The address a short one leads to; None: it stands for nothing that ever was public."""
    found = _read(code)
    if not found:
        return None
    kind, pk = found
    shown = kind.card_of(pk)
    return shown.path if shown else kind.path_of(pk)
