"""What a broken constraint says: the IntegrityError of either database becomes the constraint's own message.

A rule lives in the database first; the function that saves turns its refusal into words with this.
PostgreSQL names what it refused. SQLite names a CHECK, but of a UNIQUE only the columns.
"""

import contextlib
import functools
import re

from django.apps import apps
from django.db import IntegrityError, models

UNKNOWN = "没有保存：内容与已有记录冲突。请刷新页面后再试。"

_SQLITE_NAME = re.compile(r"CHECK constraint failed: (\w+)|UNIQUE constraint failed: index '(\w+)'")
_SQLITE_COLUMNS = re.compile(r"UNIQUE constraint failed: (.+)")
# 'Key (session_id, teacher_id)=(1, 2) already exists.' in whatever language the server speaks.
_POSTGRES_COLUMNS = re.compile(r"\(([^()]+)\)=\(")


def message(error):
    """The Chinese sentence of the constraint, or unique field, that an IntegrityError is about."""
    by_name, by_columns = _sentences()
    return by_name.get(_name(error)) or by_columns.get(_columns(error)) or UNKNOWN


@contextlib.contextmanager
def spoken_as(refusal):
    """Raise `refusal(message)` for an IntegrityError inside; put it around `transaction.atomic()`."""
    try:
        yield
    except IntegrityError as error:
        raise refusal(message(error)) from error


def _diagnosis(error):
    return getattr(error.__cause__, "diag", None)


def _name(error):
    if diagnosis := _diagnosis(error):
        return diagnosis.constraint_name
    found = _SQLITE_NAME.search(str(error))
    return next(filter(None, found.groups())) if found else None


def _columns(error):
    """{"table.column", …} of a refused UNIQUE."""
    if diagnosis := _diagnosis(error):
        found = _POSTGRES_COLUMNS.search(diagnosis.message_detail or "")
        names = found[1].split(", ") if found else []
        return frozenset(f"{diagnosis.table_name}.{name}" for name in names)
    found = _SQLITE_COLUMNS.search(str(error))
    return frozenset(found[1].split(", ")) if found else frozenset()


@functools.cache
def _sentences():
    """Sentences by the name of a constraint, and by the columns of a unique one."""
    by_name, by_columns = {}, {}
    for model in apps.get_models():
        table = model._meta.db_table
        for field in model._meta.local_fields:
            if field.unique:
                by_columns[frozenset([f"{table}.{field.column}"])] = _of_field(model, field)
        for constraint in model._meta.constraints:
            sentence = _of_constraint(constraint)
            by_name[constraint.name] = sentence
            if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
                columns = [model._meta.get_field(name).column for name in constraint.fields]
                by_columns.setdefault(frozenset(f"{table}.{column}" for column in columns), sentence)
    return by_name, by_columns


def _of_constraint(constraint):
    spoken = constraint.violation_error_message != constraint.default_violation_error_message
    return str(constraint.violation_error_message) if spoken else ""


def _of_field(model, field):
    words = {"model_name": model._meta.verbose_name, "field_label": field.verbose_name}
    return str(field.error_messages["unique"]) % words
