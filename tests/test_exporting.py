"""Every list of the admin goes out as its viewer sees it."""

import pytest

from accounts import sheets
from accounts.models import AuditEvent
from accounts.roles import Role
from tests.factories import FigureFactory, SchoolFactory, UserFactory, person

pytestmark = pytest.mark.django_db


def exported(client, address, form="xlsx"):
    response = client.post(address, {"form": form})
    assert response["Content-Disposition"].startswith("attachment")
    return sheets.read(f"表.{form}", response.content)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_only_rows_in_sight_go_out_and_the_trail_knows(client, form):
    own = FigureFactory(kind="在校学生").school
    FigureFactory(kind="别家的数")
    user = person(Role.CORRESPONDENT, own.unit)
    client.force_login(user)
    sheet = exported(client, "/admin/schools/figure/export/", form)
    assert [row[:2] for row in sheet.rows] == [["在校学生", "10人"]]
    assert AuditEvent.objects.get(action="exported").actor == user


def test_the_lists_own_filters_hold(client):
    SchoolFactory(name="甲小学", stage="primary")
    SchoolFactory(name="乙初中", stage="junior")
    client.force_login(person(Role.EDITOR))
    sheet = exported(client, "/admin/schools/school/export/?stage__exact=junior")
    assert [row[0] for row in sheet.rows] == ["乙初中"]


def test_a_formula_leaves_as_text(client):
    FigureFactory(kind="=HYPERLINK(1)")
    client.force_login(person(Role.EDITOR))
    response = client.post("/admin/schools/figure/export/", {"form": "csv"})
    assert "'=HYPERLINK(1)" in response.content.decode("utf-8-sig")


def test_phone_numbers_stay_masked(client):
    user = UserFactory()
    user.phone = "13812345678"
    user.save()
    client.force_login(person(Role.SYSTEM))
    text = str(exported(client, "/admin/accounts/user/export/").rows)
    assert "138****5678" in text
    assert "13812345678" not in text


def test_a_list_out_of_sight_does_not_go_out(client):
    client.force_login(person(Role.AFFAIRS, SchoolFactory().unit))
    assert client.post("/admin/accounts/user/export/").status_code == 403
