"""Plans from a sheet: checked, imported, changed, shown to readers; another year's are not touched."""

import pytest

from accounts.roles import Role
from enrolment.models import EnrolmentPlan
from tests.factories import EnrolmentPlanFactory, SchoolFactory, SchoolYearFactory, person
from tests.sheet_kit import imported, upload, xlsx

pytestmark = pytest.mark.django_db
PLANS = ["学年", "学校", "班数", "招生人数", "截至日期", "来源", "公开"]


@pytest.fixture
def school(client):
    for start in (2025, 2026):
        SchoolYearFactory(start=start)
    client.force_login(person(Role.EDITOR))
    return SchoolFactory(name="百里小学")


def plan(year="2026", classes="2", places="90", shown="", source="通知"):
    return [year, "百里小学", classes, places, "2026-06-10", source, shown]


def test_a_plan_is_imported_hidden_and_shown_by_a_word(client, school):
    imported(client, "plans", PLANS, plan())
    row = EnrolmentPlan.objects.get()
    assert (row.school, row.classes, row.places, row.visible_from) == (school, 2, 90, None)
    run = imported(client, "plans", PLANS, plan(shown="是"))
    assert run.report["changes"][0]["differences"] == [["公开", "否", "是"]]
    assert EnrolmentPlan.objects.listed().get() == row


def test_a_second_import_changes_what_differs_and_no_other_year(client, school):
    old = EnrolmentPlanFactory(school=school, school_year=SchoolYearFactory(start=2025), places=80)
    imported(client, "plans", PLANS, plan())
    _, run = upload(client, "plans", xlsx(PLANS, plan()))
    assert (run.report["new"], run.report["changed"], run.report["same"]) == (0, 0, 1)
    imported(client, "plans", PLANS, plan(places="95"))
    old.refresh_from_db()
    assert (EnrolmentPlan.objects.get(school_year__start=2026).places, old.places) == (95, 80)


def test_faults_are_named_by_cell(client, school):
    rows = [plan(classes="0"), plan("2025", "90", "2"), plan("1999"), plan("2025", source="")]
    _, run = upload(client, "plans", xlsx(PLANS, *rows))
    assert {(one["line"], one["header"]) for one in run.report["problems"]} == {
        (2, "班数"),
        (3, "招生人数"),
        (4, "学年"),
        (5, "来源"),
    }


def test_undo_takes_the_plan_back_and_a_correspondent_imports_none(client, school):
    run = imported(client, "plans", PLANS, plan())
    client.post(f"/admin/accounts/importrun/{run.pk}/undo/")
    assert not EnrolmentPlan.objects.exists()
    client.force_login(person(Role.CORRESPONDENT, school.unit))
    assert client.get("/admin/accounts/importrun/new/plans/").status_code == 404
