"""Headers and cookies of every route: visitors get pages that may be kept, the signed-in private ones."""

import re

import pytest
from django.test import Client

from accounts.roles import Role
from tests.access import ACCESS, ANONYMOUS
from tests.factories import PASSWORD, UserFactory, person

pytestmark = pytest.mark.django_db
# These carry a form, and so a CSRF cookie; `display` is the one declared GET that sets a cookie.
FORMS = {
    "account_login",
    "accounts:activate",
    "classrooms:relay_confirm_code",
    "classrooms:relay_confirm_link",
    "display",
    "enrolment:enquiry_ask",
    "library:opened",
    "enrolment:enquiry_follow",
    "news:correction",
}
# A file that is everybody's is the same for the signed-in, and may run nothing at all.
FILES = {"library:recording_file", "library:version_file"}
PUBLIC = sorted(
    route
    for route, access in ACCESS.items()
    if access.expected(ANONYMOUS, "GET") == 200 and route not in FORMS | FILES
)
SIGNED_IN = sorted(
    route
    for route, access in ACCESS.items()
    if access.expected(Role.RESEARCHER, "GET") == 200 and route not in FILES
)


def get(client, route):
    return client.get(ACCESS[route].path(route))


@pytest.mark.parametrize("route", PUBLIC)
def test_visitors_get_no_cookie_and_pages_that_may_be_kept(client, route):
    response = get(client, route)
    assert not response.cookies
    assert "cookie" not in response.headers.get("Vary", "").lower()
    assert b"csrfmiddlewaretoken" not in response.content


@pytest.mark.parametrize("route", SIGNED_IN)
def test_the_signed_in_get_pages_that_are_kept_by_nobody(client, route):
    client.force_login(person(Role.RESEARCHER, password=PASSWORD))
    kept = get(client, route).headers.get("Cache-Control", "")
    assert "no-store" in kept
    assert "private" in kept


@pytest.mark.parametrize("route", sorted(FILES))
def test_a_public_file_sets_no_cookie_and_runs_nothing(client, route):
    response = get(client, route)
    assert not response.cookies
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("route", sorted(set(ACCESS) - FILES))
def test_every_answer_carries_the_content_policy(client, route):
    policy = get(client, route)["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "nonce" not in policy
    assert not re.search(r"https?:|\*|data:", policy)


def test_the_admin_alone_may_carry_a_nonce(rf, settings):
    from csp.middleware import CSPMiddleware
    from django.http import HttpResponse

    from accounts.middleware import AdminNonce

    def policy_at(app_name):
        request = rf.get("/")
        request.resolver_match = type("Match", (), {"app_name": app_name})

        def page(request):
            return HttpResponse(str(request.csp_nonce))

        response = CSPMiddleware(AdminNonce(page))(request)
        return response.content.decode(), response["Content-Security-Policy"]

    nonce, policy = policy_at("admin")
    assert f"script-src 'self' 'nonce-{nonce}'" in policy
    assert "nonce" not in policy_at("news")[1]


def test_every_answer_carries_the_other_headers(client):
    response = client.get("/")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_cookies_of_sign_in_are_closed_to_scripts_and_other_sites():
    UserFactory(username="zhang.wei", password=PASSWORD)
    client = Client()
    client.get("/accounts/login/")
    client.post("/accounts/login/", {"login": "zhang.wei", "password": PASSWORD})
    assert set(client.cookies) == {"sessionid", "csrftoken", "device"}
    for cookie in client.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def test_an_ended_session_leaves_public_pages_private_to_nobody(client):
    client.force_login(person(Role.TEACHER))
    client.post("/accounts/logout/")
    client.cookies.pop("sessionid", None)
    response = client.get("/about/")
    assert "cookie" not in response.headers.get("Vary", "").lower()


def test_a_database_that_is_away_when_the_session_is_read_is_503(client, monkeypatch):
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import OperationalError

    def away(self):
        raise OperationalError

    client.force_login(person(Role.TEACHER))
    client.raise_request_exception = False
    monkeypatch.setattr(SessionStore, "load", away)
    response = client.get("/me/inbox/")
    assert response.status_code == 503
    assert response["Retry-After"]
