"""网站开关 in the admin: for the publisher, each use of them in the trail."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.scoped_admin import ScopedAdmin
from accounts.scoped_forms import ScopedForm
from publishing import takedown
from publishing.models import Mourning, SiteNotice, TakeDown

SECTION = "网站开关"


@admin.register(Mourning)
class MourningAdmin(ScopedAdmin, admin.ModelAdmin):
    section = SECTION
    list_display = ["reason", "starts_at", "ends_at", "state"]

    @admin.display(description="现在")
    def state(self, row):
        now = timezone.now()
        if row.ends_at <= now:
            return "已结束"
        return "灰色中" if row.starts_at <= now else "未到时间"


@admin.register(SiteNotice)
class SiteNoticeAdmin(ScopedAdmin, admin.ModelAdmin):
    section = SECTION
    list_display = ["text", "level", "visible_from", "visible_until", "is_published"]
    fields = ["text", "level", "path", ("visible_from", "visible_until")]

    @admin.display(description="显示中", boolean=True)
    def is_published(self, row):
        return row.is_published

    def get_changeform_initial_data(self, request):
        now = timezone.localtime().replace(second=0, microsecond=0)
        return {"visible_from": now} | super().get_changeform_initial_data(request)


class TakeDownForm(ScopedForm):
    def clean_path(self):
        return takedown.plain_path(self.cleaned_data["path"])


@admin.register(TakeDown)
class TakeDownAdmin(ScopedAdmin, admin.ModelAdmin):
    """Taken down by adding a row, lifted by an action; no row is ever changed or deleted."""

    section = SECTION
    form = TakeDownForm
    list_display = ["path", "reason", "taken_at", "taken_by", "lifted_at", "lifted_by"]
    list_select_related = ["taken_by", "lifted_by"]
    fields = ["path", "reason"]
    actions = ["lift"]

    def has_lift_permission(self, request, obj=None):
        return self.holds(request, "lift", obj)

    def save_model(self, request, obj, form, change):
        done = takedown.take_down(obj.path, by=request.user, reason=obj.reason)
        obj.pk = done.pk
        obj._state.adding = False

    def check_landing(self, request, obj):
        """No role changes such a row: whoever may add one may have added this."""

    @admin.action(description="恢复访问", permissions=["lift"])
    def lift(self, request, queryset):
        for row in queryset:
            try:
                takedown.lift(row, by=request.user)
            except ValidationError as refusal:
                self.message_user(request, refusal.messages[0], messages.ERROR)
            else:
                self.message_user(request, f"已恢复：{row}")
