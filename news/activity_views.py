"""The public calendar of 校园活动, the page of one, and calendar files."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from news import activity_calendar as months
from news import reading
from news.models import Activity
from news.sharing import ACTIVITY
from pictures import sharing
from publishing.bodies import render_kept
from publishing.pagecache import public_page

SECTIONS = ("news", "schools", "groups")
# What is under way changes by the clock alone: pages are kept no longer.
SECONDS = 60
LATER = 20


@public_page(*SECTIONS, seconds=SECONDS)
def activity_list(request):
    def context():
        first = months.month_of(request.GET.get("month"))
        published = Activity.objects.published()
        kind = request.GET.get("kind", "")
        chosen = published.filter(kind=kind) if kind in Activity.Kind.values else published
        rows = months.of_month(first, chosen.for_list())
        before, later = months.neighbours(first, chosen)
        return {
            "first": first,
            "rows": rows,
            "ahead": [row for row in rows if row.phase != Activity.Phase.OVER],
            "over": [row for row in reversed(rows) if row.phase == Activity.Phase.OVER],
            "weeks": list(months.weeks(first, rows)),
            "before": before,
            "after": later,
            "kinds": [(value, label, value == kind) for value, label in Activity.Kind.choices],
            "kind": kind if kind in Activity.Kind.values else "",
        }

    return render_kept(request, "news/activity_list.html", SECTIONS, context)


@public_page(*SECTIONS, seconds=SECONDS)
def activity(request, pk):
    def context():
        found = get_object_or_404(Activity.objects.published().for_page(), pk=pk)
        return reading.activity_page(found) | {"code": sharing.code_of(ACTIVITY, found.pk)}

    return render_kept(request, "news/activity_detail.html", SECTIONS, context, key=str(pk))


@public_page("news")
def calendar(request):
    """All that is to come, for a calendar that subscribes to it."""
    return _file(request, Activity.objects.published().coming()[: LATER * 5], "xiaoyuan-huodong.ics")


@public_page("news")
def one_calendar(request, pk):
    found = get_object_or_404(Activity.objects.published(), pk=pk)
    return _file(request, [found], f"huodong-{pk}.ics")


def _file(request, rows, name):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    content = months.calendar_file(rows, request.get_host())
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
