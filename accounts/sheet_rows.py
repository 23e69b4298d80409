"""From rows of a sheet to rows of the database: the resource that all imports derive from.

The library (django-import-export) walks the rows, each in its own savepoint, and tells new from changed and
unchanged; the words, the rights and the ledger are ours. A resource names its columns and how to find a row:

    @imports.register
    class SubjectSheet(SheetResource):
        kind, title, model = "subjects", "学科", Subject
        name = Column("名称", "name", key=True, example="音乐")
"""

import logging
from dataclasses import asdict, dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from import_export import resources

from accounts import constraints, rights
from accounts.columns import Column, Named, Phone
from accounts.ledger import Ledger

logger = logging.getLogger(__name__)

REMARK = "备注"
EXAMPLE = "示例"
REFUSED = "这一行不属于您可以导入的单位，没有导入。"
UNKNOWN = "系统没能处理这一行。请把这一行发给系统管理员。"
MOST_SHOWN = 300


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell, or in one row where `header` is empty."""

    line: int
    header: str
    value: str
    message: str


@dataclass
class Report:
    """What an import does, or did: counts by kind, every problem, what changes (the first of many)."""

    new: int = 0
    changed: int = 0
    same: int = 0
    problems: list = field(default_factory=list)
    changes: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    # The sheet as a whole cannot be imported: a column is missing, say.
    broken: bool = False

    @property
    def faulty_lines(self):
        return sorted({problem.line for problem in self.problems})

    def kept(self):
        """As kept with the import, and shown: the first of many."""
        return {
            "new": self.new,
            "changed": self.changed,
            "same": self.same,
            "faulty": len(self.faulty_lines),
            "broken": self.broken,
            "problems": [asdict(problem) for problem in self.problems[:MOST_SHOWN]],
            "problems_left": max(0, len(self.problems) - MOST_SHOWN),
            "changes": self.changes[:MOST_SHOWN],
            "changes_left": max(0, len(self.changes) - MOST_SHOWN),
            "notes": self.notes,
        }


class _NoLoader:
    """Rows are found by `SheetResource.find`."""

    def __init__(self, resource, dataset=None):
        pass


class SheetResource(resources.Resource):
    kind = title = ""
    model = None
    # Who holds this verb on the model may import it.
    verb = "import"
    from_sheet = True
    counted_in = "行"
    order = 50
    # What else a person should know before filling in the sheet.
    advice = ()
    # Templates are given the class.
    do_not_call_in_templates = True
    # Said to a row that repeats another, where that may be right.
    if_twice = "请删去其中一行。"

    class Meta:
        instance_loader_class = _NoLoader
        skip_unchanged = True
        skip_html_diff = True
        report_skipped = True
        store_instance = True
        use_transactions = True

    def __init__(self, by, lines=()):
        super().__init__()
        self.by = by
        self.lines = lines
        self.ledger = Ledger()
        self.notes = []
        self.cells = {}
        self.problems = {}
        self.row_line = 0
        # The line of the sheet on which each row of the table was met.
        self.met = {}

    @classmethod
    def label(cls):
        return cls.model._meta.label_lower

    @classmethod
    def door(cls):
        """Where the next one is uploaded."""
        return reverse("admin:accounts_importrun_new", args=[cls.kind])

    @staticmethod
    def taken_back():
        """What follows from an undo, in its transaction."""

    @classmethod
    def columns(cls):
        return [column for column in cls.fields.values() if isinstance(column, Column)]

    # --- what a resource says of its own ----------------------------------------------------------------
    def find(self, cells):
        """The row that these cells speak of, or None; here: by the key columns."""
        named = {name: cells[name] for name, column in self.fields.items() if column.key}
        return self.model._default_manager.filter(**named).order_by("pk").first()

    def write(self, instance, new):
        """Save the row; `self.ledger.save` keeps what an undo needs. Override for what goes with it."""
        self.ledger.save(instance, self.row_line)

    def nameable(self, model):
        """The rows of another table that this import may name."""
        return rights.choices(self.by, model)

    def within(self, model, path="unit"):
        """Rows of a table, narrowed to the units at which the person may import this one."""
        found = rights.reach(self.by, "import", self.label())
        rows = model._default_manager.all()
        return rows if found.everything else rows.filter(**{f"{path}__in": found.units})

    def say(self, note):
        if note not in self.notes:
            self.notes.append(note)

    # --- the library's steps ----------------------------------------------------------------------------
    def before_import(self, dataset, **kwargs):
        present = set(dataset.headers)
        lacking = [column.column_name for column in self.columns() if column.key]
        lacking = [header for header in lacking if header not in present]
        if lacking:
            raise ValidationError(f"缺少这些列：{'、'.join(lacking)}。请使用下载的模板。")
        unknown = present - {column.column_name for column in self.columns()} - {REMARK}
        if unknown:
            self.say(
                f"没有用到的列：{'、'.join(header for header in dataset.headers if header in unknown)}。"
            )
        for column in self.fields.values():
            if isinstance(column.widget, Named):
                column.widget.start(self.nameable(column.widget.model))

    def before_import_row(self, row, **kwargs):
        self.row_line = self.lines[kwargs["row_number"] - 1]
        self.cells, self.problems = {}, {}
        for name, column in self.fields.items():
            try:
                self.cells[name] = column.widget.clean(row.get(column.column_name, ""), row=row)
            except ValueError as error:
                self.problems[column.column_name] = f"{error}。"
            if (
                column.key
                and self.cells.get(name, "") in ("", None)
                and column.column_name not in self.problems
            ):
                self.problems[column.column_name] = "必须填写。"

    def get_instance(self, instance_loader, row):
        keys = {column.column_name for column in self.columns() if column.key}
        return None if keys & set(self.problems) else self.find(self.cells)

    def init_instance(self, row=None):
        return self.model()

    def after_init_instance(self, instance, new, row, **kwargs):
        if not new:
            if instance.pk in self.met:
                header = next(column.column_name for column in reversed(self.columns()) if column.key)
                self.problems[header] = f"和第{self.met[instance.pk]}行是同一条。{self.if_twice}"
            return
        for name, column in self.fields.items():
            empty = self.cells.get(name, "") in ("", None, [])
            if column.required and empty and column.column_name not in self.problems:
                self.problems[column.column_name] = "新增时必须填写。"

    def import_instance(self, instance, row, **kwargs):
        for name, column in self.fields.items():
            if column.attribute and self.cells.get(name) not in ("", None, []):
                setattr(instance, column.attribute, self.cells[name])
        self.fill(instance)
        if self.problems:
            raise ValidationError(self.problems)

    def fill(self, instance):
        """Set what follows from the cells; put what is wrong into `self.problems`."""

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """All that is wrong with the row at once. Uniqueness is the database's to say (see `_refusal`)."""
        errors = dict(import_validation_errors or {})
        headers = {column.attribute: column.column_name for column in self.columns() if column.attribute}
        errors |= self._invalid_fields(instance, headers, skip=set(errors))
        if not errors:
            try:
                instance.clean()
            except ValidationError as error:
                errors = {headers.get(name, ""): said for name, said in _by_field(error).items()}
        if errors:
            raise ValidationError(errors)

    def _invalid_fields(self, instance, headers, skip):
        checked = {name for name, header in headers.items() if header not in skip}
        ours = [row for row in instance._meta.concrete_fields if row.name in checked and not row.is_relation]
        left = [row.name for row in instance._meta.concrete_fields if row not in ours]
        try:
            instance.clean_fields(exclude=left)
        except ValidationError as error:
            return {headers[name]: said for name, said in _by_field(error).items()}
        return {}

    def save_instance(self, instance, is_create, row, **kwargs):
        if not is_create:
            self.check_right(instance)
        self.write(instance, is_create)
        self.check_right(instance)

    def check_right(self, instance):
        """The row was, and is, the importer's to change."""
        if rights.reach(self.by, "import", self.label()).everything:
            return
        if not rights.rows(self.by, "import", self.model).filter(pk=instance.pk).exists():
            raise PermissionDenied

    def import_row(self, row, instance_loader, **kwargs):
        mark = len(self.ledger)
        result = super().import_row(row, instance_loader, **kwargs)
        if result.errors:
            result.validation_error = self._refusal(result.errors[0].error)
            result.import_type, result.errors = result.IMPORT_TYPE_INVALID, []
        if not result.is_valid():
            del self.ledger[mark:]
            transaction.set_rollback(True)
        return result

    def _refusal(self, error):
        if isinstance(error, IntegrityError):
            return ValidationError(constraints.message(error))
        if isinstance(error, PermissionDenied):
            return ValidationError(REFUSED)
        logger.error("row %s of an import of %s failed", self.row_line, self.kind, exc_info=error)
        return ValidationError(UNKNOWN)

    def after_import_row(self, row, row_result, **kwargs):
        row_result.line = self.met[row_result.instance.pk] = self.row_line
        row_result.differences = []
        if row_result.is_update():
            row_result.differences = self.differences(row_result.original, row_result.instance)

    def differences(self, before, after):
        pairs = [
            (column.column_name, column.export(before), column.export(after))
            for column in self.columns()
            if column.attribute
        ]
        return [[header, old or "（空）", new or "（空）"] for header, old, new in pairs if old != new]

    # --- the whole --------------------------------------------------------------------------------------
    def run(self, sheet, *, dry_run, good_rows_only=False):
        """Import the sheet in one transaction; returns the `Report`. Nothing stays of a refused whole."""
        result = self.import_data(
            sheet.dataset(),
            dry_run=dry_run,
            use_transactions=True,
            rollback_on_validation_errors=not good_rows_only,
        )
        report = Report(notes=self.notes, broken=bool(result.base_errors))
        for error in result.base_errors:
            report.problems.append(Problem(1, "", "", " ".join(_words(error.error))))
        # Of a sheet that lacks a column, no row says anything more.
        for invalid in [] if report.broken else result.invalid_rows:
            values = dict(zip(sheet.headers, sheet.rows[invalid.number - 1], strict=True))
            report.problems += self._problems(self.lines[invalid.number - 1], invalid.error_dict, values)
        report.new, report.changed, report.same = (result.totals[kind] for kind in ("new", "update", "skip"))
        report.changes = [
            {"line": row.line, "name": row.object_repr, "differences": row.differences}
            for row in result.rows
            if row.is_valid() and row.differences
        ]
        return report

    def _problems(self, line, errors, values):
        secret = {column.column_name for column in self.columns() if isinstance(column.widget, Phone)}
        headers = {column.attribute: column.column_name for column in self.columns()}
        headers |= {column.column_name: column.column_name for column in self.columns()}
        for name, messages in errors.items():
            header = headers.get(name, "")
            value = "" if header in secret else values.get(header, "")
            for message in messages:
                yield Problem(line, header, value, message)


def _by_field(error):
    return error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}


def _words(error):
    if isinstance(error, ValidationError):
        return error.messages
    logger.error("an import failed", exc_info=error)
    return [UNKNOWN]
