"""Spot checks in the admin."""

from django.contrib import admin

from accounts.scoped_admin import ScopedAdmin
from classrooms.models import SpotCheck


@admin.register(SpotCheck)
class SpotCheckAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["group", "date", "period_no", "planned", "seen", "checked_by"]
    list_filter = ["planned"]
    list_select_related = ["group__school", "planned", "seen", "checked_by"]
    search_fields = ["group__name", "group__school__name"]
    date_hierarchy = "date"
    autocomplete_fields = ["group", "planned", "seen"]
    exclude = ["sample"]

    def save_model(self, request, obj, form, change):
        obj.checked_by = obj.checked_by or request.user
        super().save_model(request, obj, form, change)
