"""What an import wrote, row by row, so that it can be taken back as one set.

Kept are the columns of each row before and after, passwords never. An undo puts back what was before, where
nobody changed the row since, and deletes what was new, where nothing else has come to depend on it.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal

from django.apps import apps
from django.contrib.admin.utils import NestedObjects
from django.core.exceptions import ValidationError
from django.db import IntegrityError, router

# Goes with its row, and is no reason to keep it.
GOES_ALONG = frozenset({"accounts.activationcode"})
SECRET = frozenset({"password"})


@dataclass(frozen=True)
class Written:
    line: int
    label: str
    key: str
    text: str
    before: dict | None
    after: dict


class Ledger(list):
    def save(self, row, line):
        before = type(row)._base_manager.filter(pk=row.pk).first() if row.pk else None
        row.save()
        kept = snapshot(before) if before else None
        label = row._meta.label_lower
        self.append(Written(line, label, str(row.pk), str(row)[:120], kept, snapshot(row)))
        return row


def snapshot(row):
    """{column: value} as JSON keeps it, alike for a row just saved and the same row read again."""
    return {
        field.attname: _plain(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.name not in SECRET and not getattr(field, "auto_now", False)
    }


def _plain(value):
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    return value


def changes(written):
    """{"column": [before, after]} of one row, for the trail."""
    before = written.before or {}
    return {
        name: [before.get(name), after]
        for name, after in written.after.items()
        if before.get(name) != after and after not in ("", None, [])
    }


def take_back(written):
    """Undo one row; returns "" or the reason why it stays as it is."""
    model = apps.get_model(written.label)
    row = model._base_manager.filter(pk=written.key).first()
    if row is None:
        return "导入后已被删除"
    if snapshot(row) != written.after:
        return "导入后又改过"
    if written.before is None:
        return _delete(row)
    for field in model._meta.concrete_fields:
        if field.attname in written.before and not field.primary_key:
            setattr(row, field.attname, field.to_python(written.before[field.attname]))
    try:
        row.save()
    except (ValidationError, IntegrityError):
        return "原来的内容与现有的冲突"
    return ""


def _delete(row):
    found = NestedObjects(using=router.db_for_write(type(row)), origin=[row])
    found.collect([row])
    going = {one for rows in found.model_objs.values() for one in rows if one != row}
    # A row's own links are its columns in another table.
    own = {one for one in going if one._meta.auto_created is type(row)}
    going -= own
    hanging = {one for one in going if one._meta.label_lower not in GOES_ALONG} | set(found.protected)
    if hanging:
        return f"已有别的内容用到它（{next(iter(hanging))._meta.verbose_name}）"
    row.delete()
    return ""
