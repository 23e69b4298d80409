"""Relay courses, their lessons and receipts in the admin."""

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.template.loader import render_to_string

from accounts.audit import address_of
from accounts.scoped_admin import ScopedAdmin, ScopedInline
from accounts.scoped_forms import ScopedForm
from classrooms import relaying
from classrooms.booking import Refused
from classrooms.models import Receipt, RelayCourse, RelayLesson, RelayReceiver, RelaySlot
from schools.fields import GradesField

# Warnings shown after saving a course.
SHOWN = 5


class ReadOnlyInline(ScopedInline, admin.TabularInline):
    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class RelayCourseForm(ScopedForm):
    grades = GradesField(label="年级", help_text="可选相邻的几个年级（复式、混龄接收）。")

    def clean_max_receivers(self):
        number = self.cleaned_data["max_receivers"]
        if self.instance.pk and number < self.instance.receivers_count:
            raise forms.ValidationError(f"已有{self.instance.receivers_count}个班接收，不能再少。")
        return number


class RelaySlotInline(ScopedInline, admin.TabularInline):
    model = RelaySlot


class RelayReceiverForm(ScopedForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "group" in self.fields:
            self.fields["group"].disabled = True


class RelayReceiverInline(ScopedInline, admin.TabularInline):
    """Written by `relaying`, which counts them and gives each its receipts."""

    model = RelayReceiver
    form = RelayReceiverForm
    fields = ["group", "assistant", "period_no", "from_on"]
    autocomplete_fields = ["group", "assistant"]

    def get_queryset(self, request):
        found = super().get_queryset(request).filter(left_on=None)
        return found.select_related("group__school", "assistant__school")


@admin.register(RelayCourse)
class RelayCourseAdmin(ScopedAdmin, admin.ModelAdmin):
    """The plan of a term. Saved as running, it makes the lessons through the calendar."""

    form = RelayCourseForm
    list_display = ["title", "school", "presenter", "term", "kind", "status", "organiser"]
    list_filter = ["status", "kind", "subject"]
    list_select_related = ["school", "presenter__school", "term__school_year", "subject", "organiser"]
    search_fields = ["presenter__name", "school__name", "subject__name"]
    autocomplete_fields = ["organiser", "school", "presenter", "presenting_group", "version"]
    inlines = [RelaySlotInline, RelayReceiverInline]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    readonly_fields = ["bells", "plan"]
    fieldsets = [
        (None, {"fields": [("term", "kind", "status"), ("subject", "version"), "grades"]}),
        ("谁来主讲", {"fields": ["organiser", "school", "presenter", "presenting_group"]}),
        ("什么时候", {"fields": [("from_on", "until_on"), "max_receivers", "bells", "plan"]}),
        ("线上", {"fields": ["link", "view_auth", ("is_live", "is_record")]}),
        ("其他", {"fields": ["note", "sample"]}),
    ]

    @admin.display(description="课程")
    def title(self, course):
        return course.title

    @admin.display(description="两校作息放在一起看")
    def bells(self, course):
        if course.pk is None:
            return "保存时段和接收班以后，这里比较两校的上下课时间。"
        receivers = list(course.receivers.filter(left_on=None).select_related("group__school"))
        rows = relaying.bells_compared(course, receivers)
        return render_to_string("admin/classrooms/bells.html", {"rows": rows})

    @admin.display(description="各次课")
    def plan(self, course):
        return render_to_string("admin/classrooms/plan_link.html", {"course": course})

    def save_formset(self, request, form, formset, change):
        if formset.model is not RelayReceiver:
            super().save_formset(request, form, formset, change)
            return
        formset.save(commit=False)
        changed = [receiver for receiver, _ in formset.changed_objects]
        self._check_rows(request, "change", changed)
        self._check_rows(request, "delete", formset.deleted_objects)
        who = {"by": request.user, "address": address_of(request)}
        for one in formset.deleted_objects:
            relaying.drop_receiver(one, **who)
        for one in changed:
            relaying.change_receiver(one, assistant=one.assistant, period_no=one.period_no, **who)
        for one in formset.new_objects:
            self._add(request, form.instance, one, who)

    def _add(self, request, course, row, who):
        named = {"assistant": row.assistant, "period_no": row.period_no, "from_on": row.from_on}
        try:
            relaying.add_receiver(course, row.group, **named, **who)
        except Refused as refused:
            self.message_user(request, f"{row.group}没有加上：{refused}", messages.ERROR)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        try:
            done = relaying.schedule(form.instance, by=request.user, address=address_of(request))
        except Refused as refused:
            self.message_user(request, f"没有排课：{refused}", messages.ERROR)
            return
        if done.made or done.renewed or done.removed:
            self.message_user(request, done.said, messages.SUCCESS)
        for sentence in [*done.clashes[:SHOWN], *relaying.clashes_ahead(form.instance)]:
            self.message_user(request, f"请核对：{sentence}", messages.WARNING)


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
