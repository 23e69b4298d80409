"""Whom a person works with: partners, studio, group. What is shared with a circle is read by it alone."""

from dataclasses import dataclass

from accounts.rights import roles_of
from groups.models import EducationGroup, Membership
from schools.models import School, Teacher


@dataclass(frozen=True)
class Circle:
    """Keys of teachers a person is paired with and shares a studio with; of schools they are at, and of all
    in a group with these; of the units of both and of the groups."""

    partners: frozenset = frozenset()
    studio_mates: frozenset = frozenset()
    own_schools: frozenset = frozenset()
    schools: frozenset = frozenset()
    units: frozenset = frozenset()


NOBODY = Circle()


def circle_of(user):
    """Read once for each request and kept on the user, as their roles are."""
    if user is None or not user.is_authenticated:
        return NOBODY
    if not hasattr(user, "_circle"):
        user._circle = _read(user)
    return user._circle


def _read(user):
    units = {unit for _, unit, _ in roles_of(user)}
    at = Teacher.objects.serving().filter(user=user).values("school")
    own = dict(
        (School.objects.filter(unit__in=units) | School.objects.filter(pk__in=at)).values_list("pk", "unit")
    )
    active = Membership.objects.active()
    groups = dict(
        EducationGroup.objects.filter(pk__in=active.filter(school__in=own).values("group")).values_list(
            "pk", "unit"
        )
    ) | dict(EducationGroup.objects.filter(unit__in=units).values_list("pk", "unit"))
    together = active.filter(group__in=groups).values_list("school", flat=True)
    return Circle(
        own_schools=frozenset(own),
        schools=frozenset(own) | frozenset(together),
        units=frozenset(units) | frozenset(own.values()) | frozenset(groups.values()),
    )
