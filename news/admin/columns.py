from django.contrib import admin

from accounts.scoped_admin import ScopedAdmin
from news.admin.board import BoardAdmin
from news.models import Column, Edition


@admin.register(Column)
class ColumnAdmin(BoardAdmin, ScopedAdmin, admin.ModelAdmin):
    pages = [("更新看板", "admin:news_column_board", "change")]
    list_display = ["name", "kind", "slug", "limit_days", "order"]
    fields = ["name", "kind", "slug", "limit_days", "order"]


@admin.register(Edition)
class EditionAdmin(ScopedAdmin, admin.ModelAdmin):
    """What readers saw and see; only publishing and withdrawing write it."""

    list_display = [
        "title",
        "kind",
        "number",
        "visible_from",
        "visible_until",
        "published_by",
        "withdrawn_at",
    ]
    list_filter = ["kind", "column"]
    list_select_related = ["published_by"]
    date_hierarchy = "visible_from"
    search_fields = ["title"]
    fields = [
        ("kind", "number", "slug"),
        "title",
        "standfirst",
        "column",
        ("visible_from", "visible_until"),
        ("first_published_at", "revised_at"),
        ("published_by", "made_at"),
        ("withdrawn_at", "withdrawn_by", "withdrawn_reason"),
    ]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
