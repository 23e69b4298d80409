"""Relay courses, their lessons and receipts in the admin."""

from django.contrib import admin
from django.db import models

from accounts.scoped_admin import ScopedAdmin, ScopedInline
from accounts.scoped_forms import ScopedForm
from classrooms.models import Receipt, RelayCourse, RelayLesson, RelayReceiver, RelaySlot
from schools.fields import GradesField


class ReadOnlyInline(ScopedInline, admin.TabularInline):
    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class RelayCourseForm(ScopedForm):
    grades = GradesField(label="年级", help_text="可选相邻的几个年级（复式、混龄接收）。")


class RelaySlotInline(ScopedInline, admin.TabularInline):
    model = RelaySlot


class RelayReceiverInline(ReadOnlyInline):
    model = RelayReceiver
    fields = ["group", "assistant", "period_no", "from_on", "left_on"]
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("group__school", "assistant__school")


@admin.register(RelayCourse)
class RelayCourseAdmin(ScopedAdmin, admin.ModelAdmin):
    form = RelayCourseForm
    list_display = ["title", "school", "presenter", "term", "kind", "status", "organiser"]
    list_filter = ["status", "kind", "subject"]
    list_select_related = ["school", "presenter__school", "term__school_year", "subject", "organiser"]
    search_fields = ["presenter__name", "school__name", "subject__name"]
    autocomplete_fields = ["organiser", "school", "presenter", "presenting_group", "version"]
    inlines = [RelaySlotInline, RelayReceiverInline]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    @admin.display(description="课程")
    def title(self, course):
        return course.title


class ReceiptInline(ReadOnlyInline):
    model = Receipt
    fields = ["group", "period_no", "state", "reason", "note", "answered_at", "method"]
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("group__school")


@admin.register(RelayLesson)
class RelayLessonAdmin(ScopedAdmin, admin.ModelAdmin):
    """Links and flags of single lessons; when and whether they take place is decided in the course."""

    never_added = True
    list_display = ["course", "date", "period_no", "state"]
    list_filter = ["state", "course__subject"]
    list_select_related = ["course__school", "course__subject"]
    search_fields = ["course__subject__name", "course__school__name"]
    date_hierarchy = "date"
    ordering = ["-starts_at", "-pk"]
    fields = [
        "course",
        "date",
        "starts_at",
        "ends_at",
        "state",
        "link",
        "recording_link",
        "view_auth",
        ("is_live", "is_record", "is_quality"),
    ]
    readonly_fields = ["course", "date", "starts_at", "ends_at", "state"]
    inlines = [ReceiptInline]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def has_add_permission(self, request):
        return False


@admin.register(Receipt)
class ReceiptAdmin(ScopedAdmin, admin.ModelAdmin):
    """Read only: the receiving side confirms on its own page."""

    never_added = True
    list_display = ["group", "lesson", "date", "state", "reason", "method"]
    list_filter = ["state", "reason", "method"]
    list_select_related = ["group__school", "lesson__course__school", "lesson__course__subject"]
    search_fields = ["group__name", "group__school__name"]
    date_hierarchy = "date"
    ordering = ["-date", "-pk"]

    def has_add_permission(self, request):
        return False
