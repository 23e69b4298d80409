"""Putting things into the index, in the transaction that publishes them; finding them: `asking.py`."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from search import postgresql, sqlite
from search.models import Entry
from search.words import initials, normalise, pinyin, tokens

__all__ = ["Document", "initials", "normalise", "pinyin", "put", "put_many", "remove", "source"]

_sources = {}


def backend():
    return postgresql if connection.vendor == "postgresql" else sqlite


@dataclass(frozen=True)
class Document:
    """A thing as the index takes it in; `names` are the other words it is known by, `text` all it says."""

    kind: str
    key: str
    path: str
    title: str
    names: tuple = ()
    summary: str = ""
    text: str = ""
    visible_from: datetime | None = None
    visible_until: datetime | None = None

    def entry(self):
        words = [self.title, *self.names]
        forms = [*words, *map(pinyin, words), *map(initials, words)] if self.names else words
        return Entry(
            kind=self.kind,
            key=str(self.key),
            path=self.path,
            title=self.title,
            summary=self.summary[:200],
            names="\n".join(dict.fromkeys(map(normalise, forms))),
            text=normalise(self.text),
            visible_from=self.visible_from,
            visible_until=self.visible_until,
        )


def source(kind):
    """Register `function() -> iterable of Document`: everything of a kind that is public, for `reindex`."""

    def keep(function):
        _sources[kind] = function
        return function

    return keep


def kinds():
    """The kinds that have a source."""
    return sorted(_sources)


def documents(kind):
    """Everything of a kind that is public or will be, as its source says."""
    return _sources[kind]()


def kind_token(kind):
    """A token that marks the kind, so that the index itself narrows to it. No reader types it by chance."""
    return f"0k0{kind}"


def tokens_of(entry):
    return tokens(f"{entry.names}\n{normalise(entry.summary)}\n{entry.text}") | {kind_token(entry.kind)}


@transaction.atomic
def put(kind, key, *, path, title, names=(), summary="", text="", visible_from=None, visible_until=None):
    """Write or renew one thing's entry. Call it in the transaction that publishes the thing."""
    fresh = Document(
        kind, str(key), path, title, tuple(filter(None, names)), summary, text, visible_from, visible_until
    ).entry()
    old = Entry.objects.select_for_update().filter(kind=kind, key=str(key)).first()
    if old is not None:
        backend().forget([(old.pk, tokens_of(old))])
        fresh.pk = old.pk
        fresh.save(force_update=True)
    else:
        fresh.save(force_insert=True)
    backend().write([(fresh.pk, tokens_of(fresh))])


@transaction.atomic
def put_many(documents, batch=500):
    """Write entries of things that have none yet (`generate`, `reindex`); returns how many."""
    count = 0
    for chunk in _chunks(documents, batch):
        entries = Entry.objects.bulk_create([document.entry() for document in chunk])
        backend().write([(entry.pk, tokens_of(entry)) for entry in entries])
        count += len(entries)
    return count


def _chunks(items, size):
    chunk = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


@transaction.atomic
def remove(kind, key):
    old = Entry.objects.select_for_update().filter(kind=kind, key=str(key)).first()
    if old is not None:
        backend().forget([(old.pk, tokens_of(old))])
        old.delete()


@transaction.atomic
def rebuild(kind):
    """Write all entries of a kind anew from its source; readers see the old ones until it is done."""
    old = Entry.objects.filter(kind=kind)
    backend().forget((entry.pk, tokens_of(entry)) for entry in old.iterator(chunk_size=500))
    old.delete()
    return put_many(documents(kind))
