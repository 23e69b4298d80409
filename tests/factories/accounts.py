"""Rows of accounts for tests."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import StaffRole, Unit, User
from accounts.roles import Role

PASSWORD = "rice-and-pomelo-26"


def an_hour_ago():
    return timezone.now() - timedelta(hours=1)


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    kind = Unit.Kind.SCHOOL
    name = factory.Sequence(lambda n: f"单位{n}")


def district():
    return Unit.objects.get_or_create(kind=Unit.Kind.DISTRICT, defaults={"name": "示例区教委"})[0]


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    name = factory.Sequence(lambda n: f"张三{n}")

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        """Hashing is slow, so there is a usable password only where one is named."""
        self.set_password(extracted) if extracted else self.set_unusable_password()
        self.save(update_fields=["password"])


class StaffRoleFactory(DjangoModelFactory):
    class Meta:
        model = StaffRole

    user = factory.SubFactory(UserFactory)
    unit = factory.SubFactory(UnitFactory)
    role = Role.CORRESPONDENT


def person(role, unit=None, **fields):
    """A user with one role; without a unit, at the district."""
    return StaffRoleFactory(role=role, unit=unit or district(), user=UserFactory(**fields)).user
