"""The demo's people, one a role, with fresh random passwords. Never outside PROFILE=local.

`load()` is run by `load_demo` after the content, whose schools and groups these people belong to; it makes
what is missing and sets every password anew. `sheet()` is what the terminal shows, once: no password is kept.
"""

import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import CommandError
from django.db import transaction

from accounts.models import StaffRole, Unit, User
from accounts.roles import Role

DISTRICT = (Unit.Kind.DISTRICT, "梁平区教委")
GROUP = (Unit.Kind.GROUP, "西苑小学教育集团")
LEAD_SCHOOL = (Unit.Kind.SCHOOL, "西苑小学")
SCHOOL = (Unit.Kind.SCHOOL, "礼让镇中心小学")


@dataclass(frozen=True)
class Person:
    username: str
    name: str
    role: Role
    unit: tuple


PEOPLE = (
    Person("demo-teacher", "示例教师甲", Role.TEACHER, SCHOOL),
    Person("demo-teacher-2", "示例教师乙", Role.TEACHER, LEAD_SCHOOL),
    Person("demo-correspondent", "示例信息员", Role.CORRESPONDENT, SCHOOL),
    Person("demo-affairs", "示例教务员", Role.AFFAIRS, SCHOOL),
    Person("demo-head", "示例校长", Role.HEAD, SCHOOL),
    Person("demo-group", "示例集团管理员", Role.GROUP, GROUP),
    Person("demo-researcher", "示例教研员", Role.RESEARCHER, DISTRICT),
    Person("demo-editor", "示例采编", Role.EDITOR, DISTRICT),
    Person("demo-publisher", "示例终审", Role.PUBLISHER, DISTRICT),
    Person("demo-system", "示例系统管理员", Role.SYSTEM, DISTRICT),
    Person("demo-security", "示例安全管理员", Role.SECURITY, DISTRICT),
    Person("demo-audit", "示例审计管理员", Role.AUDIT, DISTRICT),
)
USERNAMES = tuple(person.username for person in PEOPLE)


def require_local():
    if settings.PRODUCTION:
        raise CommandError("演示账号只在 PROFILE=local 下建立。（Demo accounts are refused in production.）")


def load():
    """Make or renew the demo's accounts; returns [(Person, password)]."""
    require_local()
    passwords = [settings.DEMO_PASSWORD or secrets.token_urlsafe(9) for _ in PEOPLE]
    # Hashing is slow on purpose and leaves the interpreter free: all processors share it.
    with ThreadPoolExecutor() as pool:
        hashes = list(pool.map(make_password, passwords))
    with transaction.atomic():
        for person, hashed in zip(PEOPLE, hashes, strict=True):
            _renew(person, hashed)
    return list(zip(PEOPLE, passwords, strict=True))


def _renew(person, hashed):
    user, _ = User.objects.update_or_create(
        username=person.username,
        defaults={
            "name": person.name,
            "password": hashed,
            "is_active": True,
            "must_change_password": False,
            "sample": True,
        },
    )
    kind, name = person.unit
    unit, _ = Unit.objects.get_or_create(kind=kind, name=name)
    StaffRole.objects.get_or_create(user=user, unit=unit, role=person.role)


def remove():
    """Take the demo's accounts away; their units belong to the content."""
    User.objects.filter(username__in=USERNAMES, sample=True).delete()


def sheet(sign_ins):
    """The sign-ins as lines for the terminal."""
    lines = ["演示账号（每次启动都换新密码）："]
    lines += [
        f"  {person.username:<20}{password}  {person.role.label} · {person.unit[1]}"
        for person, password in sign_ins
    ]
    return "\n".join(lines)
