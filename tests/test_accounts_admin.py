"""Accounts in the admin: slips, roles, locks and the trail, each for its own administrator."""

import pytest
from django.test import Client

from accounts import activation, throttle
from accounts.models import ActivationCode, AuditEvent, SignInLock, StaffRole, User
from accounts.roles import Role
from tests.factories import SchoolFactory, StaffRoleFactory, UnitFactory, UserFactory, district, person
from tests.sheet_kit import carry_out, upload, xlsx

pytestmark = pytest.mark.django_db
USERS = "/admin/accounts/user/"
ROLES = "/admin/accounts/staffrole/"


@pytest.fixture
def school():
    return SchoolFactory(name="自家小学")


@pytest.fixture
def teacher(school):
    return person(Role.TEACHER, school.unit, username="zhang.wei", name="张伟")


def as_role(client, role, unit=None):
    user = person(role, unit)
    client.force_login(user)
    return user


def issue(client, *users):
    return client.post(USERS, {"action": "issue_codes", "_selected_action": [user.pk for user in users]})


def test_a_correspondent_prints_slips_for_colleagues(client, school, teacher):
    as_role(client, Role.CORRESPONDENT, school.unit)
    response = issue(client, teacher)
    (slip,) = response.context["slips"]
    assert (slip.name, slip.unit, slip.username) == ("张伟", "自家小学", "zhang.wei")
    assert activation.fits(teacher, slip.code)
    assert "no-store" in response["Cache-Control"]
    assert AuditEvent.objects.filter(action="code_issued", key=str(teacher.pk)).exists()


@pytest.mark.parametrize("role", [Role.HEAD, Role.EDITOR, Role.SECURITY])
def test_a_correspondent_resets_nobody_above(client, school, teacher, role):
    StaffRoleFactory(user=teacher, role=role, unit=school.unit if role == Role.HEAD else district())
    as_role(client, Role.CORRESPONDENT, school.unit)
    issue(client, teacher)
    assert not ActivationCode.objects.exists()


def test_a_correspondent_resets_nobody_who_works_elsewhere_too(client, school, teacher):
    StaffRoleFactory(user=teacher, role=Role.TEACHER, unit=UnitFactory())
    as_role(client, Role.CORRESPONDENT, school.unit)
    issue(client, teacher)
    assert not ActivationCode.objects.exists()


def test_a_correspondent_reaches_no_other_school(client, school):
    stranger = person(Role.TEACHER, UnitFactory())
    as_role(client, Role.CORRESPONDENT, school.unit)
    issue(client, stranger)
    assert not ActivationCode.objects.exists()
    assert client.get(f"{USERS}{stranger.pk}/change/").status_code == 404


def test_the_system_administrator_cannot_become_a_watcher(client):
    watchers = [person(Role.SECURITY), person(Role.AUDIT)]
    as_role(client, Role.SYSTEM)
    issue(client, *watchers)
    assert not ActivationCode.objects.exists()
    for user in watchers:
        fields = {"username": user.username, "name": user.name, "phone": "", "email": ""}
        client.post(f"{USERS}{user.pk}/change/", fields)
        user.refresh_from_db()
        assert user.is_active


def test_nobody_issues_a_code_to_themself(client):
    me = as_role(client, Role.SYSTEM)
    issue(client, me)
    assert not ActivationCode.objects.exists()


def test_the_system_administrator_makes_an_account_without_rights(client, school):
    as_role(client, Role.SYSTEM)
    fields = {"username": "Li.Si", "name": "李四", "unit": school.unit_id, "phone": "13812345678"}
    client.post(
        f"{USERS}add/", fields | {"email": "", "is_active": "on", "is_superuser": "on", "role": "system"}
    )
    made = User.objects.get(username="li.si")
    assert [row.role for row in made.staff_roles.all()] == [Role.TEACHER]
    assert (made.phone, made.is_staff, made.has_usable_password()) == ("13812345678", False, False)


def test_a_phone_number_is_never_shown_whole(client, school, teacher):
    teacher.phone = "13812345678"
    teacher.save()
    for role in (Role.CORRESPONDENT, Role.SYSTEM):
        as_role(client, role, school.unit if role == Role.CORRESPONDENT else None)
        for page in (USERS, f"{USERS}{teacher.pk}/change/", f"{USERS}?q=13812345678"):
            text = client.get(page).content.decode()
            for asked in ("q=13812345678", "q%3D13812345678", 'value="13812345678"'):
                text = text.replace(asked, "")
            assert "13812345678" not in text
            assert "138****5678" in text


def test_part_of_a_phone_number_finds_nobody(client, school, teacher):
    teacher.phone = "13812345678"
    teacher.save()
    as_role(client, Role.SYSTEM)
    assert "zhang.wei" in client.get(f"{USERS}?q=13812345678").content.decode()
    assert "zhang.wei" not in client.get(f"{USERS}?q=1381234567").content.decode()


def test_a_correspondent_sees_roles_at_the_own_school_only(client, school, teacher):
    StaffRoleFactory(user=teacher, role=Role.TEACHER, unit=UnitFactory(name="别处小学"))
    as_role(client, Role.CORRESPONDENT, school.unit)
    page = client.get(USERS).content.decode()
    assert "自家小学 教师" in page
    assert "别处小学" not in page


