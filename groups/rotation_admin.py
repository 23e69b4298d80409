"""Rotation in the admin: planned by the group, taken forward step by step."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm

from accounts.scoped_admin import ScopedAdmin
from accounts.scoped_forms import ScopedForm
from groups import rotating
from groups.models import Rotation


class RotationForm(ScopedForm):
    """Says before saving what `rotating.plan` would refuse."""

    def clean(self):
        found = super().clean()
        if not self.errors:
            for name in ("group", "teacher", "to_school", "starts_on"):
                setattr(self.instance, name, found.get(name, getattr(self.instance, name, None)))
            if self.instance.pk is None:
                rotating.take_snapshot(self.instance)
            rotating.clean(self.instance)
        return found


class StepForm(ActionForm):
    said = forms.CharField(label="备案号（备案时）或考核结果（考核时）", required=False, max_length=40)


@admin.register(Rotation)
class RotationAdmin(ScopedAdmin, admin.ModelAdmin):
    form = RotationForm
    list_display = [
        "teacher_then",
        "from_school",
        "to_school",
        "kind",
        "status",
        "filing_number",
        "starts_on",
    ]
    list_filter = ["school_year", "status", "kind"]
    list_select_related = ["teacher__school", "from_school", "to_school"]
    search_fields = ["filing_number", "teacher__name"]
    autocomplete_fields = ["group", "teacher", "to_school"]
    exclude = ["sample"]
    readonly_fields = [
        "from_school",
        "title",
        "backbone",
        "specialism",
        "status",
        "filing_number",
        "filed_on",
        "result",
    ]
    actions = ["advance"]
    action_form = StepForm

    def has_advance_permission(self, request, obj=None):
        return self.holds(request, "advance", obj)

    def has_change_permission(self, request, obj=None):
        """What was filed stands as it was filed."""
        filed = obj is not None and obj.filed_on is not None
        return not filed and super().has_change_permission(request, obj)

    @admin.display(description="教师（当时）", ordering="teacher")
    def teacher_then(self, rotation):
        then = [rotation.get_title_display(), rotation.get_backbone_display()]
        return f"{rotation.teacher.name} {' '.join(filter(None, then))}".strip()

    @admin.action(description="推进一步（拟定→校内公示→区教委备案→到岗→期满考核）", permissions=["advance"])
    def advance(self, request, queryset):
        said = request.POST.get("said", "").strip()
        for rotation in queryset.select_related("teacher", "from_school", "to_school"):
            try:
                done = rotating.advance(rotation, by=request.user, filing_number=said, result=said[:20])
            except rotating.Refused as refused:
                self.message_user(request, f"{rotation}：{refused}", messages.ERROR)
            else:
                self.message_user(request, f"{rotation}：{done.get_status_display()}", messages.SUCCESS)
