"""Figures of the district, programmes with their steps, upgrade projects."""

from django.contrib import admin

from accounts import rights
from accounts.scoped_admin import ScopedAdmin, ScopedInline
from schools.admin.standing import AskedFigures
from schools.models import Figure, Programme, ProgrammeStep, UpgradeProject


@admin.register(Figure)
class FigureAdmin(AskedFigures, ScopedAdmin, admin.ModelAdmin):
    list_display = ["kind", "words", "school", "topic", "school_year", "source"]
    list_filter = ["topic", "school_year"]
    list_select_related = ["school", "school_year"]
    search_fields = ["kind", "source"]
    autocomplete_fields = ["school"]
    exclude = ["reported_by", "sample"]

    @admin.display(description="数")
    def words(self, figure):
        return figure.words

    def get_readonly_fields(self, request, obj=None):
        return [] if rights.may_see_all(request.user, Figure) else ["topic"]

    def save_model(self, request, obj, form, change):
        obj.reported_by = request.user
        super().save_model(request, obj, form, change)


class StepInline(ScopedInline, admin.TabularInline):
    model = ProgrammeStep
    autocomplete_fields = ["picture"]


@admin.register(Programme)
class ProgrammeAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["title", "school", "kind", "tag"]
    list_filter = ["kind"]
    list_select_related = ["school"]
    search_fields = ["title", "tag"]
    autocomplete_fields = ["school", "picture"]
    exclude = ["sample"]
    inlines = [StepInline]


@admin.register(UpgradeProject)
class UpgradeProjectAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["title", "school", "count", "amount_words", "period"]
    list_select_related = ["school"]
    search_fields = ["title"]
    autocomplete_fields = ["school"]
    exclude = ["sample"]

    @admin.display(description="金额")
    def amount_words(self, project):
        return project.amount_words
