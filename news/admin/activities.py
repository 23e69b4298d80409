"""校园活动 as schools and groups enter them, reviewed and published as stories are."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from accounts.scoped_admin import ScopedAdmin, ScopedInline
from news import activities, activity_content, approval, differences, previewing, reviewing
from news.admin.lock import LockedForm
from news.admin.publishing import PreviewedAdmin
from news.admin.submitting import SubmittedAdmin
from news.models import Activity, ActivityPicture


class ActivityState(admin.SimpleListFilter):
    title, parameter_name = "状态", "state"

    def lookups(self, request, model_admin):
        return [
            ("draft", "未公开"),
            ("review", "审核中"),
            ("waiting", "已审定，等待公开"),
            ("public", "公开中"),
            ("off", "已取消"),
        ]

    def queryset(self, request, queryset):
        chosen = {
            "draft": lambda: queryset.filter(visible_from=None),
            "review": queryset.in_review,
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
        """The album of what is public, or in review with another, stays as it is; as the activity does."""
        if parent is not None and verb != "view" and not self.may_change_parent(request, parent):
            return False
        return super().holds(request, verb, parent)

    def may_change_parent(self, request, parent):
        return self.admin_site.get_model_admin(Activity).has_change_permission(request, parent)


class ReasonForm(admin.helpers.ActionForm):
    reason = forms.CharField(label="原因（取消活动时填）", max_length=120, required=False)


class CallOffForm(forms.Form):
    reason = forms.CharField(
        label="取消原因",
        max_length=120,
        help_text="读者会看到。",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


@admin.register(Activity)
class ActivityAdmin(SubmittedAdmin, ScopedAdmin, PreviewedAdmin, admin.ModelAdmin):
    """What is before readers is changed in a copy, which is reviewed and then takes its place."""

    form = LockedForm
    change_form_template = "admin/news/activity_form.html"
    list_display = ["headline", "kind", "unit", "starts_at", "place", "state"]
    list_filter = [ActivityState, "kind"]
    list_select_related = ["unit"]
    search_fields = ["title", "place"]
    date_hierarchy = "starts_at"
    autocomplete_fields = ["picture", "schools"]
    inlines = [AlbumInline]
    action_form = ReasonForm
    actions = ["hand_in", "put_before_readers", "take_off", "call_off"]
    readonly_fields = ["visible_from", "cancel_reason"]
    fieldsets = [
        (None, {"fields": ["seen_version", "kind", "unit", "title", "standfirst"]}),
        ("时间、地点和人", {"fields": [("starts_at", "ends_at"), "place", "audience", ("how", "phone")]}),
        ("介绍", {"fields": ["text", "picture"]}),
        ("相关", {"fields": ["schools", "group", "partnership"]}),
        ("办理", {"fields": ["visible_from", "cancel_reason"]}),
    ]

    def get_urls(self):
        pages = [
            ("publish", self.publish_view),
            ("revise", partial(self.copy_view, act=activities.revise)),
            ("give_up", partial(self.copy_view, act=activities.give_up)),
        ]
        return [
            path(f"<path:object_id>/{name}/", self.admin_site.admin_view(view), name=f"news_activity_{name}")
            for name, view in pages
        ] + super().get_urls()

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("reviews")

    @admin.display(description="名称", ordering="title")
    def headline(self, activity):
        return f"{activity.title}（修改稿）" if activity.revision_of_id else activity.title

    @admin.display(description="状态")
    def state(self, activity):
        if activity.cancelled_at:
            return "已取消"
        if activity.is_published:
            return "公开中"
        last = next(iter(activity.reviews.all()), None)
        return last.standing if last else "未送审"

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.visible_from is None)

    def get_changeform_initial_data(self, request):
        start = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
        return {"starts_at": start, "ends_at": start.replace(hour=11)} | super().get_changeform_initial_data(
            request
        )

    def save_model(self, request, obj, form, change):
        obj.version = form.current_version() + 1 if change else 1
        obj.changed_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Schools and album are saved after the row: what readers find follows from them too."""
        super().save_related(request, form, formsets, change)
        form.instance.save()

    def render_change_form(self, request, context, *args, **kwargs):
        activity = context.get("original")
        if activity is not None:
            public = activity.visible_from is not None
            context["may_publish"] = self.has_publish_permission(request, activity)
            context["may_revise"] = public and self.holds(request, "change", activity)
            context["may_give_up"] = activity.revision_of_id and self.has_change_permission(request, activity)
            context["conflict"] = self._conflict(activity, context["adminform"].form)
        response = super().render_change_form(request, context, *args, **kwargs)
        if activity is not None and activity.visible_from is not None:
            response.context_data["may_submit"] = False
        return response

    def _conflict(self, activity, form):
        """What stands beside what was written, where another save came between."""
        if getattr(form, "overtaken", None) is None:
            return None
        standing = activity_content.compose(Activity.objects.for_page().get(pk=activity.pk))
        parts = [differences.parts_of(one) for one in (standing, activity_content.compose(form.instance))]
        rows = differences.changed(differences.side_by_side(*parts))
        return {"both": [(activity.title, rows)] if rows else []}

    # --- publishing and revising --------------------------------------------------------------------------
    def copy_view(self, request, object_id, act):
        """Begin a copy of what is public, or give it up; leads to the other of the two."""
        activity = self.story_or_404(request, object_id)
        if not self.holds(request, "change", activity):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            other = act(activity, by=request.user)
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
            other = activity
        return HttpResponseRedirect(self._page("change", other))

    def publish_view(self, request, object_id):
        activity = self.story_to_publish(request, object_id)
        form = CallOffForm(request.POST if request.POST.get("act") == "call_off" else None)
        if request.method == "POST":
            done = self._act(request, activity, form)
            if done is not None:
                return HttpResponseRedirect(self._page("publish", done))
        return self._publish_page(request, activity, form)

    def _act(self, request, activity, form):
        """The row that stands after the act; None: it was refused, in words."""
        acts = {
            "publish": (activities.publish, "已公开"),
            "withdraw": (activities.withdraw, "已撤下"),
            "call_off": (self._call_off(form), "已取消"),
        }
        act, said = acts.get(request.POST.get("act"), (None, ""))
        if act is None:
            return activity
        try:
            done = act(activity, by=request.user)
        except ValidationError as refusal:
            for sentence in refusal.messages:
                self.message_user(request, sentence, messages.ERROR)
            return None
        self.message_user(request, f"{said}：{done}", messages.SUCCESS)
        return done

    def _call_off(self, form):
        reason = form.cleaned_data.get("reason", "") if form.is_valid() else ""
        return lambda row, by: activities.call_off(row, by=by, reason=reason)

    def _publish_page(self, request, activity, form):
        context = {
            **self.admin_site.each_context(request),
            "title": f"公开：{activity.title}",
            "opts": self.opts,
            "story": activity,
            "lacks": [] if activity.is_published else previewing.lacks_of(activity),
            "review": approval.open_review(activity),
            "form": form,
        }
        return render(request, "admin/news/activity_publish.html", context)

    # --- many at once -------------------------------------------------------------------------------------
    @admin.action(description="送审", permissions=["change"])
    def hand_in(self, request, queryset):
        self._each(request, queryset, reviewing.submit, "已送审")

    @admin.action(description="公开（审定的）", permissions=["publish"])
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
