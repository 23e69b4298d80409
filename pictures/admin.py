"""The picture library in the admin."""

from django.contrib import admin
from django.template.loader import render_to_string

from pictures import library
from pictures.forms import PictureForm
from pictures.models import Picture


@admin.register(Picture)
class PictureAdmin(admin.ModelAdmin):
    form = PictureForm
    list_display = ["thumbnail", "title", "unit", "credit", "illustration", "added_at"]
    list_display_links = ["thumbnail", "title"]
    list_filter = ["illustration", "decorative"]
    search_fields = ["title", "alt", "caption", "credit"]
    readonly_fields = ["preview", "used_in"]
    list_select_related = ["unit"]
    list_per_page = 50

    @admin.display(description="图")
    def thumbnail(self, picture):
        return render_to_string("admin/pictures/thumbnail.html", {"picture": picture.prepared()})

    @admin.display(description="预览")
    def preview(self, picture):
        return render_to_string("admin/pictures/preview.html", {"picture": picture.prepared()})

    @admin.display(description="用在哪里")
    def used_in(self, picture):
        return render_to_string("admin/pictures/uses.html", {"uses": picture.uses.order_by("where")})

    def save_model(self, request, obj, form, change):
        normal = form.cleaned_data["upload"]
        if normal is None:
            super().save_model(request, obj, form, change)
            return
        if not change:
            obj.added_by = request.user
        library.store(obj, normal, by=request.user)
