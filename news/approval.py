"""Whether a story was approved exactly as it now stands.

A snapshot is {"article:5": {"digest", "title", "version", "parts", "media"}}: an article alone, or a report
with all its articles. The digest covers everything an edition would keep, so any edit voids the approval.
"""

import hashlib
import json

from django.db.models import Q
from django.utils import timezone

from news import activity_content, composing, differences, standing
from news.models import Activity, Article, Report, Review, ReviewRemark

COVERED = ("slug", "column_id", "kicker", "title", "standfirst", "cover", "content", "happened_on", "sample")


def key_of(story):
    """A revision of an activity goes by the name of what it revises: it is to stand in its place."""
    return f"{story._meta.model_name}:{getattr(story, 'revision_of_id', None) or story.pk}"


def snapshot(story):
    """What a decision about the story is about."""
    if isinstance(story, Activity):
        said = activity_content.compose(story)
        return {key_of(story): _entry(story, said, activity_content.related(story))}
    if not isinstance(story, Report):
        return {key_of(story): _entry(story, composing.compose_article(story), _related(story))}
    entries = composing.entries_of(story)
    order = [[entry.article_id, entry.weight] for entry in entries]
    content = {key_of(story): _entry(story, composing.compose_report(story, []), order)}
    return content | {key: one for entry in entries for key, one in snapshot(entry.article).items()}


def _related(article):
    return [sorted(rows.values_list("pk", flat=True)) for rows in (article.schools, article.groups)]


def _entry(story, edition, more):
    return {
        "digest": fingerprint(edition, more),
        "title": edition.title,
        "version": story.version,
        "parts": differences.parts_of(edition),
        "media": sorted(standing.codes_of(edition) | standing.files_of(edition)),
    }


def fingerprint(edition, more):
    """A mark of an edition's words, pictures and place; `more` is what stands beside it in other tables."""
    said = {name: getattr(edition, name) for name in COVERED} | {"more": more}
    blocks = [_settled(block) for block in edition.content.get("blocks", [])]
    return _mark(said | {"content": edition.content | {"blocks": blocks}})


def _settled(block):
    """A block without what the portal itself fills in on the day of publishing."""
    if block["type"] == "figures" and "live" in block:
        keys = [key for _, _, key in block["live"]]
        return {name: one for name, one in block.items() if name != "as_of"} | {"live": keys}
    if block["type"] == "card":
        return {name: block[name] for name in ("type", "kind", "path")}
    return block


def _mark(value):
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def mark_of(content):
    """One mark of a whole snapshot, for a form to say what its reader saw."""
    return _mark({key: one["digest"] for key, one in content.items()})


def open_review(story):
    """The review in which the story is now, its own or that of a report it stands in; None."""
    rows = Review.objects.about(story) if isinstance(story, Article) else Review.objects.of(story)
    return rows.open().select_related("article", "report", "activity").first()


# --- what stands in the way ---------------------------------------------------------------------------------
def lacks_of(story):
    """Sentences that say what is not approved as it stands; none: it may be published."""
    content = snapshot(story)
    found = _lacks(story, content[key_of(story)])
    if isinstance(story, Report):
        for entry in composing.entries_of(story):
            found += _lacks(entry.article, content[key_of(entry.article)])
    return found


def _lacks(story, now):
    if _stands(story, now) or _is_approved(story, now):
        return []
    return [_why(story)]


def _stands(story, now):
    """Readers see exactly this already."""
    if isinstance(story, Activity):
        shown = story.revision_of or story
        return shown.is_published and snapshot(shown)[key_of(shown)]["digest"] == now["digest"]
    edition = story.editions.published().first()
    if edition is None:
        return False
    more = _order(edition) if isinstance(story, Report) else _related(edition)
    return fingerprint(_bare(edition), more) == now["digest"]


def _order(edition):
    return [[entry["article"], entry["weight"]] for entry in edition.content["entries"]]


def _bare(edition):
    """A report's edition as it is composed before its articles are published."""
    if edition.report_id:
        edition.content = edition.content | {"entries": []}
    return edition


def _is_approved(story, now):
    """The last decision about exactly this content was an approval."""
    key = key_of(story)
    for review in _decided(story):
        entry = review.content.get(key)
        if entry and entry["digest"] == now["digest"]:
            return review.state == Review.State.APPROVED
    return False


def _decided(story):
    rows = Review.objects.about(story) if isinstance(story, Article) else Review.objects.of(story)
    decided = Q(state=Review.State.APPROVED) | Q(state=Review.State.RETURNED)
    return rows.filter(decided).order_by("-closed_at", "-pk")


def remarks_to(story):
    """What was remarked at its blocks when it was last returned, alone or in its report."""
    last = _decided(story).first()
    if last is None or last.state != Review.State.RETURNED:
        return []
    return list(ReviewRemark.objects.filter(step__review=last).select_related("step__decided_by"))


def _why(story):
    name = f"《{story.title}》"
    review = open_review(story)
    if review is not None:
        return f"{name}正在{review.get_at_step_display()}，还没有审定。"
    last = _decided(story).first()
    if last is None:
        return f"{name}还没有送审。"
    day = f"{timezone.localtime(last.closed_at):%m月%d日}"
    if last.state == Review.State.RETURNED:
        return f"{name}{day}被退回，请修改后重新送审。"
    by = f"{story.changed_by.name}，" if story.changed_by else ""
    changed = f"{by}{timezone.localtime(story.changed_at):%m月%d日 %H:%M}"
    return f"{name}{day}审定之后又改过（{changed}），原来的审定不再有效，请重新送审。"
