"""The district's school calendar and its reference tables."""

from django.contrib import admin

from accounts.scoped_admin import ScopedAdmin
from schools.models import CalendarDay, SchoolYear, Subject, Term, Township

SECTION = "课程课表"


@admin.register(Township)
class TownshipAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["name", "urban", "border", "order"]
    list_filter = ["urban", "border"]
    search_fields = ["name"]
    exclude = ["sample"]


@admin.register(Subject)
class SubjectAdmin(ScopedAdmin, admin.ModelAdmin):
    section = SECTION
    list_display = ["name", "order"]
    search_fields = ["name"]


@admin.register(SchoolYear)
class SchoolYearAdmin(ScopedAdmin, admin.ModelAdmin):
    section = SECTION
    list_display = ["__str__"]
    search_fields = ["start"]


@admin.register(Term)
class TermAdmin(ScopedAdmin, admin.ModelAdmin):
    section = SECTION
    list_display = ["__str__", "starts_on", "ends_on"]
    list_select_related = ["school_year"]
    search_fields = ["school_year__start"]
    exclude = ["sample"]


@admin.register(CalendarDay)
class CalendarDayAdmin(ScopedAdmin, admin.ModelAdmin):
    section = SECTION
    list_display = ["date", "taught_as", "note"]
    date_hierarchy = "date"
    exclude = ["sample"]
