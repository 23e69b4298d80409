"""Textbook editions, and which a school teaches from."""

from django.contrib import admin
from django.core.exceptions import ValidationError

from accounts.scoped_admin import ScopedAdmin
from accounts.scoped_forms import ScopedForm
from schools.models import SchoolTextbook, TextbookVersion

SECTION = "课程课表"


class TextbookVersionForm(ScopedForm):
    def clean_compatible_with(self):
        """Only editions of the same subject go together."""
        chosen = self.cleaned_data["compatible_with"]
        subject = self.cleaned_data.get("subject")
        if subject and chosen.exclude(subject=subject).exists():
            raise ValidationError("只能选同一学科的版本。")
        return chosen


@admin.register(TextbookVersion)
class TextbookVersionAdmin(ScopedAdmin, admin.ModelAdmin):
    section = SECTION
    form = TextbookVersionForm
    list_display = ["name", "subject"]
    list_filter = ["subject"]
    list_select_related = ["subject"]
    search_fields = ["name", "subject__name"]
    autocomplete_fields = ["compatible_with"]
    exclude = ["sample"]


@admin.register(SchoolTextbook)
class SchoolTextbookAdmin(ScopedAdmin, admin.ModelAdmin):
    section = SECTION
    list_display = ["subject", "version", "school"]
    list_filter = ["subject"]
    list_select_related = ["subject", "version__subject", "school"]
    search_fields = ["school__name", "version__name"]
    autocomplete_fields = ["school", "version"]
    exclude = ["sample"]
