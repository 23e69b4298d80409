"""Putting the stories into the desk as an editor would, and publishing them through the one door."""

from liangping_portal.demo import block_rows, pictures, sources
from liangping_portal.demo.stories import report as special
from liangping_portal.demo.stories.briefs import BRIEFS, REPORTERS
from liangping_portal.demo.stories.short import COLUMNS, SHORT
from news.editions import publish_article, publish_report
from news.models import Article, Byline, Column, Report, ReportEntry

STEP = 10
REWRITTEN = {"source": sources.REPORT, "rewritten_from": sources.REWRITTEN}
REPORTED = REWRITTEN | {"bylines": REPORTERS}


def load(ledger):
    for order, (slug, (name, kind, days)) in enumerate(COLUMNS.items(), 1):
        ledger.put(
            f"column:{slug}",
            Column,
            find={"slug": slug},
            once={"limit_days": days},
            name=name,
            kind=kind,
            order=order,
        )
    for story in (*SHORT, *(brief | REPORTED for brief in BRIEFS)):
        article = _article(ledger, **story)
        if ledger.wrote(f"article:{story['slug']}"):
            publish_article(article, by=None)
    _report(ledger)


def _report(ledger):
    """The special report: written, ordered and published whole; later only what is new is written."""
    fields = dict(special.REPORT)
    name = f"report:{fields['slug']}"
    report = ledger.put(
        name,
        Report,
        find={"slug": fields.pop("slug")},
        unit=ledger["unit:district"],
        cover=pictures.of(ledger, fields.pop("cover")),
        **fields,
    )
    articles = [(_article(ledger, **story | REWRITTEN), weight) for story, weight in special.ENTRIES]
    if ledger.is_new(name):
        for order, (article, weight) in enumerate(articles, 1):
            ReportEntry.objects.create(report=report, article=article, weight=weight, order=order * STEP)
    if any(map(ledger.wrote, [name, *(f"article:{article.slug}" for article, _ in articles)])):
        publish_report(report, by=None)


def _article(
    ledger, *, slug, column, blocks, cover="", bylines=(), schools=(), groups=(), sample=False, **fields
):
    name = f"article:{slug}"
    article = ledger.put(
        name,
        Article,
        find={"slug": slug},
        unit=ledger["unit:district"],
        column=ledger[f"column:{column}"],
        cover=pictures.of(ledger, cover),
        schools=[ledger[f"school:{key}"] for key in schools],
        groups=[ledger[f"group:{key}"] for key in groups],
        sample=sample,
        **fields,
    )
    if ledger.is_new(name):
        block_rows.write(ledger, article, blocks)
        Byline.objects.bulk_create(
            Byline(article=article, kind=Byline.Kind.ORIGINAL, name=reporter, order=order)
            for order, reporter in enumerate(bylines, 1)
        )
    return article
