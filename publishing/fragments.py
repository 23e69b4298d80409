"""Parts of pages that everybody sees alike, kept in this process until one of their sections is published to.

Where the page cache cannot serve (signed-in readers, rare addresses), rendering is the cost. A part is made
anew when a version it is made of rises, at the next moment something of it was scheduled, or after `SECONDS`.
Only for parts without a word about the viewer.
"""

import time
from collections import OrderedDict

from django.conf import settings
from django.utils import timezone

from publishing import pagecache
from publishing.models import versions

SECONDS = 300
MOST = 4_000

_parts = {}


def kept(sections, name, key, make, most=MOST):
    """What `make()` gives, made once for each state of the sections. None is not kept."""
    return kept_many(sections, name, [key], lambda keys: {key: make()}, most).get(key)


def kept_many(sections, name, keys, make_many, most=MOST):
    """{key: part}: those not in memory come from one call of `make_many(missing keys) -> {key: part}`.

    Of each name at most `most` parts stay, the least used dropped first.
    """
    if not settings.FRAGMENTS:
        return make_many(list(keys))
    store = _parts.setdefault(name, OrderedDict())
    state = tuple(versions.known().get(section, 0) for section in sections)
    found = {key: part for key in keys if (part := _get(store, key, state)) is not None}
    missing = [key for key in keys if key not in found]
    if missing:
        made = make_many(missing)
        until = _until(sections)
        for key, part in made.items():
            if part is not None:
                store[key] = (state, until, part)
        while len(store) > most:
            store.popitem(last=False)
        found |= made
    return found


def forget():
    _parts.clear()


def _get(store, key, state):
    entry = store.get(key)
    if entry is None or entry[0] != state or entry[1] <= time.time():
        return None
    store.move_to_end(key)
    return entry[2]


def _until(sections):
    return min(pagecache.good_until(sections, timezone.now()), time.time() + SECONDS)
