"""An import from the upload to its undo: checked, then carried out whole or in its good rows, as chosen.

What may be imported registers itself (`@register` on a SheetResource); who may, is the resource's verb in
`roles.GRANTS`. The checked sheet waits encrypted in the database, so that any machine can carry it out. What
comes by another door than a sheet is kept here too (`keep`), for the same undo.
"""

import json
import zlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts import audit, ledger, phone, rights, sheets
from accounts.models import AuditEvent, ImportedRow, ImportRun
from accounts.sheet_rows import EXAMPLE, REMARK

# For so long a checked sheet waits, and so long an import can be taken back.
WAITS = timedelta(hours=24)
UNDOABLE = timedelta(days=30)
MOST_REASONS = 20

_kinds = {}


class Refused(Exception):
    """An import, or its undo, that does not go; `reasons` says why, line by line."""

    def __init__(self, *reasons):
        super().__init__(*reasons)
        self.reasons = list(reasons)


def register(resource):
    _kinds[resource.kind] = resource
    return resource


def get(kind):
    return _kinds[kind]


def kinds_for(user):
    """The resources that a person may import, in the order in which a new site needs them."""
    found = [resource for resource in _kinds.values() if resource.from_sheet and _may(user, resource)]
    return sorted(found, key=lambda resource: (resource.order, resource.kind))


def _may(user, resource):
    return rights.may(user, resource.verb, resource.label())


def kind_for(user, kind):
    return next((resource for resource in kinds_for(user) if resource.kind == kind), None)


def kind_of_model(user, model):
    """The import that fills a table, if the person may do it."""
    return next((resource for resource in kinds_for(user) if resource.model is model), None)


# --- checking -----------------------------------------------------------------------------------------------


def check(resource, sheet, *, by, file_name=""):
    """Try the sheet without keeping anything but the sheet and its report; `sheets.Refused` for no rows."""
    sheet = without_examples(sheet)
    if not sheet.rows:
        raise sheets.Refused("表格里只有示例行。请在示例行下面填写要导入的内容。")
    report = resource(by, sheet.lines).run(sheet, dry_run=True)
    return ImportRun.objects.create(
        kind=resource.kind, by=by, file_name=file_name[-100:], sheet=seal(sheet), report=report.kept()
    )


def without_examples(sheet):
    if REMARK not in sheet.headers:
        return sheet
    place = sheet.headers.index(REMARK)
    kept = [
        (row, line)
        for row, line in zip(sheet.rows, sheet.lines, strict=True)
        if not row[place].startswith(EXAMPLE)
    ]
    return sheets.Sheet(sheet.headers, [row for row, _ in kept], [line for _, line in kept])


def seal(sheet):
    """Phone numbers may stand in it, so it waits as they do."""
    text = json.dumps([sheet.headers, sheet.rows, sheet.lines], ensure_ascii=False)
    return phone.encrypt_bytes(zlib.compress(text.encode()))


def unseal(run):
    return sheets.Sheet(*json.loads(zlib.decompress(phone.decrypt_bytes(run.sheet))))


# --- carrying out -------------------------------------------------------------------------------------------


@transaction.atomic
def carry_out(run, *, by, good_rows_only=False, address=None):
    """Import what was checked. The data may have changed since: the check is made again, in one with it."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    resource = _allowed(run, by)
    if run.state != ImportRun.State.CHECKED or not run.sheet:
        raise Refused("这份表格已经导入过，或已过期。")
    sheet = unseal(run)
    work = resource(by, sheet.lines)
    report = work.run(sheet, dry_run=False, good_rows_only=good_rows_only)
    if report.broken or (report.problems and not good_rows_only):
        run.report = report.kept()
        run.save(update_fields=["report"])
        return run
    run.state, run.sheet, run.done_at = ImportRun.State.DONE, "", timezone.now()
    run.report, run.good_rows_only = report.kept(), good_rows_only
    run.save()
    _keep(run, work.ledger, by, address)
    return run


def keep(resource, report, written, *, by, address=None):
    """An import that came by another door than a sheet: told in the trail, and taken back as one set."""
    run = ImportRun(kind=resource.kind, by=by, state=ImportRun.State.DONE, done_at=timezone.now())
    run.report, run.good_rows_only = report.kept(), bool(report.problems)
    run.save()
    _keep(run, written, by, address)
    return run


def _allowed(run, by):
    resource = _kinds.get(run.kind)
    if resource is None or not _may(by, resource) or run.by_id != by.pk:
        raise Refused("您不能处理这次导入。")
    return resource


def _keep(run, written, by, address):
    counted_in = get(run.kind).counted_in
    ImportedRow.objects.bulk_create(
        [ImportedRow(run=run, place=place, **vars(row)) for place, row in enumerate(written)], batch_size=500
    )
    AuditEvent.objects.bulk_create(
        [
            AuditEvent(
                action=audit.Action.IMPORTED,
                actor=by,
                actor_label=f"{by.name}（{by.username}）",
                label=_label(row.label),
                key=row.key,
                text=f"{run.title} 第{row.line}{counted_in} {row.text}"[:300],
                change=audit.without_secrets(ledger.changes(row)),
                address=address,
            )
            for row in written
        ],
        batch_size=500,
    )
    counts = "，".join(
        f"{word}{run.report[key]}"
        for key, word in [("new", "新增"), ("changed", "修改"), ("faulty", "未导入")]
    )
    audit.record(audit.Action.IMPORTED, by=by, row=run, text=f"{run}：{counts}", address=address)


def _label(label):
    from django.apps import apps

    return apps.get_model(label)._meta.verbose_name


# --- undoing ------------------------------------------------------------------------------------------------


def runs_of(user, kind):
    """A person's own imports of a kind that were carried out, the newest first."""
    return user.import_runs.filter(kind=kind).exclude(state=ImportRun.State.CHECKED).order_by("-at", "-pk")


def undoable(run):
    return run.state == ImportRun.State.DONE and run.done_at > timezone.now() - UNDOABLE


@transaction.atomic
def undo(run, *, by, address=None):
    """Take the whole import back, or nothing of it where a row was changed or used since."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    resource = _allowed(run, by)
    if not undoable(run):
        raise Refused("这次导入已经撤销，或已超过30天，不能撤销。")
    reasons = []
    for row in run.rows.order_by("-place"):
        with transaction.atomic():
            own = row.label != resource.label() or _reaches(by, resource, row.key)
            reason = ledger.take_back(row) if own else "已不属于您的单位"
        if reason:
            reasons.append(f"第{row.line}{resource.counted_in} {row.text}：{reason}")
    if reasons:
        left = len(reasons) - MOST_REASONS
        raise Refused(*reasons[:MOST_REASONS], *([f"……另有{left}处"] if left > 0 else []))
    run.state, run.undone_at = ImportRun.State.UNDONE, timezone.now()
    run.save(update_fields=["state", "undone_at"])
    resource.taken_back()
    audit.record(audit.Action.IMPORT_UNDONE, by=by, row=run, address=address)
    return run


def _reaches(by, resource, key):
    return rights.rows(by, resource.verb, resource.model).filter(pk=key).exists()


# --- retention ----------------------------------------------------------------------------------------------


def forget():
    """Sheets nobody carried out, and what an undo needed once it is too late; the trail stays."""
    now = timezone.now()
    ImportRun.objects.filter(state=ImportRun.State.CHECKED, at__lt=now - WAITS).delete()
    ImportedRow.objects.filter(run__done_at__lt=now - UNDOABLE).delete()
