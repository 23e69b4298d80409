"""The lists beside the boards of coverage, for staff within their reach."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import rights
from classrooms import coverage_board, coverage_lists, relay_week
from classrooms.coverage_views import schools_asked
from schools import calendar

PER_PAGE = 50


def _page(request, rows):
    """The page asked for, its rows read."""
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    return page


def _usual(request):
    return {
        "narrowing": coverage_board.narrowing(request.user, request.GET),
        "term": calendar.current_term(),
    }


@never_cache
@require_safe
def checks(request):
    """督导抽查: what the timetable said and what was taught."""
    schools = schools_asked(request)
    context = _usual(request)
    if context["term"]:
        found = coverage_lists.checks(request.user, schools, context["term"])
        only = request.GET.get("seen") == "differing"
        context |= {
            "seen": coverage_lists.seen(request.user, schools, context["term"]),
            "only": only,
            "page": _page(request, found.differing() if only else found),
            "adds": rights.may(request.user, "add", "classrooms.spotcheck"),
        }
    return render(request, "classrooms/spot_checks.html", context)


@never_cache
@require_safe
def failed(request):
    """Relays that did not take place, by reason, and what became of each."""
    schools = schools_asked(request)
    context = _usual(request)
    if term := context["term"]:
        span = schools, term.starts_on, min(term.ends_on, timezone.localdate())
        counts = coverage_lists.reason_counts(*span)
        page = _page(request, coverage_lists.failed(*span, request.GET.get("reason", "")))
        context |= {
            "reasons": counts,
            "chosen": request.GET.get("reason", ""),
            "total": sum(number for _, _, number in counts),
            "page": page,
            "rows": [(receipt, *relay_week.becoming(receipt)) for receipt in page],
        }
    return render(request, "classrooms/relays_failed.html", context)


@never_cache
@require_safe
def visiting(request):
    """走教与轮岗: whom other schools send, what they teach, and who came and teaches nothing."""
    rows, without = coverage_lists.visits(schools_asked(request))
    context = _usual(request) | {
        "rows": rows,
        "without": without,
        "total": sum(row.periods for row in rows),
    }
    return render(request, "classrooms/visiting.html", context)
