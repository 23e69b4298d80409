"""上一节课 in the admin: read only; the recording, the window and the minutes are written on its own page."""

from django.contrib import admin
from django.template.loader import render_to_string

from accounts.scoped_admin import ScopedAdmin
from classrooms.models import LastLesson


@admin.register(LastLesson)
class LastLessonAdmin(ScopedAdmin, admin.ModelAdmin):
    never_added = True
    list_display = ["session", "recording", "watch_from", "watch_until", "written_at"]
    list_filter = ["session__subject"]
    list_select_related = ["session", "recording"]
    search_fields = ["session__title", "recording__title"]
    date_hierarchy = "watch_from"
    ordering = ["-watch_from", "-pk"]
    fields = [
        "session",
        "recording",
        ("watch_from", "watch_until"),
        "agreed_at",
        "minutes",
        "outcome",
        "written_at",
        "page",
    ]
    readonly_fields = ["agreed_at", "written_at", "page"]

    @admin.display(description="在哪里改")
    def page(self, row):
        return render_to_string("admin/classrooms/last_lesson_link.html", {"row": row})

    def has_add_permission(self, request):
        return False
