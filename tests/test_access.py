"""Walks the whole URLconf: every route is declared in tests/access.py and answers each role as declared."""

from contextlib import contextmanager, nullcontext
from itertools import product

import pytest
from django.conf import settings
from django.contrib import admin
from django.db import transaction
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from accounts.models import Unit
from accounts.rights import may
from accounts.roles import STAFF, Role
from tests.access import ACCESS, ANONYMOUS, SIGN_IN, WHO
from tests.factories import PASSWORD, UnitFactory, district, person

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST")
# Answered before or after the role is asked for, but for every role alike: a few stand for all.
OTHER_METHODS = ("HEAD", "PUT", "DELETE")
A_FEW = (ANONYMOUS, Role.TEACHER, Role.PUBLISHER)
UNIT_KINDS = {
    Role.GROUP: Unit.Kind.GROUP,
    **dict.fromkeys((Role.TEACHER, Role.CORRESPONDENT, Role.AFFAIRS, Role.HEAD), Unit.Kind.SCHOOL),
}
# Pages that every model's admin has; the catch-all answers 404 behind the sign-in.
MODEL_PAGES = ("changelist", "add", "change", "delete", "history", "export")
ADMIN_WIDE = {"admin:autocomplete", "admin:app_list", "admin:None", "admin:view_on_site"}


def routes(resolver=None, prefix=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"
        else:
            yield from routes(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)


def is_of_a_model(route):
    return any(
        route == f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
        for model in admin.site._registry
        for page in MODEL_PAGES
    )


def user_of(role):
    if role == ANONYMOUS:
        return None
    kind = UNIT_KINDS.get(role)
    return person(role, UnitFactory(kind=kind) if kind else district(), password=PASSWORD)


def session_of(user):
    """The cookie of a session of this user; None for nobody."""
    if user is None:
        return None
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    """{who: (user, session)}, made once for the whole walk."""
    with django_db_blocker.unblock(), transaction.atomic():
        users = {who: user_of(who) for who in WHO}
        yield {who: (user, session_of(user)) for who, user in users.items()}
        transaction.set_rollback(True)


def answer(session, method, path):
    """The status, or SIGN_IN; whatever the request changed, a sign-out too, is undone."""
    client = Client(raise_request_exception=False)
    if session is not None:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    with transaction.atomic():
        response = client.generic(method, path)
        transaction.set_rollback(True)
    to_sign_in = response.status_code == 302 and response.url.startswith(
        ("/accounts/login/", "/admin/login/")
    )
    return SIGN_IN if to_sign_in else response.status_code


@contextmanager
def not_drawn():
    """Nine roles of ten get the same page: drawing it once is enough to see that it can be drawn."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TemplateResponse, "rendered_content", "")
        yield


def test_every_route_is_declared():
    declared = set(ACCESS) | ADMIN_WIDE
    undeclared = {route for route in routes() if route not in declared and not is_of_a_model(route)}
    assert not undeclared, "add a line to tests/access.py"


def test_every_line_names_a_route():
    assert set(ACCESS) <= set(routes())


@pytest.mark.parametrize("route", sorted(ACCESS))
def test_each_role_gets_the_declared_answer(route, people):
    access = ACCESS[route]
    path = access.path(route)
    asked = [*product(WHO, METHODS), *product(A_FEW, OTHER_METHODS)]
    declared = {(who, method): access.expected(who, method) for who, method in asked}
    given = {(who, method): answer(people[who][1], method, path) for who, method in declared}
    assert {key: given[key] for key in given if given[key] != declared[key]} == {}


def page_of(model, page):
    args = ["0"] if page in ("change", "delete", "history") else []
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def declared_of(model, who, user, page, method):
    """What the role table says of a model's admin page; an absent or foreign row is 404 to all staff."""
    if who not in STAFF:
        return SIGN_IN
    if page == "export" and method == "GET":
        return 405
    if page in ("change", "delete", "history"):
        return 404
    model_admin = admin.site._registry[model]
    verb = "view" if page in ("changelist", "export") else "add"
    if verb == "add" and getattr(model_admin, "never_added", False):
        return 403
    return 200 if may(user, verb, model._meta.label_lower) else 403


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_each_role_gets_the_admin_pages_of_its_grants(model, people):
    wrong, drawn = {}, set()
    for who, (user, session) in people.items():
        for page in MODEL_PAGES:
            for method in ("GET",) if page in ("changelist", "history") else ("GET", "POST"):
                with nullcontext() if (page, method) not in drawn else not_drawn():
                    given = answer(session, method, page_of(model, page))
                if given == 200:
                    drawn.add((page, method))
                if given != declared_of(model, who, user, page, method):
                    wrong[who, page, method] = given
    assert wrong == {}


def test_the_admin_finds_nothing_elsewhere():
    editor = session_of(person(Role.EDITOR))
    for path in ("/admin/nothing/", "/admin/r/1/1/", "/admin/autocomplete/"):
        assert answer(None, "GET", path) == SIGN_IN
        assert answer(editor, "GET", path) in (403, 404)
