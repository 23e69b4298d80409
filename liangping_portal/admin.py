"""阅读量: what was read how often, for the newsroom; nobody can tell by whom."""

from datetime import timedelta

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone

from accounts.scoped_admin import ScopedAdmin
from publishing import counting
from publishing.models import Reading
from search.models import Entry

SPANS = {"1": "今天", "7": "7天", "30": "30天", "365": "一年"}
MOST = 60


@admin.register(Reading)
class ReadingAdmin(ScopedAdmin, admin.ModelAdmin):
    """One page of figures; the rows themselves are nobody's to edit."""

    never_added = True
    section = "新闻采编"

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
        today = timezone.localdate()
        pages = counting.of_pages(today - timedelta(days=int(span) - 1), today, MOST)
        titles = dict(
            Entry.objects.published()
            .filter(path__in=[path for path, _ in pages])
            .values_list("path", "title")
        )
        context = {
            **self.admin_site.each_context(request),
            "title": "阅读量",
            "opts": self.opts,
            "rows": [(path, titles.get(path, ""), count) for path, count in pages],
            "total": sum(count for _, count in pages),
            "spans": [(days, name, days == span) for days, name in SPANS.items()],
        }
        return render(request, "admin/publishing/readings.html", context)
