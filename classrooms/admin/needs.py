"""What classes need, who can present, and proposals, which are worked on at their own page."""

from django.contrib import admin

from accounts.scoped_admin import ScopedAdmin
from accounts.scoped_forms import ScopedForm
from classrooms.fields import HoursField
from classrooms.models import MatchProposal, SubjectNeed, SubjectOffer
from schools.fields import GradesField


@admin.register(SubjectNeed)
class SubjectNeedAdmin(ScopedAdmin, admin.ModelAdmin):
    """Computed from timetables, so none is added here; a school changes its number with a reason."""

    list_display = ["group", "subject", "computed", "periods", "state", "reason"]
    list_filter = ["state", "subject", "term"]
    list_select_related = ["group__school", "subject"]
    search_fields = ["group__name", "group__school__name"]
    fields = ["term", "group", "subject", "computed", "periods", "reason", "state"]
    readonly_fields = ["term", "group", "subject", "computed"]

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        obj.changed_by = request.user
        super().save_model(request, obj, form, change)


class OfferForm(ScopedForm):
    grades = GradesField(label="年级")
    hours = HoursField(label="可主讲的时段")

    class Meta:
        model = SubjectOffer
        exclude = ["sample"]


@admin.register(SubjectOffer)
class SubjectOfferAdmin(ScopedAdmin, admin.ModelAdmin):
    form = OfferForm
    list_display = ["teacher", "subject", "hours_said", "most_lessons", "most_receivers", "open"]
    list_filter = ["subject", "open", "term"]
    list_select_related = ["teacher__school", "subject"]
    search_fields = ["teacher__name", "teacher__school__name"]
    autocomplete_fields = ["teacher"]

    @admin.display(description="可主讲的时段")
    def hours_said(self, offer):
        return offer.hours_said


@admin.register(MatchProposal)
class MatchProposalAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["__str__", "state", "periods", "needed", "bound", "proven", "repeatable", "made_at"]
    list_filter = ["state", "term"]
    list_select_related = ["organiser", "term__school_year"]
    search_fields = ["organiser__name"]
