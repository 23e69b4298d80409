"""师徒协议 in the admin: an agreement begins with the usual targets, which it may change."""

from django.contrib import admin

from accounts.scoped_admin import ScopedAdmin, ScopedInline
from groups.models import Mentorship, MentorshipTarget


class TargetInline(ScopedInline, admin.TabularInline):
    model = MentorshipTarget


@admin.register(Mentorship)
class MentorshipAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["mentor", "mentee", "subject", "unit", "signed_on", "years", "ended_on"]
    list_filter = ["subject", "years"]
    list_select_related = ["mentor__school", "mentee__school", "subject", "unit"]
    search_fields = ["mentor__name", "mentee__name", "paper"]
    date_hierarchy = "signed_on"
    autocomplete_fields = ["unit", "mentor", "mentee"]
    inlines = [TargetInline]
    exclude = ["sample"]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        mentorship = form.instance
        if not change and not mentorship.targets.exists():
            MentorshipTarget.objects.bulk_create(
                MentorshipTarget(mentorship=mentorship, kind=kind, number=number)
                for kind, number in MentorshipTarget.USUAL.items()
            )
