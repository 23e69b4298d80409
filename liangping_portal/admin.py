"""阅读量: what was read how often, for the newsroom; nobody can tell by whom."""

from datetime import timedelta
from urllib.parse import quote

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.scoped_admin import ScopedAdmin
from publishing import counting, reading_chart
from publishing.models import Reading
from search.models import Entry

SPANS = {"1": "今天", "7": "7天", "30": "30天", "365": "一年"}
MOST = 60


@admin.register(Reading)
class ReadingAdmin(ScopedAdmin, admin.ModelAdmin):
    """One page of figures; the rows themselves are nobody's to edit."""

    never_added = True
    section = "新闻采编"
    list_display = ["path", "day", "count"]
    linkable = ("path", "day")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        span = request.GET.get("days", "7")
        span = span if span in SPANS else "7"
        path = request.GET.get("path", "")[: counting.LONGEST_PATH].replace("\0", "")
        today = timezone.localdate()
        since = today - timedelta(days=int(span) - 1)
        pages = counting.of_pages(since, today, MOST)
        drawn = reading_chart.columns(since, today, path)
        export = reverse("admin:publishing_reading_export")
        context = {
            **self.admin_site.each_context(request),
            "title": "阅读量",
            "opts": self.opts,
            "rows": _titled(pages),
            "path": path,
            "chart": drawn,
            "box": (reading_chart.WIDTH, reading_chart.HEIGHT),
            "most": max((column.count for column in drawn), default=0),
            "total": sum(column.count for column in drawn),
            "span": span,
            "spans": [(days, name, days == span) for days, name in SPANS.items()],
            "export_address": f"{export}?day__gte={since}{f'&path={quote(path)}' if path else ''}",
        }
        return render(request, "admin/publishing/readings.html", context)


def _titled(pages):
    """[(path, title, count)]; the titles as search knows them."""
    known = Entry.objects.published().filter(path__in=[path for path, _ in pages])
    titles = dict(known.values_list("path", "title"))
    return [(path, titles.get(path, ""), count) for path, count in pages]
