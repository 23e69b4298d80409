"""Pages of the archive by month."""

from django.http import Http404
from django.utils import timezone

from news import archive, listing
from publishing.bodies import render_kept
from publishing.pagecache import public_page


@public_page("news")
def newest(request, year=None):
    """The month, of that year or of all, in which something was last published."""
    today = timezone.localdate()
    if year is not None and not archive.is_month(year, 1):
        raise Http404

    def context():
        chosen = year or next(iter(archive.years()), today.year)
        return month_page(request, chosen, max(archive.months(chosen), default=today.month))

    return render_kept(request, "news/archive.html", ("news",), context)


@public_page("news")
def month(request, year, month):
    if not archive.is_month(year, month):
        raise Http404
    return render_kept(request, "news/archive.html", ("news",), lambda: month_page(request, year, month))


def month_page(request, year, month):
    return {
        "year": year,
        "month": month,
        "years": archive.years(),
        "months": archive.months(year),
        "page": listing.page_of(archive.of_month(year, month), request.GET.get("page")),
    }
