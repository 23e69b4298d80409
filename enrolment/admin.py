"""Catchments with their entries, the order of admission, and parents' questions in the admin."""

from django.contrib import admin

from accounts import audit, phone
from accounts.scoped_admin import ScopedAdmin, ScopedInline
from accounts.scoped_forms import ScopedForm
from enrolment import enquiring
from enrolment.models import (
    Catchment,
    CatchmentEntry,
    Enquiry,
    EnrolmentPlan,
    EnrolmentStep,
    Faq,
    Guide,
    PriorityRule,
)
from schools.fields import LinesField


class EntryForm(ScopedForm):
    aliases = LinesField(label="别名", required=False, help_text="每行一个。")

    class Meta:
        model = CatchmentEntry
        fields = ["kind", "name", "aliases", "note", "order"]


class EntryInline(ScopedInline, admin.TabularInline):
    model = CatchmentEntry
    form = EntryForm


@admin.register(Catchment)
class CatchmentAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["school", "school_year", "visible_from", "visible_until"]
    list_filter = ["school_year"]
    list_select_related = ["school", "school_year"]
    search_fields = ["school__name", "school__tokens"]
    autocomplete_fields = ["school"]
    exclude = ["sample"]
    inlines = [EntryInline]


@admin.register(PriorityRule)
class PriorityRuleAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["name", "order", "school_year", "visible_from"]
    list_filter = ["school_year"]
    list_select_related = ["school_year"]
    exclude = ["sample"]


class GuideForm(ScopedForm):
    steps = LinesField(label="步骤", help_text="每行一步。")
    papers = LinesField(label="材料", help_text="每行一样。")


@admin.register(Guide)
class GuideAdmin(ScopedAdmin, admin.ModelAdmin):
    form = GuideForm
    list_display = ["__str__", "case", "valid_from", "valid_until", "visible_from"]
    list_filter = ["case"]
    exclude = ["sample"]


@admin.register(EnrolmentPlan)
class EnrolmentPlanAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["school", "school_year", "classes", "places", "as_of", "visible_from"]
    list_filter = ["school_year"]
    list_select_related = ["school", "school_year"]
    search_fields = ["school__name", "school__tokens"]
    autocomplete_fields = ["school"]
    exclude = ["sample"]


@admin.register(EnrolmentStep)
class EnrolmentStepAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["title", "school_year", "starts_on", "ends_on", "visible_from"]
    list_filter = ["school_year"]
    list_select_related = ["school_year"]
    exclude = ["sample"]


class EnquiryState(admin.SimpleListFilter):
    title, parameter_name = "状态", "state"

    def lookups(self, request, model_admin):
        return [("open", "待答复"), ("overdue", "已超期"), ("answered", "已答复")]

    def queryset(self, request, queryset):
        chosen = {
            "open": queryset.open,
            "overdue": queryset.overdue,
            "answered": lambda: queryset.filter(answered_at__isnull=False),
        }
        return chosen.get(self.value(), queryset.all)()


@admin.register(Enquiry)
class EnquiryAdmin(ScopedAdmin, admin.ModelAdmin):
    """Parents ask on the page, staff only answer; the code is the parent's and stands nowhere here."""

    never_added = True
    list_display = ["__str__", "unit", "topic", "asked_at", "due_on", "state"]
    list_filter = [EnquiryState, "topic"]
    list_select_related = ["unit"]
    search_fields = ["question"]
    ordering = ["answered_at", "due_on", "pk"]
    actions = ["show_phone", "draft_faq"]
    fields = ["unit", "topic", "question", "asked_at", "due_on", "phone_masked", "answer", "answered_at"]
    readonly_fields = [name for name in fields if name not in ("answer", "topic")]

    def has_add_permission(self, request):
        return False

    @admin.display(description="状态")
    def state(self, enquiry):
        if enquiry.answered_at:
            return "已答复"
        return "已超期" if enquiry.is_overdue else "待答复"

    @admin.display(description="回电号码")
    def phone_masked(self, enquiry):
        return phone.masked(enquiry.phone) if enquiry.phone else "没有留"

    def save_model(self, request, obj, form, change):
        enquiring.set_answered(obj, by=request.user)
        super().save_model(request, obj, form, change)

    @admin.action(description="显示回电号码（记入日志）", permissions=["change"])
    def show_phone(self, request, queryset):
        for enquiry in queryset.exclude(phone_text=""):
            audit.record("查看回电号码", by=request.user, row=enquiry, address=audit.address_of(request))
            self.message_user(request, f"{enquiry}：{enquiry.phone}")

    @admin.action(description="拟成常见问题（先不公开）", permissions=["change"])
    def draft_faq(self, request, queryset):
        done = [enquiring.draft_faq(enquiry) for enquiry in queryset.filter(answered_at__isnull=False)]
        made = sum(new for _, new in done)
        self.message_user(request, f"拟了{made}条常见问题，请改写成大家都会问的话，再公开。未答复的没有拟。")


@admin.register(Faq)
class FaqAdmin(ScopedAdmin, admin.ModelAdmin):
    """Drafted by whoever answers; when readers see it is for those who may publish."""

    list_display = ["question", "topic", "unit", "visible_from"]
    list_filter = ["topic"]
    list_select_related = ["unit"]
    search_fields = ["question", "answer"]
    exclude = ["sample"]

    def get_readonly_fields(self, request, obj=None):
        return [] if self.holds(request, "publish", obj) else ["visible_from", "visible_until"]
