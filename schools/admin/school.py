"""A school's file: what its correspondent keeps true, and what is the district's to decide."""

from django.contrib import admin

from accounts.models import Unit
from accounts.own_unit import OwnUnit, OwnUnitForm
from accounts.scoped_admin import ScopedAdmin, ScopedInline
from schools.admin.moving import MovingTeachers
from schools.admin.standing import SchoolStandings
from schools.fields import LinesField
from schools.models import Campus, Figure, Honour, Posting, Programme, Result, School, Teacher

# The district decides what a school is, where it stands in order, and whether readers see it.
DISTRICTS_FIELDS = [
    "name",
    "slug",
    "stage",
    "kind",
    "official_order",
    "teaching_point",
    "status",
    "successor",
    "visible_from",
    "visible_until",
]


class SchoolForm(OwnUnitForm):
    unit_kind = Unit.Kind.SCHOOL
    aliases = LinesField(
        label="别名", required=False, help_text="每行一个：旧称、俗称、印刷件写法；只用于查找。"
    )

    class Meta:
        model = School
        exclude = ["unit", "sample"]


class CampusInline(ScopedInline, admin.TabularInline):
    model = Campus


class FigureInline(ScopedInline, admin.TabularInline):
    model = Figure
    exclude = ["topic", "reported_by", "sample"]


class HonourInline(ScopedInline, admin.TabularInline):
    model = Honour
    exclude = ["sample"]


class ResultInline(ScopedInline, admin.TabularInline):
    model = Result
    exclude = ["sample"]


class ProgrammeInline(ScopedInline, admin.StackedInline):
    """Its steps or parts are edited on the programme's own page."""

    model = Programme
    exclude = ["sample"]
    autocomplete_fields = ["picture"]
    show_change_link = True


@admin.register(School)
class SchoolAdmin(SchoolStandings, OwnUnit, ScopedAdmin, admin.ModelAdmin):
    form = SchoolForm
    list_display = ["name", "stage", "township", "status", "visible_from", "updated_at"]
    list_filter = ["stage", "status", "area", "township"]
    list_select_related = ["township"]
    search_fields = ["name", "short_name", "tokens"]
    autocomplete_fields = ["township", "lead_picture", "successor"]
    fieldsets = [
        ("校名", {"fields": ["name", "short_name", "aliases", "slug"]}),
        (
            "基本情况",
            {
                "fields": [
                    ("stage", "kind"),
                    ("township", "area"),
                    ("official_order", "teaching_point"),
                    ("head_name", "founded"),
                ]
            },
        ),
        (
            "家长先问",
            {
                "fields": [
                    "address",
                    ("latitude", "longitude"),
                    "school_out",
                    ("boarding", "canteen", "special_needs_room"),
                    "fees",
                    ("after_school", "after_school_note"),
                    ("bus", "bus_note"),
                    ("phone", "phone_hours", "complaint_phone"),
                ]
            },
        ),
        (
            "介绍",
            {
                "fields": [
                    ("motto", "motto_to_verify"),
                    "vision",
                    "philosophy",
                    "standfirst",
                    "about",
                    "about_source",
                    "lead_picture",
                ]
            },
        ),
        ("公开", {"fields": [("visible_from", "visible_until"), ("status", "successor")]}),
    ]
    inlines = [CampusInline, FigureInline, HonourInline, ResultInline, ProgrammeInline]

    def get_readonly_fields(self, request, obj=None):
        return [] if self.has_add_permission(request) else DISTRICTS_FIELDS

    def save_formset(self, request, form, formset, change):
        if formset.model is Figure:
            for row in formset.forms:
                row.instance.reported_by = request.user if row.has_changed() else row.instance.reported_by
        super().save_formset(request, form, formset, change)


class PostingInline(ScopedInline, admin.TabularInline):
    model = Posting
    verbose_name_plural = "以前的任教经历"


@admin.register(Teacher)
class TeacherAdmin(MovingTeachers, ScopedAdmin, admin.ModelAdmin):
    list_display = ["name", "school", "title", "specialism", "backbone", "public", "left_on"]
    list_filter = ["title", "backbone", "specialism", ("left_on", admin.EmptyFieldListFilter)]
    list_select_related = ["school", "specialism"]
    search_fields = ["name", "pinyin"]
    autocomplete_fields = ["school", "specialism"]
    exclude = ["sample", "user"]
    inlines = [PostingInline]

    def get_readonly_fields(self, request, obj=None):
        """A teacher changes school by a move, which keeps the history."""
        return ["school", "left_on"] if obj else []
