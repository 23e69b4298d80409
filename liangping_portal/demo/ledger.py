"""Writing the demo so that it can be written again: each row has a name, kept in `DemoRow`.

A row that nobody edited follows the demo; an edited one stays as it is. A row that was there before the demo
came (a subject, the district's unit) is used and never changed.
"""

import hashlib
import json

from liangping_portal.models import DemoRow


def digest(row, fields):
    """A mark of the values of these fields, the same on every database."""
    values = {}
    for name in sorted(fields):
        field = row._meta.get_field(name)
        if field.many_to_many:
            values[name] = sorted(getattr(row, name).values_list("pk", flat=True)) if row.pk else []
        else:
            values[name] = field.value_to_string(row)
    return _mark(values)


def _mark(values):
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()


def _asked(model, values):
    """A mark of what the demo asks for: `values` as a row of the model would write them."""
    plain, many = _parted(model, values)
    row = model(**plain)
    said = {name: row._meta.get_field(name).value_to_string(row) for name in plain}
    return _mark(said | {name: sorted(one.pk for one in rows) for name, rows in many.items()})


def _parted(model, values):
    """Values of columns, and values of many-to-many fields."""
    many = {name for name in values if model._meta.get_field(name).many_to_many}
    plain = {name: value for name, value in values.items() if name not in many}
    return plain, {name: values[name] for name in many}


class Ledger:
    """One run of the loader."""

    def __init__(self):
        self.entries = {entry.name: entry for entry in DemoRow.objects.all()}
        self.rows = {}
        self.made, self.renewed, self.edited, self.found = set(), [], [], []

    def __getitem__(self, name):
        """The row that this run put under the name."""
        return self.rows[name]

    def put(self, name, model, /, *, find=None, once=None, **values):
        """The demo's row of that name, made or renewed. `find`: values by which a row that is not the
        demo's may already stand there; `once`: values given when the row is made, and never again."""
        find = find or {}
        row = self.written(name, model)
        if row is not None:
            self._renew(self.entries[name], row, find | values)
        elif find and (row := model._base_manager.filter(**find).first()) is not None:
            self.found.append(name)
        else:
            row = self._make(name, model, find | values, once or {})
        self.rows[name] = row
        return row

    def is_new(self, name):
        """Whether this run made the row: then its steps, blocks or lessons are still to be written."""
        return name in self.made

    def wrote(self, name):
        """Whether this run made or renewed the row."""
        return name in self.made or name in self.renewed

    def keep(self, name, row, fields):
        """Enter a row that another door made, such as a picture."""
        self._write(name, row, fields, digest(row, fields))
        self.made.add(name)
        self.rows[name] = row
        return row

    def written(self, name, model):
        """The row that an earlier run wrote under that name, if it is still there."""
        entry = self.entries.get(name)
        return model._base_manager.filter(pk=entry.key).first() if entry else None

    def _make(self, name, model, values, once):
        plain, many = _parted(model, values)
        row = model(**once, **plain)
        row.save()
        self._link(row, many)
        self._write(name, row, list(values), _asked(model, values))
        self.made.add(name)
        return row

    def _renew(self, entry, row, values):
        asked = _asked(type(row), values)
        if asked == entry.asked:
            return
        if digest(row, entry.fields) != entry.kept:
            self.edited.append(entry.name)
            return
        plain, many = _parted(type(row), values)
        for field, value in plain.items():
            setattr(row, field, value)
        row.save()
        self._link(row, many)
        self._write(entry.name, row, list(values), asked)
        self.renewed.append(entry.name)

    @staticmethod
    def _link(row, many):
        for field, rows in many.items():
            getattr(row, field).set(rows)

    def _write(self, name, row, fields, asked):
        stored = type(row)._base_manager.get(pk=row.pk)
        self.entries[name], _ = DemoRow.objects.update_or_create(
            name=name,
            defaults={
                "label": row._meta.label_lower,
                "key": str(row.pk),
                "fields": sorted(fields),
                "asked": asked,
                "kept": digest(stored, fields),
            },
        )
