"""Cards of articles, reports and activities: what a poster and a pasted link show of them."""

from django.urls import reverse
from django.utils import timezone

from news.composing import TITLE_GAP
from news.models import Activity, Edition
from pictures import sharing
from pictures.sharing import Card

ARTICLE, REPORT, ACTIVITY = "a", "r", "h"
LETTERS = {Edition.Kind.ARTICLE: ARTICLE, Edition.Kind.REPORT: REPORT}


def register():
    for kind, letter in LETTERS.items():
        sharing.register(letter, path_of=_seen(kind))(_standing(kind))
    sharing.register(ACTIVITY)(activity)


def code_of_edition(edition):
    return sharing.code_of(LETTERS[edition.kind], edition.report_id or edition.article_id)


def _standing(kind):
    def card(pk):
        edition = Edition.objects.published().select_related("column").filter(**{kind: pk}).first()
        return edition and _card(edition)

    return card


def _seen(kind):
    """A withdrawn story's page explains; what readers never saw has no address."""

    def path(pk):
        seen = Edition.objects.seen().filter(**{kind: pk}).order_by("-number").first()
        return seen and seen.get_absolute_url()

    return path


def _card(edition):
    first = timezone.localtime(edition.first_published_at)
    day = f"{first.year}年{first.month}月{first.day}日"
    return Card(
        path=edition.get_absolute_url(),
        title=tuple(edition.title.split(TITLE_GAP)),
        kicker=edition.kicker or (edition.column.name if edition.column else "特别报道"),
        lines=tuple(filter(None, [edition.standfirst, day])),
        picture=edition.cover,
        sample=edition.sample,
    )


def activity(pk):
    row = Activity.objects.published().select_related("picture").filter(pk=pk).first()
    if row is None:
        return None
    off = f"已取消：{row.cancel_reason}" if row.cancelled_at else ""
    return Card(
        path=reverse("news:activity", args=[pk]),
        title=tuple(row.title.split()),
        kicker=row.get_kind_display(),
        lines=tuple(filter(None, [off, row.when, row.place, f"谁可以来：{row.audience}", row.how])),
        picture=row.picture.prepared() if row.picture else {},
        sample=row.sample,
    )
