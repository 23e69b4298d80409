"""Every list of the admin as a sheet: the rows and columns the viewer sees, formulas made harmless."""

from django.contrib.admin.utils import display_for_field, display_for_value, label_for_field, lookup_field
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import strip_tags
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from accounts import audit, imports, sheets

MOST_ROWS = 50_000


class ExportedList:
    """Mixin for a ModelAdmin (ScopedAdmin has it): POST to `export/` with the list's own query."""

    # Columns of the sheet beyond those of the list.
    export_also = ()

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/", view, name=name), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        query = request.GET.urlencode()
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_export")
        tools = {
            "export_address": f"{address}?{query}" if query else address,
            "import_kind": imports.kind_of_model(request.user, self.model),
        }
        return super().changelist_view(request, tools | (extra_context or {}))

    @method_decorator(require_POST)
    def export_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = "csv" if request.POST.get("form") == "csv" else "xlsx"
        found = self.get_changelist_instance(request)
        names = [name for name in found.list_display if name != "action_checkbox"]
        names += [name for name in self.export_also if name not in names]
        rows = found.queryset[:MOST_ROWS]
        content = sheets.write(
            [label_for_field(name, self.model, self) for name in names],
            ([self.exported(name, row) for name in names] for row in rows),
            form,
            title=str(self.opts.verbose_name),
        )
        count = min(found.result_count, MOST_ROWS)
        audit.record(
            audit.Action.EXPORTED,
            by=request.user,
            text=f"{self.opts.verbose_name} {count}行 {request.GET.urlencode()}",
            address=audit.address_of(request),
        )
        name = f"{self.opts.verbose_name}-{timezone.localdate():%Y%m%d}.{form}"
        return download(content, name, form)

    def exported(self, name, row):
        """A cell as the list shows it, without its markup."""
        try:
            field, attribute, value = lookup_field(name, row, self)
        except ObjectDoesNotExist:
            return ""
        if isinstance(value, bool):
            return "是" if value else "否"
        if field is None or field.auto_created:
            empty = getattr(attribute, "empty_value_display", "")
            return strip_tags(str(display_for_value(value, empty)))
        return strip_tags(str(display_for_field(value, field, "")))


def download(content, name, form):
    return attachment(content, name, sheets.CONTENT_TYPES[form])


def attachment(content, name, content_type):
    """A file to be saved, never shown or run."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response
