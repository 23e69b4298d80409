"""The three administrators are made on the server; the same command brings back one who is locked out."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts import activation, audit, throttle
from accounts.models import StaffRole, Unit, User
from accounts.roles import SEPARATED, Role


class Command(BaseCommand):
    help = "Appoint the system, security or audit administrator and print an activation code, once."

    def add_arguments(self, parser):
        parser.add_argument("--role", required=True, choices=sorted(SEPARATED))
        parser.add_argument("--username", required=True)
        parser.add_argument("--name", required=True)

    def handle(self, *, role, username, name, **options):
        try:
            user, code = appoint(Role(role), username.strip().lower(), name.strip())
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        days = activation.VALID.days
        self.stdout.write(f"{Role(role).label}：{user.name}（{user.username}）")
        self.stdout.write(f"激活码 {code}，{days}天内在 /accounts/activate/ 使用一次；不会再次显示。")


@transaction.atomic
def appoint(role, username, name):
    """Give the role at the district, making account and unit where needed; returns (user, code)."""
    user = User.objects.filter(username=username).first() or User(username=username, name=name)
    if user.pk is None:
        user.set_unusable_password()
        user.full_clean()
        user.save()
    user.is_active = True
    user.save(update_fields=["is_active"])
    held = StaffRole(user=user, unit=_district(), role=role)
    if not StaffRole.objects.filter(user=user, role=role).exists():
        held.full_clean()
        held.save()
        audit.record(audit.Action.ADDED, row=held, text=f"{held}（服务器命令）")
    throttle.unlock(user)
    return user, activation.issue(user)


def _district():
    name = settings.SITE_OWNER or f"{settings.DISTRICT_NAME}教育委员会"
    return Unit.objects.filter(kind=Unit.Kind.DISTRICT).order_by("pk").first() or Unit.objects.create(
        kind=Unit.Kind.DISTRICT, name=name
    )
