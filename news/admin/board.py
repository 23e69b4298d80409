"""The newsroom's board: columns and their limits, the inspection's rules, what the last check found."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from accounts.scoped_admin import ScopedAdmin
from news import checking, freshness
from news.models import CheckRun, Finding, OutsideLink, WordRule

SHOWN = 100


class BoardAdmin:
    """Mixin for the columns' admin: whoever may change columns reads the board."""

    def get_urls(self):
        view = require_http_methods(["GET", "HEAD", "POST"])(self.board_view)
        return [
            path("board/", self.admin_site.admin_view(view), name="news_column_board"),
            *super().get_urls(),
        ]

    def board_view(self, request):
        if not self.holds(request, "change"):
            raise PermissionDenied
        if request.method == "POST":
            self._act(request)
            return HttpResponseRedirect(reverse("admin:news_column_board"))
        states = freshness.columns()
        found = Finding.objects.all()
        context = {
            **self.admin_site.each_context(request),
            "title": "更新看板",
            "opts": self.opts,
            "states": states,
            "verdicts": freshness.verdicts(states),
            "run": CheckRun.objects.first(),
            "findings": found[:SHOWN],
            "more": max(found.count() - SHOWN, 0),
            "outside": OutsideLink.objects.select_related("checked_by")[:SHOWN],
        }
        return render(request, "admin/news/board.html", context)

    def _act(self, request):
        what = request.POST.get("act", "")
        if what == "check":
            done = checking.run()
            messages.success(request, f"检查了{done.pages}页，发现{done.findings}处。")
        elif what in {"alive", "dead"}:
            key = request.POST.get("link", "")
            link = get_object_or_404(OutsideLink, pk=key if key.isdecimal() and len(key) < 19 else 0)
            checking.mark(link, by=request.user, alive=what == "alive")
            messages.success(request, f"已记下：{link.get_state_display()}。")


@admin.register(WordRule)
class WordRuleAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["wording", "category", "action", "replacement", "active"]
    export_also = ("exceptions", "note")
    list_filter = ["category", "action", "active"]
    search_fields = ["text", "replacement", "note"]
    fields = [
        ("text", "pattern"),
        ("category", "action"),
        "replacement",
        "allowed",
        "note",
        "active",
    ]

    @admin.display(description="用语", ordering="text")
    def wording(self, rule):
        return str(rule)

    @admin.display(description="除外")
    def exceptions(self, rule):
        """As the sheet of rules has them in one cell."""
        return "、".join(rule.allowed.split())
