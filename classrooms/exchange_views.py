"""课程接口: lessons out as a file, and in from one, for those who see or plan relays."""

import json

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import audit, imports
from accounts.rights import reach
from classrooms.exchange import Refused, reading, taking_over, undoing, writing
from classrooms.exchange_forms import CarryOutForm, ExportForm, UploadForm, seal, units_for
from classrooms.models import RelayLesson

SHOWN = 200
RUNS_SHOWN = 5


def _page(request, **shown):
    if not reach(request.user, "view", RelayLesson._meta.label_lower):
        raise Http404
    units = list(units_for(request.user))
    context = {
        "export_form": ExportForm(prefix="export"),
        "upload_form": UploadForm(units) if units else None,
        "runs": _runs(request.user) if units else [],
        **shown,
    }
    return render(request, "classrooms/exchange.html", context)


def _runs(user):
    """The person's last imports, each with whether it can be taken back."""
    runs = imports.runs_of(user, undoing.Courses.kind)[:RUNS_SHOWN]
    return [(run, imports.undoable(run)) for run in runs]


@never_cache
@require_safe
def exchange(request):
    return _page(request)


@never_cache
@require_POST
def export(request):
    """What the person may see of these days, as a file; noted in the trail."""
    form = ExportForm(request.POST, prefix="export")
    if not reach(request.user, "view", RelayLesson._meta.label_lower) or not form.is_valid():
        return _page(request, export_form=form)
    span = form.cleaned_data["first"], form.cleaned_data["last"]
    try:
        told = writing.document(request.user, *span)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, export_form=form)
    said = f"课程接口导出：{span[0]}到{span[1]}，{len(told['courses'])}条"
    audit.record(audit.Action.EXPORTED, by=request.user, text=said, address=audit.address_of(request))
    body = json.dumps(told, ensure_ascii=False, indent=1)
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="courses-{timezone.localdate():%Y%m%d}.json"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _importing_units(request):
    units = list(units_for(request.user))
    if not units:
        raise Http404
    return units


@never_cache
@require_POST
def check(request):
    """What the file would do; the page carries it on, sealed, to be carried out."""
    form = UploadForm(_importing_units(request), request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, upload_form=form)
    try:
        text = reading.text_of(form.cleaned_data["file"].read(reading.MOST_BYTES + 1))
        report = _run(request, text, form.cleaned_data["organiser"], dry_run=True)
    except Refused as refused:
        form.add_error("file", str(refused))
        return _page(request, upload_form=form)
    organiser = form.cleaned_data["organiser"]
    carried = {"sealed": seal(text, request.user), "organiser": organiser.pk}
    return _page(
        request, report=report, problems=report.problems[:SHOWN], organiser=organiser, carried=carried
    )


@never_cache
@require_POST
def carry_out(request):
    form = CarryOutForm(request.user, _importing_units(request), request.POST)
    if not form.is_valid():
        messages.error(request, "没有导入：检查过的文件已过期，请重新上传。")
        return redirect("classrooms:exchange")
    try:
        report = _run(request, form.cleaned_data["sealed"], form.cleaned_data["organiser"], dry_run=False)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("classrooms:exchange")
    messages.success(
        request, f"已导入：新增{report.new}节，修改{report.changed}节，没有变化{report.same}节。"
    )
    return _page(request, report=report, problems=report.problems[:SHOWN]) if report.faulty else _done()


@never_cache
@require_POST
def undo(request, pk):
    """Take an import of one's own back as one set, or say what hangs on it."""
    run = get_object_or_404(imports.runs_of(request.user, undoing.Courses.kind), pk=pk)
    try:
        imports.undo(run, by=request.user, address=audit.address_of(request))
    except imports.Refused as refused:
        said = "；".join(str(reason) for reason in refused.reasons)
        messages.error(request, f"没有撤销，数据保持原样。{said}")
    else:
        messages.success(request, "这次导入已撤销，课程恢复到导入之前。")
    return _done()


def _done():
    return redirect("classrooms:exchange")


def _run(request, text, organiser, *, dry_run):
    return taking_over.run(
        reading.entries_of(text),
        by=request.user,
        organiser=organiser,
        dry_run=dry_run,
        address=audit.address_of(request),
    )
