"""What other pages show of the news: rows as `listing` makes them, one query each."""

from news import listing
from news.models import Edition


def lead_report():
    """The newest special report that readers see; None where there is none."""
    return next(iter(listing.newest(Edition.objects.reports(), 1)), None)


def latest(count):
    return listing.newest(Edition.objects.articles().news(), count)


def notices(count):
    return listing.newest(Edition.objects.notices(), count)