def grant(client, user, unit, role):
    return client.post(f"{ROLES}add/", {"user": user.pk, "unit": unit.pk, "role": role})


def test_the_security_administrator_grants_and_takes_roles(client, school, teacher):
    as_role(client, Role.SECURITY)
    grant(client, teacher, school.unit, Role.CORRESPONDENT)
    held = StaffRole.objects.get(user=teacher, role=Role.CORRESPONDENT)
    client.post(f"{ROLES}{held.pk}/delete/", {"post": "yes"})
    assert not StaffRole.objects.filter(pk=held.pk).exists()
    assert list(AuditEvent.objects.filter(label="角色").order_by("pk").values_list("action", flat=True)) == [
        "added",
        "deleted",
    ]


def test_nobody_grants_a_role_to_themself(client, school):
    me = as_role(client, Role.SECURITY)
    grant(client, me, school.unit, Role.HEAD)
    assert me.staff_roles.count() == 1


def test_nobody_holds_two_of_the_three_administrators(client):
    system = person(Role.SYSTEM)
    as_role(client, Role.SECURITY)
    grant(client, system, district(), Role.AUDIT)
    assert system.staff_roles.count() == 1


def test_a_school_role_is_not_held_at_the_district(client, teacher):
    as_role(client, Role.SECURITY)
    grant(client, teacher, district(), Role.CORRESPONDENT)
    assert teacher.staff_roles.count() == 1


def test_a_sheet_grants_no_role_at_the_wrong_kind_of_unit(client, teacher):
    as_role(client, Role.SECURITY)
    headers, row = ["账号", "单位", "角色"], [teacher.username, district().name, "学校信息员"]
    _, run = upload(client, "roles", xlsx(headers, row))
    carry_out(client, run)
    assert teacher.staff_roles.count() == 1


def test_roles_are_granted_by_the_security_administrator_alone(client, school, teacher):
    for role in set(Role) - {Role.SECURITY}:
        as_role(client, role, None if role in {Role.SYSTEM, Role.AUDIT, Role.EDITOR} else school.unit)
        assert grant(client, teacher, school.unit, Role.HEAD).status_code in (302, 403)
    assert teacher.staff_roles.count() == 1


def test_the_security_administrator_lifts_a_lock(client, teacher):
    for _ in range(5):
        throttle.Attempt(name="zhang.wei", user=teacher, address="192.0.2.1")
    as_role(client, Role.SECURITY)
    assert "1" in client.get("/admin/").content.decode()
    client.post(USERS, {"action": "unlock", "_selected_action": [teacher.pk]})
    assert not SignInLock.objects.filter(user=teacher).exists()
    assert AuditEvent.objects.filter(action="unlocked", key=str(teacher.pk)).exists()


def test_the_trail_is_read_by_the_audit_administrator_and_changed_by_nobody(client):
    event = AuditEvent.objects.create(action="changed", text="一次改动", change={"name": ["旧", "新"]})
    page = f"/admin/accounts/auditevent/{event.pk}"
    for role in (Role.SYSTEM, Role.SECURITY, Role.EDITOR):
        as_role(client, role)
        assert client.get(f"{page}/change/").status_code == 404
    as_role(client, Role.AUDIT)
    assert "旧" in client.get(f"{page}/change/").content.decode()
    assert client.post(f"{page}/change/", {"text": "改了"}).status_code == 403
    assert client.post(f"{page}/delete/", {"post": "yes"}).status_code == 403
    event.refresh_from_db()
    assert event.text == "一次改动"


def test_the_export_of_the_trail_is_neutral_and_leaves_a_row(client):
    event = AuditEvent.objects.create(action="changed", text='=HYPERLINK("http://evil.example")')
    me = as_role(client, Role.AUDIT)
    response = client.post(
        "/admin/accounts/auditevent/", {"action": "export", "_selected_action": [event.pk]}
    )
    assert response["Content-Type"].startswith("text/csv")
    assert ",\"'=HYPERLINK" in response.content.decode()
    assert AuditEvent.objects.filter(action="exported", actor=me).exists()


def test_the_admin_sends_strangers_to_sign_in_and_teachers_to_their_desk(client):
    user = UserFactory()
    client.force_login(user)
    assert Client().get("/admin/", follow=True).redirect_chain[-1][0] == "/accounts/login/?next=/admin/"
    assert client.get("/admin/").url == "/admin/login/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/").url == "/me/"


@pytest.mark.both
@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "action=%00",
        "action__exact=a%00b",
        "at__year=99999",
        "at__year=2026&at__month=13&at__day=32",
        "p=-1",
        "p=999999999999999999999",
        "o=99.-99.x",
        "e=1",
        "_facets=x",
        "_to_field=x",
        "id__exact=99999999999999999999999",
        "%F0%9F%99%82=%F0%9F%99%82",
    ],
)
def test_odd_questions_to_a_list_never_break_it(client, query):
    as_role(client, Role.AUDIT)
    assert client.get(f"/admin/accounts/auditevent/?{query}").status_code in (200, 302, 400)


@pytest.mark.both
def test_odd_keys_of_a_row_find_nothing(client):
    as_role(client, Role.AUDIT)
    for key in ("%00", "0", "-1", "9" * 30, "1%27", "_5F", "%F0%9F%99%82"):
        assert client.get(f"/admin/accounts/auditevent/{key}/change/").status_code == 404
