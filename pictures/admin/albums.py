from django.contrib import admin
from django.db.models import Count
from django.template.loader import render_to_string

from accounts.scoped_admin import ScopedAdmin, ScopedInline
from pictures.models import Album, AlbumPicture


class AlbumPictureInline(ScopedInline, admin.TabularInline):
    model = AlbumPicture
    fields = ["thumbnail", "picture", "caption", "order"]
    readonly_fields = ["thumbnail"]
    autocomplete_fields = ["picture"]
    max_num = Album.MOST

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("picture")

    @admin.display(description="图")
    def thumbnail(self, row):
        if row.picture_id is None:
            return "—"
        return render_to_string("admin/pictures/thumbnail.html", {"picture": row.picture.prepared()})


@admin.register(Album)
class AlbumAdmin(ScopedAdmin, admin.ModelAdmin):
    """Pictures of one occasion; a gallery in an article shows them as they are when it is published."""

    list_display = ["title", "unit", "happened_on", "how_many"]
    list_select_related = ["unit"]
    search_fields = ["title"]
    fields = ["title", "unit", "happened_on"]
    inlines = [AlbumPictureInline]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(pictures_count=Count("rows"))

    @admin.display(description="张数")
    def how_many(self, album):
        return album.pictures_count
