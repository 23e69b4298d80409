"""Whom a person works with: partners, studio, group. What is shared with a circle is read by it alone."""

from dataclasses import dataclass

from django.db.models import Q

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
    # The models of pairs and studios ask for circles themselves.
    from classrooms.models import MasterStudio, Pair, StudioMember

    pairs = Pair.objects.of(user).standing().values_list("first", "second", "first__user")
    partners = {second if owner == user.pk else first for first, second, owner in pairs}
    belongs = StudioMember.objects.active().filter(teacher__user=user).values("studio")
    studios = dict(
        MasterStudio.objects.filter(Q(master__user=user) | Q(pk__in=belongs)).values_list("pk", "master")
    )
    members = StudioMember.objects.active().filter(studio__in=studios).values_list("teacher", flat=True)
    mates = {*members, *studios.values()}
    together = active.filter(group__in=groups).values_list("school", flat=True)
    return Circle(
        partners=frozenset(partners),
        studio_mates=frozenset(mates),
        own_schools=frozenset(own),
        schools=frozenset(own) | frozenset(together),
        units=frozenset(units) | frozenset(own.values()) | frozenset(groups.values()),
    )
