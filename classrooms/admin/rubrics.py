"""Templates of lesson reviews in the admin: typed as an outline; a used one is put into a new version."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.audit import address_of
from accounts.scoped_admin import ScopedAdmin
from accounts.scoped_forms import ScopedForm
from classrooms import rubrics
from classrooms.models import Rubric
from classrooms.models.rubrics import IN_USE
from classrooms.refusal import Refused

OUTLINE_HELP = (
    "一行一项，可从Word粘贴。行首空两格（或一个全角空格）就是下一级，最多三级；行末写数字是打分及满分，"
    "行末写“（评语）”是写评语，都不写是标题。"
)


class RubricForm(ScopedForm):
    outline = forms.CharField(
        label="各行", widget=forms.Textarea(attrs={"rows": 18, "cols": 70}), help_text=OUTLINE_HELP
    )

    class Meta:
        model = Rubric
        fields = ["unit", "name", "about", "style", "remarks", "excellent_from", "good_from", "pass_from"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["outline"] = rubrics.outline_of(self.instance)

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and self.instance.is_used:
            raise ValidationError(IN_USE)
        if "outline" in cleaned and "style" in cleaned:
            try:
                scored = cleaned["style"] == Rubric.Style.SCORES
                self.lines = rubrics.parse(cleaned["outline"], scored=scored)
            except ValidationError as faults:
                self.add_error("outline", faults)
        return cleaned


@admin.register(Rubric)
class RubricAdmin(ScopedAdmin, admin.ModelAdmin):
    form = RubricForm
    list_display = ["name", "number", "unit", "style", "in_use", "retired_at"]
    list_filter = ["style"]
    list_select_related = ["unit"]
    search_fields = ["name", "about"]
    actions = ["make_new_version", "retire"]
    autocomplete_fields = ["unit"]
    fieldsets = [
        (None, {"fields": ["unit", "name", "about", "style", "remarks", "outline"]}),
        ("等级线（只在打分的表上用）", {"fields": [("excellent_from", "good_from", "pass_from")]}),
    ]

    @admin.display(description="使用", boolean=True)
    def in_use(self, rubric):
        return rubric.used

    def get_queryset(self, request):
        return super().get_queryset(request).with_use()

    def save_model(self, request, obj, form, change):
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            rubrics.write(obj, form.lines)

    @admin.action(description="做一个新版本（用过的表不能直接改）", permissions=["change"])
    def make_new_version(self, request, queryset):
        for rubric in queryset:
            try:
                made = rubrics.new_version(rubric, by=request.user, address=address_of(request))
                self.message_user(request, f"已做好{made}，请打开修改。", messages.SUCCESS)
            except Refused as refused:
                self.message_user(request, f"{rubric}：{refused}", messages.ERROR)

    @admin.action(description="停用，不再给人选", permissions=["change"])
    def retire(self, request, queryset):
        for rubric in queryset:
            rubrics.retire(rubric, by=request.user, address=address_of(request))
        self.message_user(request, f"已停用{len(queryset)}张评课表。", messages.SUCCESS)
