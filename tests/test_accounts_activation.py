"""First use by a slip with a one-time code, and the three administrators made on the server."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts import activation, throttle
from accounts.models import ActivationCode, AuditEvent, SignInLock, Unit, User
from accounts.roles import Role
from tests.factories import PASSWORD, SchoolFactory, UserFactory, person

pytestmark = pytest.mark.django_db
PAGE = "/accounts/activate/"
NEW = "a-short-sentence-9"


@pytest.fixture
def teacher():
    return UserFactory(username="zhang.wei", name="张伟")


@pytest.fixture
def code(teacher):
    return activation.issue(teacher)


def send(client, code, login="zhang.wei", password=NEW, again=None):
    fields = {"login": login, "code": code, "password1": password, "password2": again or password}
    return client.post(PAGE, fields)


def refusal(response):
    return response.context["form"].non_field_errors()


def is_set(user, password=NEW):
    user.refresh_from_db()
    return user.check_password(password)


@pytest.mark.parametrize("write", [str, str.lower, lambda code: code.replace("-", " ") + " "])
def test_a_code_sets_the_password_and_signs_in(client, teacher, code, write):
    assert send(client, write(code)).status_code == 302
    assert is_set(teacher)
    assert client.get("/me/inbox/").status_code == 200
    assert AuditEvent.objects.filter(action="code_used", actor=teacher).exists()


def test_a_code_works_once(client, teacher, code):
    send(client, code)
    assert refusal(send(Client(), code, password="another-sentence-8"))
    assert is_set(teacher)


def test_only_a_digest_is_kept(code):
    kept = ActivationCode.objects.get()
    assert activation.normalise(code) not in kept.digest
    assert code not in kept.digest


def test_a_new_code_ends_the_old_one(client, teacher, code):
    activation.issue(teacher)
    assert refusal(send(client, code))
    assert not is_set(teacher)


def test_a_code_ends_after_fourteen_days(client, teacher, code):
    ActivationCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert refusal(send(client, code))
    assert timedelta(days=14) == activation.VALID


def test_after_five_wrong_tries_the_right_code_is_refused(client, teacher, code):
    for _ in range(5):
        send(client, "AAAAA-AAAAA")
    SignInLock.objects.all().delete()
    assert refusal(send(client, code))
    assert not is_set(teacher)


def test_wrong_codes_lock_the_account_for_a_while(client, teacher, code):
    for _ in range(5):
        send(client, "AAAAA-AAAAA")
    assert "15分钟" in str(refusal(send(client, code)))


def test_every_refusal_reads_the_same(client, teacher, code):
    wrong = refusal(send(client, "AAAAA-AAAAA"))
    unknown = refusal(send(client, code, login="nobody.here"))
    teacher.is_active = False
    teacher.save()
    assert wrong == unknown == refusal(send(client, code))


def test_a_poor_password_costs_no_try_and_leaves_the_code(client, teacher, code):
    for password in ("12345678901", "short", "zhang.wei1", "password123"):
        assert send(client, code, password=password).context["form"].errors["password1"]
    assert send(client, code, again="something-else-7").context["form"].errors["password2"]
    assert send(client, code).status_code == 302


def test_activation_lifts_a_lock_and_ends_other_sessions(client, teacher, code):
    teacher.set_password(PASSWORD)
    teacher.save()
    elsewhere = Client()
    elsewhere.force_login(teacher)
    throttle.Attempt(name="", user=teacher, address="192.0.2.1")
    send(client, code)
    assert not SignInLock.objects.filter(user=teacher).exists()
    assert elsewhere.get("/me/inbox/").status_code == 302


def test_issuing_without_the_right_is_refused(teacher):
    with pytest.raises(PermissionDenied):
        activation.issue(teacher, by=person(Role.CORRESPONDENT, SchoolFactory().unit))
    assert not ActivationCode.objects.exists()


def test_codes_avoid_signs_that_look_alike(code):
    assert not set(activation.ALPHABET) & set("01OILUV")
    assert len(activation.normalise(code)) == 10


def appoint(role="security", username="an.quan", name="安全员"):
    out = StringIO()
    call_command("appoint", role=role, username=username, name=name, stdout=out)
    return out.getvalue()


def test_an_administrator_is_appointed_on_the_server(client):
    said = appoint()
    user = User.objects.get(username="an.quan")
    assert [(row.role, row.unit.kind) for row in user.staff_roles.all()] == [("security", Unit.Kind.DISTRICT)]
    code = said.split("激活码 ")[1][:11]
    send(client, code, login="an.quan")
    assert client.get("/admin/").status_code == 200


def test_appointing_again_brings_back_who_was_locked_out():
    appoint()
    user = User.objects.get()
    for _ in range(5):
        throttle.Attempt(name="", user=user, address="192.0.2.1")
    appoint()
    assert user.staff_roles.count() == 1
    assert not SignInLock.objects.filter(user=user).exists()


def test_nobody_is_appointed_to_two_of_the_three():
    appoint()
    with pytest.raises(CommandError, match="不得由同一人兼任"):
        appoint(role="audit")
    with pytest.raises(CommandError):
        appoint(username="A b")
