"""Who has the page of a story open now. Kept in the shared cache for minutes: it warns, and never locks."""

from datetime import datetime

from django.core.cache import cache
from django.utils import timezone

from news.approval import key_of

# Seconds after which somebody of whom nothing is heard is taken to have left.
PATIENCE = 150


def _key(story):
    return f"presence:{key_of(story)}"


def _here(story):
    """{person's key: [name, since, last heard]} without those who left."""
    now = timezone.now().timestamp()
    kept = cache.get(_key(story)) or {}
    return {key: one for key, one in kept.items() if now - one[2] < PATIENCE}


def note(story, user):
    """Say that the person has the story open, and return who else has."""
    here = _here(story)
    now = timezone.now().timestamp()
    since = here.get(user.pk, [user.name, now])[1]
    cache.set(_key(story), here | {user.pk: [user.name, since, now]}, PATIENCE)
    return told([one for key, one in here.items() if key != user.pk])


def leave(story, user):
    here = _here(story)
    here.pop(user.pk, None)
    cache.set(_key(story), here, PATIENCE)


def told(others):
    """李四从17:02起也开着这一页: empty where nobody else is there."""
    if not others:
        return ""
    said = [f"{name}从{_clock(since)}起" for name, since, _ in sorted(others, key=lambda one: one[1])]
    return f"{'、'.join(said)}也开着这一页。先说一声再改；两人都保存，后保存的会看到对方改了什么。"


def _clock(moment):
    return f"{datetime.fromtimestamp(moment, timezone.get_current_timezone()):%H:%M}"
