"""Taking stories off the site, and taking back what was only to come."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts import audit
from news.composing import entries_of
from news.models import Report
from news.standing import close, end


@transaction.atomic
def withdraw(story, *, by, reason, with_articles=False):
    """Take a story off the site at once, with a reason that its page then gives. Returns the last edition.

    `with_articles`: a report's articles go with it.
    """
    if not reason.strip():
        raise ValidationError("请写明撤下的原因，读者会看到。")
    now = timezone.now()
    story = type(story).objects.select_for_update().get(pk=story.pk)
    earlier = list(story.editions.order_by("number"))
    seen = [one for one in earlier if one.was_seen(now)]
    live = any(one.visible_until is None or one.visible_until > now for one in earlier)
    if not live:
        raise ValidationError(f"《{story.title}》现在没有公开，也没有定时。")
    close(earlier, at=now, now=now)
    if with_articles:
        _withdraw_articles(story, by=by, reason=reason, now=now)
    return _mark_withdrawn((seen or earlier)[-1], story, by=by, reason=reason, now=now)


def _mark_withdrawn(edition, story, *, by, reason, now):
    edition.withdrawn_at, edition.withdrawn_by, edition.withdrawn_reason = now, by, reason.strip()
    edition.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    audit.record(audit.Action.WITHDRAWN, by=by, row=story, text=f"{edition}：{reason}")
    return edition


def _withdraw_articles(report, *, by, reason, now):
    for entry in entries_of(report):
        live = entry.article.editions.exclude(visible_until__lte=now).filter(part_of=report)
        if live.exists():
            withdraw(entry.article, by=by, reason=reason)


@transaction.atomic
def unschedule(story, *, by):
    """Take back what was to be published later; what readers see now stays."""
    now = timezone.now()
    story = type(story).objects.select_for_update().get(pk=story.pk)
    coming = _coming(story, now)
    if coming is None:
        raise ValidationError(f"《{story.title}》没有定时发布。")
    if isinstance(story, Report):
        for entry in entries_of(story):
            _take_back(entry.article, coming.visible_from, now, part_of=story)
    _take_back(story, coming.visible_from, now)
    audit.record("撤销定时", by=by, row=story, text=str(coming))
    return coming


def _coming(story, now):
    return story.editions.filter(visible_from__gt=now, visible_until__isnull=True).first()


def _take_back(story, moment, now, **chosen):
    coming = story.editions.filter(visible_from=moment, visible_until__isnull=True, **chosen).first()
    if coming is None:
        return
    end(coming, coming.visible_from)
    standing = story.editions.filter(visible_from__lte=now, visible_until=moment).first()
    if standing:
        end(standing, None)
