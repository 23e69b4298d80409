"""Names that the portal makes up: an address for a school, an account name for a person."""

import re

from search.words import pinyin

LONGEST = 50


def free_slug(model, name):
    """The name in pinyin, with a number where another row has it."""
    base = re.sub(r"[^a-z0-9]+", "-", pinyin(name).lower()).strip("-")[:LONGEST] or "school"
    used = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    return _numbered(base, used, "-")


def free_username(name, taken):
    base = re.sub(r"[^a-z0-9]+", "", pinyin(name).lower())[:30] or "teacher"
    return _numbered(base if len(base) >= 3 else f"{base}01", taken, "")


def _numbered(base, used, joint):
    number, name = 1, base
    while name in used:
        number += 1
        name = f"{base}{joint}{number}"
    return name
