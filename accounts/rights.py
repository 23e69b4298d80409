"""Which rows a person reaches: the roles they hold, the units they hold them at, and what lies below those.

A district unit reaches every row; any other unit reaches its own rows, and those of the units that a higher
app says lie below it (`extend_reach`: groups adds its member schools). Roles are read once for each request,
so a role that is taken away acts on the next one.
"""

from dataclasses import dataclass, field

from django.apps import apps
from django.db import models

from accounts.ready import ready
from accounts.roles import GRANTS, STAFF, UnitKind

_extensions = []


def extend_reach(function):
    """Register `function(role, unit_ids) -> set of unit ids` that lie below the given units for that role."""
    _extensions.append(function)
    return function


@dataclass(frozen=True)
class Reach:
    """Rows of every unit, or of the named ones."""

    everything: bool = False
    units: frozenset = field(default_factory=frozenset)

    def __bool__(self):
        return self.everything or bool(self.units)


NOTHING = Reach()


def roles_of(user):
    """The person's (role, unit id, unit kind) rows, read once and kept on the user object."""
    if not user.is_active or user.pk is None:
        return []
    if not hasattr(user, "_held_roles"):
        user._held_roles = _roles(user=user.pk)
    return user._held_roles


@ready
def _roles(user):
    rows = apps.get_model("accounts.StaffRole").objects.filter(user=user)
    return rows.values_list("role", "unit_id", "unit__kind")


def holds(user, *roles):
    return any(role in roles for role, _, _ in roles_of(user))


def is_staff(user):
    return holds(user, *STAFF)


def may(user, verb, model):
    """Whether any role of the person grants the verb on that kind of row ("schools.school")."""
    return any(verb in GRANTS[role].get(model, ()) for role, _, _ in roles_of(user))


def reach(user, verb, model):
    """The `Reach` of a person for a verb on a kind of row."""
    kept = user.__dict__.setdefault("_reaches", {})
    if (verb, model) not in kept:
        kept[verb, model] = _reach(user, verb, model)
    return kept[verb, model]


def _reach(user, verb, model):
    units = set()
    for role, unit_id, kind in roles_of(user):
        if verb not in GRANTS[role].get(model, ()):
            continue
        if kind == UnitKind.DISTRICT:
            return Reach(everything=True)
        units.add(unit_id)
        for function in _extensions:
            units |= function(role, {unit_id})
    return Reach(units=frozenset(units))


class OwnedQuerySet(models.QuerySet):
    """Rows that belong to the unit at `unit_path` ("unit", "school__unit"; None: to nobody in particular)."""

    unit_path = "unit"

    def reachable_by(self, user, verb):
        found = reach(user, verb, self.model._meta.label_lower)
        if not found:
            return self.none()
        if found.everything or self.unit_path is None:
            return self
        return self.filter(**{f"{self.unit_path}__in": found.units})

    def editable_by(self, user):
        return self.reachable_by(user, "change")

    def viewable_by(self, user):
        return self.reachable_by(user, "view")


def owned(path):
    """A queryset class whose rows belong to the unit at `path`: `class SchoolQuerySet(owned("unit"))`."""
    return type("OwnedQuerySet", (OwnedQuerySet,), {"unit_path": path})


def rows(user, verb, model):
    """The rows of a model for which the person holds the verb; of rows owned by nobody: all or none."""
    found = model._default_manager.all()
    if isinstance(found, OwnedQuerySet):
        return found.reachable_by(user, verb)
    return found if may(user, verb, model._meta.label_lower) else found.none()


def choices(user, model):
    """The rows a person may be offered in a drop-down: what they may see, or all of a reference table."""
    found = model._default_manager.all()
    return found.viewable_by(user) if is_owned(model) else found


def unit_path(model):
    """Where the rows of a model name the unit they belong to; None: they belong to nobody in particular."""
    return getattr(model._default_manager.all(), "unit_path", None)


def is_owned(model):
    """Whether its rows are not the same for everybody: they belong to units, or its queryset says to whom."""
    found = model._default_manager.all()
    by_itself = getattr(type(found), "reachable_by", None) not in (None, OwnedQuerySet.reachable_by)
    return unit_path(model) is not None or by_itself


def may_see_all(user, model):
    return reach(user, "view", model._meta.label_lower).everything
