"""表格导入 in the admin: template, upload, what would change, importing, slips, undo."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe

from accounts import activation, audit, imports, rights, sheets, slips
from accounts.exporting import download
from accounts.models import ImportRun, User
from accounts.scoped_admin import ScopedAdmin
from accounts.sheet_rows import EXAMPLE, REMARK

MOST_SLIPS = 2_000


class UploadForm(forms.Form):
    file = forms.FileField(
        label="表格文件",
        help_text=f".xlsx 或 .csv，最多{sheets.MOST_ROWS}行、{sheets.MOST_BYTES // sheets.MEGABYTE}MB。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": "请选择一个表格文件。", "empty": "这个文件是空的。"},
    )


@admin.register(ImportRun)
class ImportRunAdmin(ScopedAdmin, admin.ModelAdmin):
    section = "数据导入"
    list_display = ["title", "file_name", "at", "state", "counts"]
    list_display_links = ["title"]
    change_list_template = "admin/accounts/importrun/list.html"

    @admin.display(description="内容")
    def title(self, run):
        return run.title

    @admin.display(description="结果")
    def counts(self, run):
        report = run.report
        if run.state == ImportRun.State.CHECKED:
            return f"待导入{report['new'] + report['changed']}行，有问题{report['faulty']}行"
        return f"新增{report['new']}，修改{report['changed']}，未变{report['same']}"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        kinds = {"kinds": imports.kinds_for(request.user), "title": "表格导入"}
        return super().changelist_view(request, kinds | (extra_context or {}))

    def get_urls(self):
        pages = [
            ("new/<slug:kind>/", self.upload_view, "new"),
            ("template/<slug:kind>/<slug:form>/", self.template_view, "template"),
            ("<int:pk>/carry-out/", self.carry_out_view, "carry_out"),
            ("<int:pk>/undo/", self.undo_view, "undo"),
            ("<int:pk>/faulty/", self.faulty_view, "faulty"),
            ("<int:pk>/slips/", self.slips_view, "slips"),
        ]
        own = [
            path(address, self.admin_site.admin_view(view), name=f"accounts_importrun_{name}")
            for address, view, name in pages
        ]
        return own + super().get_urls()

    # --- finding ----------------------------------------------------------------------------------------
    def kind_or_404(self, request, kind):
        resource = imports.kind_for(request.user, kind)
        if resource is None:
            raise Http404
        return resource

    def run_or_404(self, request, pk):
        return get_object_or_404(ImportRun.objects.viewable_by(request.user), pk=pk)

    def page(self, request, template, **context):
        base = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, f"admin/accounts/importrun/{template}.html", base | context)

    def address(self, run):
        return reverse("admin:accounts_importrun_change", args=[run.pk])

    # --- pages ------------------------------------------------------------------------------------------
    def upload_view(self, request, kind):
        resource = self.kind_or_404(request, kind)
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["file"]
            try:
                sheet = sheets.read(file.name, file.read(sheets.MOST_BYTES + 1))
                run = imports.check(resource, sheet, by=request.user, file_name=file.name)
                return HttpResponseRedirect(self.address(run))
            except sheets.Refused as refusal:
                form.add_error("file", str(refusal))
        return self.page(
            request,
            "upload",
            title=f"导入{resource.title}",
            form=form,
            resource=resource,
            columns=resource.columns(),
        )

    def change_view(self, request, object_id, form_url="", extra_context=None):
        run = self.run_or_404(request, object_id if str(object_id).isdigit() else 0)
        accounts = run.rows.filter(label=User._meta.label_lower, before__isnull=True).count()
        return self.page(
            request,
            "run",
            title=str(run),
            run=run,
            report=run.report,
            checked=run.state == ImportRun.State.CHECKED,
            importable=_importable(run),
            undoable=imports.undoable(run),
            door=imports.get(run.kind).door(),
            accounts=accounts if run.state == ImportRun.State.DONE else 0,
        )

    @method_decorator(require_safe)
    def template_view(self, request, kind, form):
        resource = self.kind_or_404(request, kind)
        if form not in sheets.CONTENT_TYPES:
            raise Http404
        columns = resource.columns()
        headers = [REMARK, *(f"{one.column_name}{'*' if one.required else ''}" for one in columns)]
        example = [f"{EXAMPLE}（导入时跳过这一行）", *(one.example for one in columns)]
        content = sheets.write(headers, [example], form, title=resource.title)
        return download(content, f"{resource.title}导入模板.{form}", form)

    @method_decorator(require_safe)
    def faulty_view(self, request, pk):
        """The rows that were not imported, with what is wrong beside each: corrected, they go in alone."""
        run = self.run_or_404(request, pk)
        if not run.sheet:
            raise Http404
        sheet = imports.unseal(run)
        said = {}
        for problem in run.report["problems"]:
            words = f"{problem['header']}：{problem['message']}" if problem["header"] else problem["message"]
            said.setdefault(problem["line"], []).append(words)
        rows = [
            ["；".join(said[line]), *row]
            for row, line in zip(sheet.rows, sheet.lines, strict=True)
            if line in said
        ]
        content = sheets.write(["问题", *sheet.headers], rows, "xlsx", title="有问题的行")
        return download(content, f"{run.title}-有问题的行.xlsx", "xlsx")

    # --- acts -------------------------------------------------------------------------------------------
    @method_decorator(require_POST)
    def carry_out_view(self, request, pk):
        run = self.run_or_404(request, pk)
        good_rows_only = request.POST.get("rows") == "good"
        try:
            run = imports.carry_out(
                run, by=request.user, good_rows_only=good_rows_only, address=audit.address_of(request)
            )
        except imports.Refused as refusal:
            self.say(request, refusal)
        else:
            if run.state == ImportRun.State.DONE:
                messages.success(request, f"已导入：新增{run.report['new']}，修改{run.report['changed']}。")
            else:
                messages.error(request, "还有问题没有解决，一行都没有导入。")
        return HttpResponseRedirect(self.address(run))

    @method_decorator(require_POST)
    def undo_view(self, request, pk):
        run = self.run_or_404(request, pk)
        try:
            imports.undo(run, by=request.user, address=audit.address_of(request))
            messages.success(request, "这次导入已撤销，数据恢复到导入之前。")
        except imports.Refused as refusal:
            messages.error(request, "没有撤销，数据保持原样：")
            self.say(request, refusal)
        return HttpResponseRedirect(self.address(run))

    def say(self, request, refusal):
        for reason in refusal.reasons:
            messages.error(request, reason)

    @method_decorator(require_POST)
    def slips_view(self, request, pk):
        """One-time codes for the accounts of this import that nobody has used yet, to be printed and cut."""
        run = self.run_or_404(request, pk)
        keys = run.rows.filter(label=User._meta.label_lower, before__isnull=True).values_list(
            "key", flat=True
        )
        people = User.objects.filter(pk__in=[int(key) for key in keys], last_login=None).order_by("username")
        found = [person for person in people[:MOST_SLIPS] if not person.has_usable_password()]
        if not rights.may(request.user, "reset", "accounts.user"):
            raise PermissionDenied
        codes = activation.issue_many(found, by=request.user, address=audit.address_of(request))
        context = self.admin_site.each_context(request) | {
            "title": "激活码纸条",
            "slips": slips.of_many(codes),
            "where": request.build_absolute_uri("/accounts/activate/"),
            "expires": timezone.localdate() + activation.VALID,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/accounts/user/slips.html", context)


def _importable(run):
    """The ways in which a checked sheet may go in."""
    report = run.report
    if run.state != ImportRun.State.CHECKED or report["broken"]:
        return []
    work = report["new"] + report["changed"]
    if not report["faulty"]:
        return [("all", "导入")] if work else []
    return [("good", f"只导入没有问题的{work}行")] if work else []
