"""校园活动 as schools and groups enter them, and publishers put them before readers."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.scoped_admin import ScopedAdmin, ScopedInline
from news import activities
from news.models import Activity, ActivityPicture


class ActivityState(admin.SimpleListFilter):
    title, parameter_name = "状态", "state"

    def lookups(self, request, model_admin):
        return [("draft", "未提交"), ("waiting", "等待公开"), ("public", "公开中"), ("off", "已取消")]

    def queryset(self, request, queryset):
        chosen = {
            "draft": lambda: queryset.filter(submitted_at=None, visible_from=None),
            "waiting": queryset.waiting,
            "public": queryset.published,
            "off": lambda: queryset.exclude(cancelled_at=None),
        }
        return chosen.get(self.value(), queryset.all)()


class AlbumInline(ScopedInline, admin.TabularInline):
    model = ActivityPicture
    fields = ["picture", "caption", "order"]
    autocomplete_fields = ["picture"]

    def holds(self, request, verb, parent=None):
        """The album of what is public is changed by publishers alone, as the activity is."""
        public = parent is not None and parent.visible_from is not None and verb != "view"
        if (
            public
            and not Activity.objects.reachable_by(request.user, "publish").filter(pk=parent.pk).exists()
        ):
            return False
        return super().holds(request, verb, parent)


class ReasonForm(admin.helpers.ActionForm):
    reason = forms.CharField(label="原因（取消活动时填）", max_length=120, required=False)


@admin.register(Activity)
class ActivityAdmin(ScopedAdmin, admin.ModelAdmin):
    """What is before readers is changed by those alone who may publish it."""

    list_display = ["title", "kind", "unit", "starts_at", "place", "state"]
    list_filter = [ActivityState, "kind"]
    list_select_related = ["unit"]
    search_fields = ["title", "place"]
    date_hierarchy = "starts_at"
    autocomplete_fields = ["picture", "schools"]
    inlines = [AlbumInline]
    action_form = ReasonForm
    actions = ["hand_in", "put_before_readers", "take_off", "call_off"]
    readonly_fields = ["submitted_at", "visible_from", "cancel_reason"]
    fieldsets = [
        (None, {"fields": ["kind", "unit", "title", "standfirst"]}),
        ("时间、地点和人", {"fields": [("starts_at", "ends_at"), "place", "audience", ("how", "phone")]}),
        ("介绍", {"fields": ["text", "picture"]}),
        ("相关", {"fields": ["schools", "group", "partnership"]}),
        ("办理", {"fields": ["submitted_at", "visible_from", "cancel_reason"]}),
    ]

    @admin.display(description="状态")
    def state(self, activity):
        if activity.cancelled_at:
            return "已取消"
        if activity.is_published:
            return "公开中"
        return "等待公开" if activity.submitted_at else "未提交"

    def has_publish_permission(self, request, obj=None):
        return self.holds(request, "publish", obj)

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        if allowed and obj is not None and obj.visible_from is not None:
            return self.has_publish_permission(request, obj)
        return allowed

    def get_changeform_initial_data(self, request):
        start = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
        return {"starts_at": start, "ends_at": start.replace(hour=11)} | super().get_changeform_initial_data(
            request
        )

    def save_related(self, request, form, formsets, change):
        """Schools and album are saved after the row: what readers find follows from them too."""
        super().save_related(request, form, formsets, change)
        form.instance.save()

    @admin.action(description="提交，请终审公开", permissions=["change"])
    def hand_in(self, request, queryset):
        self._each(request, queryset, activities.submit, "已提交")

    @admin.action(description="公开", permissions=["publish"])
    def put_before_readers(self, request, queryset):
        self._each(request, queryset, activities.publish, "已公开")

    @admin.action(description="撤下，退回修改", permissions=["publish"])
    def take_off(self, request, queryset):
        self._each(request, queryset, activities.withdraw, "已撤下")

    @admin.action(description="取消活动（写原因）", permissions=["publish"])
    def call_off(self, request, queryset):
        reason = request.POST.get("reason", "")
        self._each(
            request, queryset, lambda row, by: activities.call_off(row, by=by, reason=reason), "已取消"
        )

    def _each(self, request, queryset, act, said):
        for activity in queryset:
            try:
                act(activity, by=request.user)
            except ValidationError as refusal:
                for sentence in refusal.messages:
                    self.message_user(request, sentence, messages.ERROR)
            else:
                self.message_user(request, f"{said}：{activity}")
