"""Addresses from Chinese titles: ASCII pinyin, short, free."""

import re

from pypinyin import lazy_pinyin

from news.models.stories import RESERVED_SLUGS

LONGEST = 60


def address_for(model, title):
    """A slug for a story of this title that no other of its kind has."""
    words = re.findall(r"[a-z0-9]+", " ".join(lazy_pinyin(title)).lower())
    wished = _shortened(words) or "wen"
    taken = set(model.objects.filter(slug__startswith=wished).values_list("slug", flat=True))
    taken |= RESERVED_SLUGS
    numbered = (f"{wished}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in [wished, *numbered] if slug not in taken)


def _shortened(words):
    text = ""
    for word in words:
        if len(text) + len(word) + 1 > LONGEST:
            break
        text = f"{text}-{word}" if text else word
    return text
