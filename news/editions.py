"""Publishing and withdrawing: the only writer of editions.

`publish_article` and `publish_report` write immutable editions in one transaction and close the earlier ones
at the same instant, so that readers see the old page until that moment and the whole new one from it on.
They raise `ValidationError` with Chinese sentences naming what is missing; then nothing has changed.

A person publishes what was approved exactly as it stands (`news.approval`). `by=None` is the portal itself,
`load_demo` and tests, which no request reaches: nothing was reviewed then, and the trail says so.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts import audit
from news import approval, checks
from news.composing import (
    compose_article,
    compose_report,
    entries_of,
)
from news.models import Article, Report
from news.standing import announce, close

# A moment picked to the minute may lie a little back; anything earlier would forge the publishing date.
GRACE = timedelta(minutes=5)
WORDS = ("kicker", "title", "standfirst", "cover", "content", "happened_on")
PLACE = ("column_id", "part_of_id", "sample")


@transaction.atomic
def publish_article(article, *, by, at=None):
    """The edition that readers see from `at` (now) on; the standing one if nothing has changed since."""
    now, at = _moment(at)
    article = Article.objects.select_for_update().get(pk=article.pk)
    _refuse([*checks.obstacles(article, at), *_unapproved(article, by)])
    return _publish_article(article, by=by, at=at, now=now, part_of=_report_of(article))


@transaction.atomic
def publish_report(report, *, by, at=None):
    """The report's edition and those of its articles, all visible from the same instant."""
    now, at = _moment(at)
    report = Report.objects.select_for_update().get(pk=report.pk)
    entries = entries_of(report)
    _lock(entries)
    _refuse([*checks.obstacles(report, at), *_unapproved(report, by)])
    chosen = [
        (entry, _publish_article(entry.article, by=by, at=at, now=now, part_of=report)) for entry in entries
    ]
    return _publish(compose_report(report, chosen), report, by=by, at=at, now=now)


def _moment(at):
    now = timezone.now()
    if at is None:
        return now, now
    if at < now - GRACE:
        raise ValidationError("发布时间不能早于现在：首次发布的日期会如实保留，不能倒填。")
    return now, max(at, now)


def _refuse(lacks):
    if lacks:
        raise ValidationError(lacks)


def _unapproved(story, by):
    return approval.lacks_of(story) if by is not None else []


def _lock(entries):
    """Article rows in the order of their keys, so that two publishers never wait for each other."""
    keys = [entry.article_id for entry in entries]
    list(Article.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def _report_of(article):
    last = article.editions.filter(part_of__isnull=False).order_by("-number").first()
    return last.part_of if last else None


def _publish_article(article, *, by, at, now, part_of):
    return _publish(
        compose_article(article, part_of=part_of),
        article,
        by=by,
        at=at,
        now=now,
        schools=article.schools.all(),
        groups=article.groups.all(),
    )


def _publish(edition, story, *, by, at, now, schools=(), groups=()):
    earlier = list(story.editions.order_by("number"))
    standing = next((one for one in earlier if one.visible_until is None and one.visible_from <= at), None)
    if standing and _same(standing, edition, schools, groups):
        return standing
    close(earlier, at=at, now=now)
    edition.number = earlier[-1].number + 1 if earlier else 1
    edition.visible_from = at
    edition.published_by = by
    _date(edition, [one for one in earlier if one.was_seen(now)])
    edition.save()
    edition.schools.set(schools)
    edition.groups.set(groups)
    announce(edition)
    unseen = "" if by is not None else "（系统写入，未经三审）"
    text = f"{edition} {timezone.localtime(at):%Y-%m-%d %H:%M}起{unseen}"
    audit.record(audit.Action.PUBLISHED, by=by, row=story, text=text)
    return edition


def _date(edition, seen):
    """First published when readers first saw the story; revised when its words last changed since."""
    edition.first_published_at = seen[0].first_published_at if seen else edition.visible_from
    if seen:
        same = _same_words(seen[-1], edition)
        edition.revised_at = seen[-1].revised_at if same else edition.visible_from


def _same(old, new, schools, groups):
    return (
        _same_words(old, new)
        and all(getattr(old, name) == getattr(new, name) for name in PLACE)
        and set(old.schools.all()) == set(schools)
        and set(old.groups.all()) == set(groups)
    )


def _same_words(old, new):
    return all(_undated(getattr(old, name)) == _undated(getattr(new, name)) for name in WORDS)


def _undated(value):
    """Figures fetched again on another day and found the same are no revision."""
    if not isinstance(value, dict) or "blocks" not in value:
        return value
    return value | {"blocks": [block | {"as_of": None} for block in value["blocks"]]}
