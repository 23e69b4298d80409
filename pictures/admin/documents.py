from django.contrib import admin, messages
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string

from accounts.scoped_admin import ScopedAdmin
from pictures import filing
from pictures.forms import DocumentForm
from pictures.models import Document


@admin.register(Document)
class DocumentAdmin(ScopedAdmin, admin.ModelAdmin):
    form = DocumentForm
    list_display = ["title", "kind", "extension", "readable_size", "unit", "added_at"]
    list_filter = ["kind"]
    list_select_related = ["unit"]
    search_fields = ["title"]

    def get_fields(self, request, obj=None):
        if obj is None:
            return ["upload", "title", "unit"]
        return ["title", "unit", "kind", "readable_size", "used_in", "opened"]

    def get_readonly_fields(self, request, obj=None):
        return ["unit", "kind", "readable_size", "used_in", "opened"] if obj else []

    @admin.display(description="大小", ordering="size")
    def readable_size(self, document):
        return filesizeformat(document.size)

    @admin.display(description="用在哪里")
    def used_in(self, document):
        return render_to_string("admin/pictures/uses.html", {"uses": document.uses.order_by("where")})

    @admin.display(description="文件")
    def opened(self, document):
        return render_to_string("admin/pictures/document_link.html", {"document": document})

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
            return
        filing.store(obj, form.cleaned_data["upload"], by=request.user)
        others = Document.objects.viewable_by(request.user).exclude(pk=obj.pk)
        if same := others.filter(digest=obj.digest).first():
            messages.warning(request, f"库里已有同样的文件：{same}。")
