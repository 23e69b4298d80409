"""Catchments with their entries, and the order of admission, in the admin."""

from django.contrib import admin

from accounts.scoped_admin import ScopedAdmin, ScopedInline
from accounts.scoped_forms import ScopedForm
from enrolment.models import Catchment, CatchmentEntry, PriorityRule
from schools.fields import LinesField


class EntryForm(ScopedForm):
    aliases = LinesField(label="别名", required=False, help_text="每行一个。")

    class Meta:
        model = CatchmentEntry
        fields = ["kind", "name", "aliases", "note", "order"]


class EntryInline(ScopedInline, admin.TabularInline):
    model = CatchmentEntry
    form = EntryForm


@admin.register(Catchment)
class CatchmentAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["school", "school_year", "visible_from", "visible_until"]
    list_filter = ["school_year"]
    list_select_related = ["school", "school_year"]
    search_fields = ["school__name", "school__tokens"]
    autocomplete_fields = ["school"]
    exclude = ["sample"]
    inlines = [EntryInline]


@admin.register(PriorityRule)
class PriorityRuleAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["name", "order", "school_year", "visible_from"]
    list_filter = ["school_year"]
    list_select_related = ["school_year"]
    exclude = ["sample"]
