"""Accounts, roles and the trail in the admin."""

from django.contrib import admin

from accounts.models import Unit
from accounts.scoped_admin import ScopedAdmin


@admin.register(Unit)
class UnitAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["name", "kind"]
    list_filter = ["kind"]
    search_fields = ["name"]
    exclude = ["sample"]

    def check_landing(self, request, obj):
        """A unit is made by those who hold the right at the district; it belongs to itself from then on."""
