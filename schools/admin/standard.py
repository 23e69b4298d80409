"""The curriculum standard: one version on one page, a subject and grade a row."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError

from accounts.scoped_admin import ScopedAdmin, ScopedInline
from schools import standard
from schools.models import CurriculumStandard, StandardVersion

SECTION = "课程课表"


class CurriculumStandardInline(ScopedInline, admin.TabularInline):
    model = CurriculumStandard
    autocomplete_fields = ["subject"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("subject")


@admin.register(StandardVersion)
class StandardVersionAdmin(ScopedAdmin, admin.ModelAdmin):
    section = SECTION
    list_display = ["__str__", "adopted_on", "specialist_load", "source"]
    list_filter = ["school_year"]
    list_select_related = ["school_year"]
    search_fields = ["source"]
    exclude = ["sample"]
    readonly_fields = ["adopted_on"]
    inlines = [CurriculumStandardInline]
    actions = ["copy", "adopt"]

    def has_change_permission(self, request, obj=None):
        """What counts, or has counted, is not rewritten: a change is a new version."""
        fixed = obj is not None and obj.adopted_on is not None
        return not fixed and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        fixed = obj is not None and obj.adopted_on is not None
        return not fixed and super().has_delete_permission(request, obj)

    @admin.action(description="复制成新的一版（草稿）", permissions=["add"])
    def copy(self, request, queryset):
        for version in queryset:
            draft = standard.copy(version, by=request.user)
            self.message_user(request, f"已建草稿：{draft}。改好后再启用。", messages.SUCCESS)

    @admin.action(description="从今天起启用", permissions=["change"])
    def adopt(self, request, queryset):
        for version in queryset:
            try:
                standard.adopt(version, by=request.user)
            except ValidationError as error:
                self.message_user(request, f"{version}：{error.messages[0]}", messages.ERROR)
            else:
                self.message_user(request, f"已启用：{version}。", messages.SUCCESS)
