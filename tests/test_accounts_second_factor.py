"""The second factor: who must have one, what a session without it may do, and what a lost phone costs."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from accounts import activation, second_factor
from accounts.models import AuditEvent, Message
from accounts.roles import Role
from tests.factories import PASSWORD, UserFactory, person

pytestmark = pytest.mark.django_db
LOGIN, CODE, SET_UP = "/accounts/login/", "/accounts/second-factor/", "/accounts/second-factor/set-up/"


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR_ROLES = ["editor", "security"]


@pytest.fixture
def editor():
    user = person(Role.EDITOR, username="bian.ji")
    user.set_password(PASSWORD)
    user.save()
    return user


def code_of(secret, ahead=0):
    """What a phone would show now, or `ahead` steps of 30 seconds later."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, max(counters) - 1 + ahead))


def sign_in(client, user):
    return client.post(LOGIN, {"login": user.username, "password": PASSWORD})


@pytest.fixture
def set_up(django_capture_on_commit_callbacks):
    """set_up(client): go through the page as its owner would; returns (answer, secret)."""

    def go(client):
        secret = client.get(SET_UP).context["form"].secret
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(SET_UP, {"code": code_of(secret)})
        return answer, secret

    return go


def test_who_needs_one_does_nothing_before_setting_it_up(client, editor, set_up):
    sign_in(client, editor)
    for path in ("/me/", "/admin/", "/admin/news/article/"):
        assert client.get(path).url == SET_UP
    answer, _ = set_up(client)
    assert answer.url == "/accounts/second-factor/codes/"
    assert client.get("/admin/").status_code == 200
    assert AuditEvent.objects.filter(action="设置两步验证", actor=editor).exists()


def test_others_are_not_asked_and_may_have_one(client, set_up):
    teacher = person(Role.TEACHER)
    client.force_login(teacher)
    assert client.get("/me/").status_code == 200
    set_up(client)
    assert second_factor.is_set_up(teacher)
    assert client.post("/accounts/second-factor/remove/").status_code == 302
    assert not second_factor.is_set_up(teacher)


def test_the_demos_people_are_exempt_but_not_in_production(client, editor, settings):
    editor.sample = True
    assert not second_factor.needed(editor)
    settings.PRODUCTION = True
    assert second_factor.needed(editor)


def test_signing_in_asks_for_the_code(editor, set_up):
    sign_in(first := Client(), editor)
    _, secret = set_up(first)
    later = Client()
    assert sign_in(later, editor).url == CODE
    assert later.get("/me/inbox/").status_code == 302
    assert later.post(CODE, {"code": code_of(secret, ahead=1)}).status_code == 302
    assert later.get("/admin/").status_code == 200


def test_an_activation_code_does_not_replace_it(client, editor, set_up):
    sign_in(first := Client(), editor)
    set_up(first)
    code = activation.issue(editor, by=person(Role.SYSTEM, sample=True))
    form = {
        "login": editor.username,
        "code": code,
        "password1": "柚子-and-rice-27",
        "password2": "柚子-and-rice-27",
    }
    assert client.post("/accounts/activate/", form).url == CODE
    assert client.get("/me/").status_code == 302


def test_a_session_from_before_it_was_set_up_is_asked(editor, set_up):
    sign_in(stranger := Client(), editor)
    sign_in(owner := Client(), editor)
    set_up(owner)
    assert stranger.get("/admin/").url == "/accounts/second-factor/again/"


def test_five_wrong_codes_lock_the_second_factor(client, editor, set_up):
    sign_in(first := Client(), editor)
    _, secret = set_up(first)
    sign_in(client, editor)
    for _ in range(5):
        assert "验证码不对" in str(client.post(CODE, {"code": "000000"}).context["form"].errors)
    refused = client.post(CODE, {"code": code_of(secret, ahead=1)})
    assert "15分钟" in str(refused.context["form"].errors)
    assert client.get("/me/").status_code == 302


def test_a_printed_code_serves_once(editor, set_up):
    sign_in(first := Client(), editor)
    set_up(first)
    printed = first.get("/accounts/second-factor/codes/").context["unused_codes"][0]
    for client, expected in [(Client(), 302), (Client(), 200)]:
        sign_in(client, editor)
        assert client.post(CODE, {"code": printed}).status_code == expected


def test_the_secret_is_not_readable_in_the_database(client, editor, set_up):
    sign_in(client, editor)
    _, secret = set_up(client)
    kept = Authenticator.objects.get(user=editor, type="totp").data["secret"]
    assert secret not in kept
    assert second_factor.Adapter().decrypt(kept) == secret


def test_who_must_have_one_cannot_remove_it(client, editor, set_up):
    sign_in(client, editor)
    set_up(client)
    client.post("/accounts/second-factor/remove/")
    assert second_factor.is_set_up(editor)


def test_security_lifts_it_for_a_lost_phone_and_the_owner_is_told(client, editor, set_up):
    sign_in(owner := Client(), editor)
    set_up(owner)
    guard = person(Role.SECURITY, sample=True)
    client.force_login(guard)
    chosen = {"action": "reset_second_factor", "_selected_action": [editor.pk, guard.pk]}
    client.post("/admin/accounts/user/", chosen)
    assert not Authenticator.objects.filter(user=editor).exists()
    assert Message.objects.filter(kind="accounts.second_factor_reset").get().recipient == editor
    assert AuditEvent.objects.filter(action="解除两步验证", actor=guard).count() == 1


def test_the_page_draws_its_code_without_another_address_or_style(client):
    client.force_login(UserFactory())
    page = client.get(SET_UP).content.decode()
    assert "<svg" in page
    assert "data:" not in page
    assert "style=" not in page
