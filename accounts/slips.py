"""What stands on a printed slip."""

from dataclasses import dataclass

from accounts.models import StaffRole

# At once; more would be a pile nobody hands out.
MOST = 100


@dataclass(frozen=True)
class Slip:
    name: str
    unit: str
    username: str
    code: str

    @classmethod
    def of(cls, user, code):
        role = user.staff_roles.select_related("unit").order_by("pk").first()
        return cls(user.name, role.unit.name if role else "", user.username, code)


def of_many(codes):
    """Slips of [(user, code)], by unit, as they are handed out."""
    units = dict(
        StaffRole.objects.filter(user__in=[user for user, _ in codes])
        .order_by("-pk")
        .values_list("user_id", "unit__name")
    )
    made = [Slip(user.name, units.get(user.pk, ""), user.username, code) for user, code in codes]
    return sorted(made, key=lambda slip: slip.unit)
