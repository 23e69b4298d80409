"""What a deletion would take along, told without naming rows the person may not see."""

from django.contrib.admin.utils import NestedObjects
from django.db import router

from accounts import rights


class Consequences:
    """The rows that go with `rows`: `foreign` ones are out of the person's sight, `kept` ones refuse."""

    def __init__(self, rows, user):
        self.user = user
        self.collector = NestedObjects(using=router.db_for_write(type(rows[0])), origin=rows)
        self.collector.collect(rows)
        going = [row for found in self.collector.model_objs.values() for row in found]
        self.foreign = self._unseen(going)
        self.kept = set(self.collector.protected)
        self.kept_unseen = self._unseen(self.kept)

    @property
    def blocked(self):
        return bool(self.foreign or self.kept)

    def _unseen(self, found):
        by_model = {}
        for row in found:
            by_model.setdefault(type(row), []).append(row)
        return {row for model, rows in by_model.items() for row in self._unseen_of(model, rows)}

    def _unseen_of(self, model, found):
        if not rights.is_owned(model):
            return []
        keys = [row.pk for row in found]
        seen = set(rights.rows(self.user, "view", model).filter(pk__in=keys).values_list("pk", flat=True))
        return [row for row in found if row.pk not in seen]
