"""Signing in: by account or phone, slowed by account, device and address, ended in time."""

import time

import pytest
from django.test import Client
from django.utils import timezone

from accounts import throttle
from accounts.models import AuditEvent, SignInLock
from accounts.roles import Role
from tests.factories import UserFactory, person

pytestmark = pytest.mark.django_db
PASSWORD = "rice-and-pomelo-26"
LOGIN = "/accounts/login/"


@pytest.fixture
def teacher():
    user = UserFactory(username="zhang.wei", name="张伟", password=PASSWORD)
    user.phone = "13812345678"
    user.save()
    return user


def sign_in(client, login="zhang.wei", password=PASSWORD, **extra):
    return client.post(LOGIN, {"login": login, "password": password}, **extra)


def fail(client, times, login="zhang.wei", **extra):
    for _ in range(times):
        sign_in(client, login, "wrong-password-1", **extra)


def signed_in(client):
    return client.get("/me/inbox/").status_code == 200


@pytest.mark.parametrize(
    "login", ["zhang.wei", " Zhang.Wei ", "13812345678", "138 1234 5678", "+86-13812345678"]
)
def test_account_name_or_phone_signs_in(client, teacher, login):
    assert sign_in(client, login).status_code == 302
    assert signed_in(client)


def test_the_answer_is_the_same_for_known_and_unknown_accounts(client, teacher):
    known = sign_in(client, password="wrong-password-1")
    unknown = sign_in(client, "nobody.here", "wrong-password-1")
    assert known.status_code == unknown.status_code == 200
    assert known.context["form"].errors == unknown.context["form"].errors


def test_a_switched_off_account_answers_as_an_unknown_one(client, teacher):
    teacher.is_active = False
    teacher.save()
    assert sign_in(client).context["form"].errors == sign_in(client, "nobody.here").context["form"].errors


def test_five_failures_lock_even_the_right_password(client, teacher):
    fail(client, 5)
    assert "15分钟" in str(sign_in(client).context["form"].errors)
    assert not signed_in(client)
    assert AuditEvent.objects.filter(action="locked", key=str(teacher.pk)).count() == 1


def test_four_failures_and_a_success_start_anew(client, teacher):
    fail(client, 4)
    sign_in(client)
    fail(Client(), 4)
    assert sign_in(Client()).status_code == 302


def test_an_unknown_account_is_locked_alike(client, teacher):
    fail(client, 5, "nobody.here")
    assert "15分钟" in str(sign_in(client, "nobody.here").context["form"].errors)


def test_a_lock_ends_by_itself(client, teacher):
    fail(client, 5)
    SignInLock.objects.update(until=timezone.now())
    assert sign_in(client).status_code == 302


def test_phone_and_name_share_one_count(client, teacher):
    fail(client, 3)
    fail(client, 2, "13812345678")
    assert sign_in(client).status_code == 200


def test_a_forged_forwarding_header_gives_no_new_tries(client, teacher):
    for number in range(throttle.FAILURES_OF_ADDRESS):
        fail(client, 1, f"person{number}", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")
    assert sign_in(client, HTTP_X_FORWARDED_FOR="10.9.9.9").status_code == 200
    assert sign_in(client, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_behind_a_proxy_only_its_own_entry_counts(rf, settings):
    from accounts.audit import address_of

    request = rf.get("/", HTTP_X_FORWARDED_FOR="6.6.6.6, 198.51.100.4", REMOTE_ADDR="127.0.0.1")
    assert address_of(request) == "127.0.0.1"
    settings.TRUSTED_PROXIES = 1
    assert address_of(request) == "198.51.100.4"
    settings.TRUSTED_PROXIES = 3
    assert address_of(request) == "127.0.0.1"


def test_a_stranger_cannot_lock_the_owner_out_of_a_known_device(client, teacher):
    sign_in(client)
    client.post("/accounts/logout/")
    fail(Client(), 5)
    assert sign_in(Client()).status_code == 200
    assert sign_in(client).status_code == 302


def test_a_known_device_is_locked_by_its_own_failures(client, teacher):
    sign_in(client)
    client.post("/accounts/logout/")
    fail(client, 5)
    assert sign_in(client).status_code == 200


def test_a_device_mark_of_another_person_helps_nothing(client, teacher):
    other = UserFactory(username="li.si", password=PASSWORD)
    sign_in(client, "li.si")
    client.post("/accounts/logout/")
    fail(Client(), 5)
    assert sign_in(client).status_code == 200
    assert other.pk != teacher.pk


def test_the_session_key_changes_at_sign_in(client, teacher):
    client.get("/accounts/activate/")
    session = client.session
    session["x"] = 1
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    sign_in(client)
    assert client.cookies["sessionid"].value != before


def age(client, **seconds):
    session = client.session
    for name, ago in seconds.items():
        session[name] = int(time.time()) - ago
    session.save()


def test_idle_staff_are_signed_out_and_teachers_are_not(client):
    client.force_login(person(Role.EDITOR))
    age(client, seen_at=31 * 60)
    assert client.get("/admin/").status_code == 302
    client.force_login(person(Role.TEACHER))
    age(client, seen_at=31 * 60)
    assert signed_in(client)


def test_nobody_stays_longer_than_twelve_hours(client, teacher):
    client.force_login(teacher)
    age(client, started_at=12 * 3600 + 1)
    assert not signed_in(client)


def test_a_new_password_ends_the_other_sessions(client, teacher):
    elsewhere = Client()
    for one in (client, elsewhere):
        sign_in(one)
    new = "a-short-sentence-9"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert signed_in(client)
    assert not signed_in(elsewhere)
    assert AuditEvent.objects.filter(action="password_changed", actor=teacher).exists()


def test_a_password_set_by_others_is_changed_first(client, teacher):
    teacher.must_change_password = True
    teacher.save()
    sign_in(client)
    assert client.get("/me/inbox/").url == "/accounts/password/change/"
    new = "a-short-sentence-9"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert signed_in(client)


@pytest.mark.parametrize(
    "page", ["signup", "email", "password/reset", "password/set", "inactive", "login/code"]
)
def test_unused_pages_are_absent(client, page):
    assert client.get(f"/accounts/{page}/").status_code == 404


def test_sign_ins_and_failures_leave_a_trail(client, teacher):
    fail(client, 1)
    fail(client, 1, "nobody.here")
    sign_in(client)
    client.post("/accounts/logout/")
    rows = AuditEvent.objects.order_by("pk")
    assert [row.action for row in rows] == ["sign_in_failed", "sign_in_failed", "signed_in", "signed_out"]
    assert rows[0].key == str(teacher.pk)
    assert "nobody" not in rows[1].text
    assert rows[2].address == "127.0.0.1"


def test_signing_out_asks_by_post(client, teacher):
    sign_in(client)
    assert client.get("/accounts/logout/").status_code == 200
    assert signed_in(client)
    client.post("/accounts/logout/")
    assert not signed_in(client)


def test_after_sign_in_no_foreign_address_is_visited(client, teacher):
    response = client.post(
        f"{LOGIN}?next=https://evil.example/", {"login": "zhang.wei", "password": PASSWORD}
    )
    assert response.url.startswith("/")


def test_the_lock_holds_against_parallel_tries(teacher):
    taken = [throttle.Attempt(name="zhang.wei", user=teacher, address="192.0.2.1").allowed for _ in range(8)]
    assert taken == [True] * 5 + [False] * 3
