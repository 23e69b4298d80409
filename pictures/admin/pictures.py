"""The picture library in the admin."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse

from accounts.scoped_admin import ScopedAdmin, ScopedInline
from pictures import consent, holding, library, likeness, naming
from pictures.admin.uploading import Uploading, undescribed
from pictures.forms import PictureForm, WithdrawForm
from pictures.models import Consent, Picture


class ConsentInline(ScopedInline, admin.TabularInline):
    model = Consent


class WordsFilter(admin.SimpleListFilter):
    title = "文字"
    parameter_name = "words"

    def lookups(self, request, model_admin):
        return [("missing", "还没有替代文字"), ("withdrawn", "已撤下"), ("unused", "没有公开使用")]

    def queryset(self, request, queryset):
        narrowed = {
            "missing": undescribed,
            "withdrawn": lambda rows: rows.filter(withdrawn_at__isnull=False),
            "unused": lambda rows: rows.filter(uses=None),
        }.get(self.value())
        return narrowed(queryset) if narrowed else queryset


@admin.register(Picture)
class PictureAdmin(Uploading, ScopedAdmin, admin.ModelAdmin):
    form = PictureForm
    list_display = ["thumbnail", "title", "unit", "credit", "people", "standing", "added_at"]
    list_display_links = ["thumbnail", "title"]
    change_form_template = "admin/pictures/change_form.html"
    change_list_template = "admin/pictures/change_list.html"
    list_filter = [WordsFilter, "people", "illustration"]
    date_hierarchy = "added_at"
    search_fields = ["title", "alt", "caption", "credit"]
    readonly_fields = ["preview", "used_in", "standing"]
    fieldsets = [
        (None, {"fields": ["upload", "preview", "unit", "title"]}),
        ("给读者看的文字", {"fields": ["alt", "decorative", "caption", "credit", "illustration"]}),
        ("裁切：哪一点要留在画面里", {"fields": [("focal_x", "focal_y")]}),
        ("授权", {"fields": ["people", "standing"]}),
        ("用在哪里", {"fields": ["used_in"]}),
    ]
    inlines = [ConsentInline]
    list_select_related = ["unit"]

    @admin.display(description="图")
    def thumbnail(self, picture):
        return render_to_string("admin/pictures/thumbnail.html", {"picture": picture.prepared()})

    @admin.display(description="预览")
    def preview(self, picture):
        return render_to_string("admin/pictures/preview.html", {"picture": picture.prepared()})

    def render_change_form(self, request, context, *args, **kwargs):
        """What holds the picture, and what is like it, depends on who asks."""
        if picture := context.get("original"):
            context["holders"], context["hidden"] = holding.holders_of(picture, request.user)
            twins = likeness.like(picture, Picture.objects.viewable_by(request.user))
            context["twins"] = [(twin, twin.prepared()) for twin in twins[:6]]
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="公开的页面")
    def used_in(self, picture):
        return render_to_string("admin/pictures/uses.html", {"uses": picture.uses.order_by("where")})

    @admin.display(description="状态")
    def standing(self, picture):
        return f"已撤下：{picture.withdrawn_reason}" if picture.withdrawn_at else "可用"

    def save_model(self, request, obj, form, change):
        normal = form.cleaned_data["upload"]
        if normal is None:
            super().save_model(request, obj, form, change)
            return
        if not change:
            obj.added_by = request.user
        library.store(obj, normal, by=request.user)

    def _warned(self, request, form):
        upload = request.FILES.get("upload")
        for sentence in naming.warnings_for(form.instance, upload.name if upload else ""):
            messages.warning(request, sentence)
        if upload:
            self._warn_of_twins(request, form.instance)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        picture = form.instance
        self._warned(request, form)
        if picture.consents.filter(withdrawn_on__isnull=False).exists() and picture in consent.lapsed():
            consent.withdraw(picture, by=request.user, reason=consent.LAPSED)
            messages.warning(request, "监护人已收回同意：图片已从全站撤下。")
        elif consent.give_back(picture, by=request.user):
            messages.success(request, "新的同意已登记：图片可以重新选用。原来用它的页面不会自动放回。")

    def get_urls(self):
        withdraw = path(
            "<path:object_id>/withdraw/",
            self.admin_site.admin_view(self.withdraw),
            name="pictures_picture_withdraw",
        )
        return [withdraw, *super().get_urls()]

    def withdraw(self, request, object_id):
        """Take a picture down everywhere, with a reason."""
        picture = self.get_object(request, object_id)
        if picture is None or not self.has_change_permission(request, picture):
            raise Http404
        form = WithdrawForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                consent.withdraw(picture, by=request.user, reason=form.cleaned_data["reason"])
            except ValidationError as error:
                form.add_error("reason", error)
            else:
                messages.success(request, f"“{picture.title}”已从全站撤下，五分钟内各处缓存失效。")
                return redirect(reverse("admin:pictures_picture_changelist"))
        context = self.admin_site.each_context(request) | {
            "picture": picture,
            "uses": picture.uses.order_by("where"),
            "form": form,
            "title": "撤下图片",
            "opts": self.opts,
        }
        return render(request, "admin/pictures/withdraw.html", context)
