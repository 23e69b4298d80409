"""Putting things into the index and finding them again, by title, alias, pinyin and initials."""

import unicodedata

from django.db.models import Case, IntegerField, Q, When
from pypinyin import Style, lazy_pinyin

from search.models import Entry


def normalise(text):
    """NFKC, lower case, single spaces: the form in which words are kept and asked for."""
    return " ".join(unicodedata.normalize("NFKC", text or "").replace("\0", "").lower().split())


def pinyin(text):
    return "".join(lazy_pinyin(text))


def initials(text):
    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER))


def put(kind, key, *, path, title, names=(), summary="", visible_from=None, visible_until=None):
    """Write or renew an entry; `names` are other words it is known by. Call in the publishing transaction."""
    words = [title, *names]
    tokens = [*words, *(pinyin(word) for word in words), *(initials(word) for word in words)]
    Entry.objects.update_or_create(
        kind=kind,
        key=str(key),
        defaults={
            "path": path,
            "title": title,
            "summary": summary[:200],
            "tokens": normalise("\n".join(dict.fromkeys(tokens))),
            "visible_from": visible_from,
            "visible_until": visible_until,
        },
    )


def remove(kind, key):
    Entry.objects.filter(kind=kind, key=str(key)).delete()


def find(text, limit=50):
    """Published entries whose title or other names hold every word of `text`, titles first."""
    words = normalise(text)[:100].split()
    if not words:
        return Entry.objects.none()
    found = Entry.objects.published()
    for word in words[:6]:
        found = found.filter(Q(tokens__contains=word))
    in_title = Case(When(title__icontains=words[0], then=0), default=1, output_field=IntegerField())
    return found.order_by(in_title, "kind", "title", "pk")[:limit]
