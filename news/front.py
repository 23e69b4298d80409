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


def latest(count):
    return listing.newest(Edition.objects.articles().news(), count)


def notices(count):
    return listing.newest(Edition.objects.notices(), count)
