"""The district's school calendar and its reference tables."""

from django import forms
from django.contrib import admin

from accounts import rights
from accounts.scoped_admin import ScopedAdmin
from accounts.scoped_forms import ScopedForm
from schools.models import CalendarDay, ExamPeriod, SchoolYear, Subject, Term, Township

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


class OwnSchoolForm(ScopedForm):
    """The district's calendar has no school; whoever keeps one school's names it."""

    def clean_school(self):
        school = self.cleaned_data["school"]
        label = self._meta.model._meta.label_lower
        if school is None and not rights.reach(self.viewer, "change", label).everything:
            raise forms.ValidationError("请选择学校；全区的校历由系统管理员维护。")
        return school


@admin.register(CalendarDay)
class CalendarDayAdmin(ScopedAdmin, admin.ModelAdmin):
    section = SECTION
    form = OwnSchoolForm
    list_display = ["date", "taught_as", "note", "school"]
    list_select_related = ["school"]
    date_hierarchy = "date"
    fields = ["school", "date", "taught_as", "note"]
    autocomplete_fields = ["school"]


@admin.register(ExamPeriod)
class ExamPeriodAdmin(ScopedAdmin, admin.ModelAdmin):
    section = SECTION
    form = OwnSchoolForm
    list_display = ["note", "starts_on", "ends_on", "school"]
    list_select_related = ["school"]
    fields = ["school", "starts_on", "ends_on", "note"]
    autocomplete_fields = ["school"]
