"""The classrooms' own pages in the admin."""

from django.contrib import admin

from accounts.scoped_admin import ScopedAdmin
from classrooms.models import ClassroomPage


@admin.register(ClassroomPage)
class ClassroomPageAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["classroom", "standfirst", "changed_at"]
    autocomplete_fields = ["groups", "picture"]
