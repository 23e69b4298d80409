"""What stands on a printed slip."""

from dataclasses import dataclass

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
