"""The demo's sign-ins: one a role, fresh each time, never in production."""

import pytest
from django.contrib.auth import authenticate
from django.core.management.base import CommandError

from accounts.models import StaffRole, User
from accounts.roles import Role
from liangping_portal.demo import accounts

pytestmark = pytest.mark.django_db


def test_each_role_has_a_sign_in_that_works():
    sign_ins = accounts.load()
    assert {person.role for person, _ in sign_ins} == set(Role)
    for person, password in sign_ins:
        user = authenticate(None, username=person.username, password=password)
        assert user.sample
        assert user.staff_roles.get().role == person.role


def test_loading_again_changes_the_passwords_and_nothing_else():
    before = dict(accounts.load())
    after = dict(accounts.load())
    assert not set(before.values()) & set(after.values())
    assert User.objects.count() == StaffRole.objects.count() == len(accounts.PEOPLE)


def test_a_given_password_is_taken(settings):
    settings.DEMO_PASSWORD = "given-for-checks"
    assert {password for _, password in accounts.load()} == {"given-for-checks"}


def test_production_refuses(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="PROFILE=local"):
        accounts.load()
    assert not User.objects.exists()


def test_a_demo_account_in_a_production_database_stays_outside(settings, client):
    person, password = accounts.load()[0]
    user = User.objects.get(username=person.username)
    client.force_login(user)
    assert client.get("/me/").status_code == 200
    settings.PRODUCTION = True
    assert authenticate(None, username=person.username, password=password) is None
    assert client.get("/me/", secure=True).status_code == 302


def test_removal_leaves_other_people():
    accounts.load()
    other = User.objects.create_user("zhang.wei", name="张伟")
    accounts.remove()
    assert list(User.objects.all()) == [other]
