"""A group's lead staff see the member schools of their group."""

from accounts.rights import extend_reach
from accounts.roles import Role
from groups.models import Membership


@extend_reach
def member_schools(role, unit_ids):
    if role != Role.GROUP:
        return set()
    found = Membership.objects.active().filter(group__unit__in=unit_ids)
    return set(found.values_list("school__unit", flat=True))
