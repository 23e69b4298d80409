"""教研组, their plans and open lessons, and contests in the admin."""

from django.contrib import admin

from accounts.scoped_admin import ScopedAdmin, ScopedInline
from schools.models import Contest, ContestEntry, OpenLesson, ResearchGroup, ResearchPlan


class ResearchPlanInline(ScopedInline, admin.StackedInline):
    model = ResearchPlan


class OpenLessonInline(ScopedInline, admin.TabularInline):
    model = OpenLesson
    exclude = ["sample"]
    autocomplete_fields = ["teacher"]
    ordering = ["-held_on", "period_no"]


@admin.register(ResearchGroup)
class ResearchGroupAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["name", "school", "subject", "leader", "meets"]
    list_filter = ["subject"]
    list_select_related = ["school", "subject", "leader__school"]
    search_fields = ["name", "school__name"]
    autocomplete_fields = ["school", "leader", "members"]
    inlines = [ResearchPlanInline, OpenLessonInline]
    exclude = ["sample"]


class ContestEntryInline(ScopedInline, admin.TabularInline):
    model = ContestEntry
    autocomplete_fields = ["teacher"]


@admin.register(Contest)
class ContestAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["title", "unit", "subject", "starts_on", "ends_on"]
    list_filter = ["subject"]
    list_select_related = ["unit", "subject"]
    search_fields = ["title", "theme"]
    date_hierarchy = "starts_on"
    autocomplete_fields = ["unit"]
    inlines = [ContestEntryInline]
    exclude = ["sample"]
