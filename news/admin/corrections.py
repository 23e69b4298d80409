from django.contrib import admin
from django.utils.html import format_html

from accounts.scoped_admin import ScopedAdmin
from news import corrections
from news.models import Correction


class CorrectionState(admin.SimpleListFilter):
    title, parameter_name = "状态", "state"

    def lookups(self, request, model_admin):
        return [("open", "待处理"), ("done", "已处理")]

    def queryset(self, request, queryset):
        if self.value() == "open":
            return queryset.open()
        return queryset.filter(handled_at__isnull=False) if self.value() == "done" else queryset


@admin.register(Correction)
class CorrectionAdmin(ScopedAdmin, admin.ModelAdmin):
    """Readers tell, staff correct the article and tick it off here."""

    never_added = True
    list_display = ["title", "said", "page", "told_at", "handled_at", "handled_by"]
    list_filter = [CorrectionState]
    list_select_related = ["handled_by"]
    fields = readonly_fields = ["title", "page", "text", "told_at", "handled_at", "handled_by"]
    actions = ["handle"]

    def has_add_permission(self, request):
        return False

    @admin.display(description="哪里不对")
    def said(self, correction):
        return correction.text[:60]

    @admin.display(description="页面")
    def page(self, correction):
        return format_html('<a href="{}">{}</a>', correction.path, correction.path)

    @admin.action(description="已处理", permissions=["change"])
    def handle(self, request, queryset):
        for correction in queryset.open():
            corrections.handle(correction, by=request.user)
            self.message_user(request, f"已处理：{correction}")
