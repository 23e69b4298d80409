"""Pages of the archive by month."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from news import archive, listing
from publishing.bodies import render_kept
from publishing.pagecache import public_page


@public_page("news")
def newest(request, year=None):
    """To the month, of that year or of all, in which something was last published."""
    today = timezone.localdate()
    year = year or next(iter(archive.years()), today.year)
    if not archive.is_month(year, 1):
        raise Http404
    months = archive.months(year)
    return redirect("news:archive", year, months[-1] if months else today.month)


@public_page("news")
def month(request, year, month):
    if not archive.is_month(year, month):
        raise Http404

    def context():
        return {
            "year": year,
            "month": month,
            "years": archive.years(),
            "months": archive.months(year),
            "page": listing.page_of(archive.of_month(year, month), request.GET.get("page")),
        }

    return render_kept(request, "news/archive.html", ("news",), context)
