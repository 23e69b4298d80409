"""What teachers share, in the admin: seen by those who keep order at its unit, taken down with a reason.

What is private is nobody's but its owner's, and what it says is changed by its owner alone.
"""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm

from accounts.audit import address_of
from accounts.scoped_admin import ScopedAdmin
from classrooms import library
from classrooms.models import Recording, Resource, Shared, Showcase
from classrooms.refusal import Refused


class ReasonForm(ActionForm):
    reason = forms.CharField(label="撤下的原因（教师会看到）", max_length=120, required=False)


class SharedAdmin(ScopedAdmin, admin.ModelAdmin):
    never_added = True
    list_display = ["title", "owner", "unit", "subject", "view", "added_at", "removed_at"]
    list_filter = ["view", "subject", "unit"]
    list_select_related = ["owner__school", "unit", "subject"]
    search_fields = ["title", "about", "owner__name"]
    date_hierarchy = "added_at"
    exclude = ["password", "sample", "file"]
    action_form = ReasonForm
    actions = ["take_down"]

    def get_queryset(self, request):
        return super().get_queryset(request).exclude(view=Shared.View.PRIVATE)

    def has_add_permission(self, request):
        return False

    def has_take_down_permission(self, request, obj=None):
        return self.holds(request, "take_down", obj)

    @admin.action(description="撤下所选（写明原因）", permissions=["take_down"])
    def take_down(self, request, queryset):
        for row in queryset.filter(removed_at=None).select_related("owner__user"):
            try:
                library.take_down_for(
                    row, by=request.user, reason=request.POST.get("reason", ""), address=address_of(request)
                )
            except Refused as refused:
                messages.error(request, str(refused))
                return
            messages.success(request, f"已撤下：{row}")


@admin.register(Recording)
class RecordingAdmin(SharedAdmin):
    list_display = [*SharedAdmin.list_display, "recorded_on"]


@admin.register(Resource)
class ResourceAdmin(SharedAdmin):
    list_display = [*SharedAdmin.list_display, "stage", "textbook", "chapter"]
    list_filter = [*SharedAdmin.list_filter, "stage"]


@admin.register(Showcase)
class ShowcaseAdmin(SharedAdmin):
    pass
