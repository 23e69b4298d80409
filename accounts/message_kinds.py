"""The kinds of messages and their texts, registered by whoever sends them.

A kind's text is a template string over the message's payload, so wording can change without touching rows.
"""

from dataclasses import dataclass

_kinds = {}


@dataclass(frozen=True)
class Kind:
    """`urgent`: by the other ways it goes out at once, whatever the hour and the person's daily digest."""

    name: str
    title: str
    body: str
    urgent: bool


def register(name, *, title, body, urgent=False):
    """Declare a kind of message: `title` and `body` are `str.format` patterns over the payload."""
    _kinds[name] = Kind(name, title, body, urgent)


def known(name):
    """The kind of that name; LookupError where nobody declared it."""
    if name not in _kinds:
        raise LookupError(f"no such kind of message: {name}")
    return _kinds[name]


class _Payload(dict):
    def __missing__(self, key):
        return "……"


def words(name, payload):
    """(title, body) in words; a kind no longer sent, or an old payload, still reads."""
    kind = _kinds.get(name)
    if kind is None:
        return "消息", ""
    return kind.title.format_map(_Payload(payload)), kind.body.format_map(_Payload(payload))
