"""Offers and needs to pair, and studios, in the admin. Pairs themselves move on their own pages."""

from django.contrib import admin

from accounts.scoped_admin import ScopedAdmin, ScopedInline
from classrooms.models import MasterStudio, Pair, PairingCycle, StudioMember, StudioTarget


class PairInline(ScopedInline, admin.TabularInline):
    """Read only: moves are made on the pair's page."""

    model = Pair
    fields = ["first", "second", "state", "moved_on"]
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("first__school", "second__school")

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(PairingCycle)
class PairingCycleAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["title", "kind", "form", "teacher", "subject", "places", "closes_on"]
    list_filter = ["kind", "form", "subject"]
    list_select_related = ["teacher__school", "subject"]
    search_fields = ["title", "teacher__name"]
    autocomplete_fields = ["organiser", "teacher"]
    inlines = [PairInline]
    exclude = ["sample"]

    def get_inlines(self, request, obj):
        return super().get_inlines(request, obj) if obj else []


class StudioMemberInline(ScopedInline, admin.TabularInline):
    model = StudioMember
    autocomplete_fields = ["teacher"]


class StudioTargetInline(ScopedInline, admin.TabularInline):
    model = StudioTarget


@admin.register(MasterStudio)
class MasterStudioAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["name", "unit", "master", "subject", "visible_from"]
    list_filter = ["subject"]
    list_select_related = ["unit", "master__school", "subject"]
    search_fields = ["name", "master__name"]
    autocomplete_fields = ["unit", "master"]
    inlines = [StudioMemberInline, StudioTargetInline]
    fieldsets = [
        (None, {"fields": ["unit", "name", "master", "subject", "about"]}),
        ("公开", {"fields": [("visible_from", "visible_until")]}),
    ]
