"""What other pages show of the news: rows as `listing` makes them, one query each."""

from news import listing
from news.models import Edition, ReportEntry


def lead_report():
    """The newest special report that readers see; None where there is none."""
    return next(iter(listing.newest(Edition.objects.reports(), 1)), None)


def stories_of(report, count):
    """The articles of a report's row in the editor's order, the lead story left out."""
    entries = Edition.objects.published().get(report=report.report_id).content["entries"]
    beside = [entry["article"] for entry in entries if entry["weight"] < ReportEntry.Weight.LEAD]
    keys = {article: place for place, article in enumerate(beside)}
    found = Edition.objects.filter(article__in=keys)
    return sorted(listing.newest(found, None), key=lambda row: keys[row.article_id])[:count]


def latest(count, beside=None):
    """The newest articles, without those of the report they stand beside: its row names them itself."""
    found = Edition.objects.articles().news()
    return listing.newest(found.exclude(part_of=beside.report_id) if beside else found, count)


def notices(count):
    return listing.newest(Edition.objects.notices(), count)
