"""Bell times, classes and their weekly lessons."""

from django.contrib import admin

from accounts.scoped_admin import ScopedAdmin, ScopedInline
from accounts.scoped_forms import ScopedForm
from schools.fields import GradesField
from schools.models import BellPeriod, Lesson, TeachingGroup
from schools.together import JudgedTogether

SECTION = "课程课表"


@admin.register(BellPeriod)
class BellPeriodAdmin(ScopedAdmin, admin.ModelAdmin):
    section = SECTION
    list_display = ["number", "starts_at", "ends_at", "from_on", "school"]
    list_select_related = ["school"]
    autocomplete_fields = ["school"]


class TeachingGroupForm(ScopedForm):
    grades = GradesField(label="年级", help_text="复式班选几个；幼儿园小、中、大班为 1、2、3。")

    class Meta:
        model = TeachingGroup
        exclude = ["sample"]


class LessonInline(ScopedInline, admin.TabularInline):
    model = Lesson
    formset = JudgedTogether
    autocomplete_fields = ["teacher", "subject"]


@admin.register(TeachingGroup)
class TeachingGroupAdmin(ScopedAdmin, admin.ModelAdmin):
    section = SECTION
    form = TeachingGroupForm
    list_display = ["name", "school", "school_year"]
    list_filter = ["school_year"]
    list_select_related = ["school", "school_year"]
    search_fields = ["name"]
    autocomplete_fields = ["school"]
    inlines = [LessonInline]
