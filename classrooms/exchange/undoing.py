"""An import of courses as the imports know it: kept with what it wrote, and taken back as one set.

Lessons that were new go with their receipts, receivers and course; known ones get back what they said before.
Nothing of it where anything hangs on it since: a class has answered, an assistant was named, somebody toured.
"""

from django.urls import reverse

from accounts import imports, ledger
from accounts.sheet_rows import Problem, Report
from classrooms.models import RelayLesson
from publishing.models import raise_version


@imports.register
class Courses:
    """Who may change a lesson may take back what an import made of it."""

    kind, title, model = "courses", "课程接口", RelayLesson
    verb, from_sheet, counted_in, order = "change", False, "条", 50

    @classmethod
    def label(cls):
        return cls.model._meta.label_lower

    @staticmethod
    def door():
        return reverse("classrooms:exchange")

    @staticmethod
    def taken_back():
        raise_version("classrooms")


def keep(report, notes, *, by, address=None):
    """The import behind a report; `notes` as `noted` makes them, in the order in which they were written."""
    problems = [Problem(one.line, one.name, one.value, one.message) for one in report.problems]
    told = Report(new=report.new, changed=report.changed, same=report.same, problems=problems)
    return imports.keep(Courses, told, list(_written(notes)), by=by, address=address)


def noted(row, line, before=None):
    """What is to be known of a row that an entry wrote; `before` is its snapshot, of a new one None."""
    return type(row), row.pk, line, before


def _written(notes):
    """Each row once, from before the first entry that wrote it to where it stands after the last."""
    first, rows = {}, {}
    for model, key, *told in notes:
        first.setdefault((model, key), told)
    for model in {model for model, _ in first}:
        rows[model] = model._base_manager.in_bulk([key for of, key in first if of is model])
    for (model, key), (line, before) in first.items():
        row, label = rows[model][key], model._meta.label_lower
        yield ledger.Written(line, label, str(key), str(row)[:120], before, ledger.snapshot(row))
