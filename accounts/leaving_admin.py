"""注销申请 in the admin: read by the system administrator, carried out or refused by `leaving`."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm

from accounts import audit, leaving
from accounts.models import LeavingRequest
from accounts.scoped_admin import ScopedAdmin


class AnswerForm(ActionForm):
    answer = forms.CharField(label="不予注销的原因", max_length=200, required=False)


@admin.register(LeavingRequest)
class LeavingRequestAdmin(ScopedAdmin, admin.ModelAdmin):
    never_added = True
    list_display = ["user", "note", "state", "asked_at", "due_on", "decided_by", "decided_at", "answer"]
    list_filter = ["state"]
    list_select_related = ["user", "decided_by"]
    fields = ["user", "note", "state", "asked_at", "due_on", "answer", "decided_by", "decided_at"]
    readonly_fields = fields
    action_form = AnswerForm
    actions = ["carry_out", "refuse"]

    def has_add_permission(self, request):
        return False

    def has_decide_permission(self, request, obj=None):
        return self.holds(request, "decide", obj)

    @admin.action(description="办理注销（删去本人资料，不能恢复）", permissions=["decide"])
    def carry_out(self, request, queryset):
        self._each(request, queryset, "已注销", leaving.carry_out)

    @admin.action(description="不予注销（写明原因）", permissions=["decide"])
    def refuse(self, request, queryset):
        self._each(request, queryset, "已答复", leaving.refuse, answer=request.POST.get("answer", ""))

    def _each(self, request, queryset, said, act, **options):
        for row in queryset.waiting():
            name = str(row.user)
            try:
                act(row, by=request.user, address=audit.address_of(request), **options)
            except leaving.Refused as refused:
                messages.error(request, f"{name}：{refused}")
            else:
                messages.success(request, f"{said}：{name}")
