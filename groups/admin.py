"""Groups with their members, and the cooperation across the border, in the admin."""

from django.contrib import admin

from accounts.models import Unit
from accounts.own_unit import OwnUnit, OwnUnitForm
from accounts.scoped_admin import ScopedAdmin, ScopedInline
from groups.models import EducationGroup, Membership, Partnership, PartnershipActivity
from schools.together import JudgedTogether

ACROSS = "川渝协作"
# The district decides what a group is and whether readers see it.
DISTRICTS_FIELDS = ["name", "slug", "direction", "order", "visible_from", "visible_until"]


class GroupForm(OwnUnitForm):
    unit_kind = Unit.Kind.GROUP

    class Meta:
        model = EducationGroup
        exclude = ["unit", "sample"]


class MembershipInline(ScopedInline, admin.TabularInline):
    model = Membership
    formset = JudgedTogether
    autocomplete_fields = ["school"]
    exclude = ["sample"]


@admin.register(EducationGroup)
class EducationGroupAdmin(OwnUnit, ScopedAdmin, admin.ModelAdmin):
    form = GroupForm
    list_display = ["name", "direction", "stated_size", "visible_from", "updated_at"]
    list_filter = ["direction"]
    search_fields = ["name", "pinyin"]
    autocomplete_fields = ["lead_picture"]
    inlines = [MembershipInline]
    fieldsets = [
        (None, {"fields": ["name", "slug", ("direction", "order"), "stated_size"]}),
        ("介绍", {"fields": ["standfirst", "about", "source", "lead_picture"]}),
        ("公开", {"fields": [("visible_from", "visible_until")]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        return [] if self.has_add_permission(request) else DISTRICTS_FIELDS


@admin.register(Partnership)
class PartnershipAdmin(ScopedAdmin, admin.ModelAdmin):
    section = ACROSS
    list_display = ["title", "kind", "other_side", "signed", "visible_from"]
    list_filter = ["kind"]
    search_fields = ["title", "other_side"]
    exclude = ["sample"]


@admin.register(PartnershipActivity)
class PartnershipActivityAdmin(ScopedAdmin, admin.ModelAdmin):
    section = ACROSS
    list_display = ["title", "platform", "visible_from"]
    list_filter = ["platform"]
    search_fields = ["title"]
    autocomplete_fields = ["schools", "picture"]
    exclude = ["sample"]


from groups import mentorship_admin, rotation_admin  # noqa: E402, F401 (they register themselves)
