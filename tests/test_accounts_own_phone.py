"""The phone that stays signed in: 30 days, for the marked pages only, with the teacher's rights alone."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts import message_views, own_phone
from accounts.models import StaffRole, TrustedPhone
from accounts.roles import Role
from tests.factories import PASSWORD, SessionFactory, TeacherFactory, person

pytestmark = pytest.mark.django_db
LOGIN, MARKED = "/accounts/login/", "/me/inbox/"


@pytest.fixture
def teacher():
    user = person(Role.TEACHER, username="zhang.wei")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture(autouse=True)
def marked_page(monkeypatch):
    """The inbox stands for a page that a phone may open."""
    monkeypatch.setattr(message_views.inbox_list, "phone_may", True, raising=False)


def sign_in(user, **ticked):
    client = Client()
    client.post(LOGIN, {"login": user.username, "password": PASSWORD, **ticked})
    return client


def without_session(client):
    """The same phone after its session has ended."""
    later = Client()
    later.cookies[own_phone.COOKIE] = client.cookies[own_phone.COOKIE].value
    return later


@pytest.fixture
def phone(teacher):
    return without_session(sign_in(teacher, own_phone="on"))


def test_only_a_ticked_box_is_remembered(teacher):
    assert own_phone.COOKIE not in sign_in(teacher).cookies
    cookie = sign_in(teacher, own_phone="on").cookies[own_phone.COOKIE]
    assert cookie["httponly"]
    assert cookie["max-age"] == 30 * 24 * 3600
    assert cookie.value not in str(list(TrustedPhone.objects.values_list("digest")))


def test_the_phone_opens_marked_pages_without_the_password(phone):
    assert phone.get(MARKED).status_code == 200


def test_the_way_through_the_sign_in_page_is_shortened(phone):
    assert phone.get(f"{LOGIN}?next={MARKED}").url == MARKED


@pytest.mark.parametrize(
    "target", ["/me/", "//evil.example/me/inbox/", "https://evil.example/", "/none/", ""]
)
def test_no_other_target_is_opened(phone, target):
    assert phone.get(LOGIN, {"next": target}).status_code == 200
    assert "_auth_user_id" not in phone.session


def test_everything_else_asks_for_the_password(phone):
    phone.get(MARKED)
    assert phone.get("/me/").url == f"{LOGIN}?next=/me/"
    assert phone.get("/accounts/security/").status_code == 302
    assert phone.get(MARKED).status_code == 200


def test_in_a_limited_session_other_roles_sleep(phone, teacher, monkeypatch):
    StaffRole.objects.create(user=teacher, unit=teacher.staff_roles.get().unit, role=Role.HEAD)
    seen = []

    def look(request):
        seen.append((request.user.is_staff, request.user.has_perm("schools.view_school")))
        return HttpResponse()

    from accounts import urls

    pattern = next(one for one in urls.urlpatterns if one.name == "inbox")
    monkeypatch.setattr(pattern, "callback", own_phone.phone_may(look))
    phone.get(MARKED)
    assert seen == [(False, False)]
    assert phone.get("/admin/").status_code == 302


def test_it_ends_after_thirty_days(phone):
    TrustedPhone.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert phone.get(MARKED).status_code == 302


@pytest.mark.parametrize("way", ["password", "forget", "sign out", "switched off"])
def test_it_ends_at_once_where_it_should(teacher, phone, way):
    whole = sign_in(teacher, own_phone="on")
    if way == "password":
        new = {"oldpassword": PASSWORD, "password1": "柚子-and-rice-27", "password2": "柚子-and-rice-27"}
        whole.post("/accounts/password/change/", new)
    elif way == "forget":
        whole.post("/accounts/security/forget-phones/")
    elif way == "switched off":
        teacher.is_active = False
        teacher.save()
    else:
        phone = without_session(whole)
        whole.post("/accounts/logout/")
    assert phone.get(MARKED).status_code == 302


def test_a_forged_token_opens_nothing(teacher):
    client = Client()
    client.cookies[own_phone.COOKIE] = "x" * 43
    assert client.get(MARKED).status_code == 302


def test_three_phones_are_kept_the_longest_unused_goes(teacher):
    for _ in range(4):
        sign_in(teacher, own_phone="on")
    assert TrustedPhone.objects.filter(user=teacher).count() == own_phone.MOST


def test_the_phone_registers_for_a_session(teacher, phone):
    mine = TeacherFactory(user=teacher)
    session = SessionFactory()
    assert phone.get(LOGIN, {"next": session.get_absolute_url()}).url == session.get_absolute_url()
    phone.post(f"{session.get_absolute_url()}register/")
    assert session.registrations.get().teacher == mine
