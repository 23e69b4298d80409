"""Sessions and their registrations in the admin; all acts go through booking."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db import models
from django.template.loader import render_to_string

from accounts.audit import address_of
from accounts.scoped_admin import ScopedAdmin, ScopedInline
from accounts.scoped_forms import ScopedForm
from classrooms import booking, covering, slots
from classrooms.models import LastLesson, Registration, Session

# A change of these is told to everyone who has registered.
TOLD = frozenset(
    {"starts_at", "ends_at", "place", "host", "meeting_link", "meeting_number", "meeting_password"}
)


class ReasonActionForm(ActionForm):
    reason = forms.CharField(label="原因（取消须写）", required=False, max_length=120)


class Bookings:
    """Runs booking functions over chosen rows: each counts by itself, a refusal is said and stops nothing."""

    action_form = ReasonActionForm

    def has_organise_permission(self, request, obj=None):
        return self.holds(request, "organise", obj)

    def run(self, request, rows, act, done):
        count = 0
        for row in rows:
            try:
                act(row, by=request.user, reason=request.POST.get("reason", ""), address=address_of(request))
                count += 1
            except booking.Refused as refused:
                self.message_user(request, f"{row}：{refused}", messages.ERROR)
        if count:
            self.message_user(request, done.format(count), messages.SUCCESS)


class SessionForm(ScopedForm):
    """Says before saving what `booking.change_capacity` would refuse, and what the hour clashes with."""

    sure = forms.BooleanField(
        label="知道有冲突，仍要保存",
        required=False,
        help_text="保存时会查承办学校、地点和主讲教师这时有没有别的安排；有冲突而仍要这个时间，请勾选。",
    )

    def clean(self):
        found = super().clean()
        asked = {name: found.get(name) for name in ("starts_at", "ends_at", "host", "presenter")}
        moved = not self.instance.pk or {*asked, "place"} & set(self.changed_data)
        if not moved or self.errors or found.get("sure") or not (asked["starts_at"] and asked["ends_at"]):
            return found
        tried = Session(pk=self.instance.pk, place=found.get("place", ""), **asked)
        tried.subject, tried.for_group = found.get("subject"), found.get("for_group")
        clashes = slots.clashes(tried)
        if clashes:
            better = "；".join(slot.text for slot in slots.best(tried))
            hint = f"更合适的时间：{better}。" if better else ""
            raise forms.ValidationError([*clashes, f"{hint}仍要这个时间，请勾选“知道有冲突，仍要保存”。"])
        return found

    def clean_stage(self):
        stage, last = self.cleaned_data["stage"], Session.Stage.LAST_LESSON
        if self.instance.pk and stage != last and LastLesson.objects.filter(session=self.instance).exists():
            raise forms.ValidationError("这场“上一节课”已选定录像，形式不能改；要另办，请新建一场。")
        return stage

    def clean_capacity(self):
        capacity = self.cleaned_data["capacity"]
        if self.instance.pk and capacity < self.instance.taken:
            raise forms.ValidationError(f"已有{self.instance.taken}人报名，名额不能少于已报人数。")
        return capacity


class RegistrationInline(ScopedInline, admin.TabularInline):
    """Read only: seats are given and taken on the organiser's own page."""

    model = Registration
    fields = ["teacher", "state", "queue_number", "registered_at", "cancelled_at", "reason"]
    readonly_fields = fields
    ordering = ["state", "queue_number", "registered_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("teacher__school")

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Session)
class SessionAdmin(Bookings, ScopedAdmin, admin.ModelAdmin):
    form = SessionForm
    list_display = ["title", "classroom", "stage", "starts_at", "organiser", "seats", "phase"]
    list_filter = ["classroom", "stage", "subject"]
    list_select_related = ["organiser"]
    search_fields = ["title", "place"]
    date_hierarchy = "starts_at"
    ordering = ["-starts_at", "-pk"]
    actions = ["call_off"]
    autocomplete_fields = ["organiser", "host", "presenter", "for_group"]
    inlines = [RegistrationInline]
    readonly_fields = ["seats", "lists", "phase", "cancel_reason"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    fieldsets = [
        (None, {"fields": ["classroom", "stage", "title", "summary", "subject"]}),
        ("谁办，谁讲，在哪里", {"fields": ["organiser", "host", "presenter", "place"]}),
        (
            "线上会议（只给报上名的人看）",
            {
                "fields": ["meeting_provider", "meeting_link", ("meeting_number", "meeting_password")],
                "description": "选 BigBlueButton 而不填链接：系统设好了会议服务器的，到时由平台开会议室。",
            },
        ),
        (
            "什么时候",
            {
                "fields": [
                    ("starts_at", "ends_at"),
                    "sure",
                    ("opens_at", "closes_at"),
                    "cancel_until",
                    "hours",
                ]
            },
        ),
        (
            "谁可以报名（都空着：全区教师）",
            {"fields": ["for_group", "for_subject", "for_stage", "for_backbone", "in_pairs"]},
        ),
        ("名额", {"fields": ["capacity", "seats", "lists", "phase", "cancel_reason"]}),
        ("公开", {"fields": [("visible_from", "visible_until"), "sample"]}),
    ]

    @admin.display(description="报名情况")
    def seats(self, session):
        return f"已报 {session.taken}/{session.capacity}，候补 {session.waiting}" if session.pk else "—"

    @admin.display(description="状态")
    def phase(self, session):
        return session.phase().label if session.pk else "—"

    def get_inlines(self, request, obj):
        return super().get_inlines(request, obj) if obj else []

    @admin.display(description="名单")
    def lists(self, session):
        return render_to_string("admin/classrooms/manage_link.html", {"session": session})

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and TOLD.intersection(form.changed_data):
            booking.tell_of_change(obj)
            for registration in obj.registrations.seated().select_related("teacher", "session"):
                covering.note_again(registration, by=request.user, address=address_of(request))
        if change and "capacity" in form.changed_data:
            try:
                booking.change_capacity(
                    obj, form.cleaned_data["capacity"], by=request.user, address=address_of(request)
                )
            except booking.Refused as refused:
                self.message_user(request, f"名额没有改：{refused}", messages.ERROR)

    @admin.action(description="取消活动并告知全部教师（须写原因）", permissions=["organise"])
    def call_off(self, request, queryset):
        self.run(request, queryset, booking.cancel_session, "已取消 {} 场活动，并告知全部教师。")


@admin.register(Registration)
class RegistrationAdmin(Bookings, ScopedAdmin, admin.ModelAdmin):
    list_display = ["teacher", "session", "state", "queue_number", "registered_at"]
    list_filter = ["state", "session__classroom"]
    list_select_related = ["teacher__school", "session"]
    search_fields = ["teacher__name", "session__title"]
    date_hierarchy = "registered_at"
    ordering = ["-registered_at", "-pk"]
    actions = ["cancel"]

    @admin.action(description="取消报名并告知本人（须写原因）", permissions=["organise"])
    def cancel(self, request, queryset):
        self.run(
            request, queryset.select_related("teacher"), booking.cancel, "已取消 {} 个报名，并告知本人。"
        )
