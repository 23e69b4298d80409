"""The curriculum standard: which version is in force when, new versions, sheets."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.roles import Role
from schools import standard
from schools.models import CurriculumStandard, StandardVersion
from tests import factories as make
from tests.sheet_kit import imported, upload, xlsx

pytestmark = pytest.mark.django_db
HEADERS = ("学年", "年级", "学科", "每周课时")
CHANGELIST = "admin:schools_standardversion_changelist"


@pytest.fixture
def version():
    return make.CurriculumStandardFactory().version


def test_the_newest_adopted_version_is_in_force_from_its_day(version):
    draft = standard.copy(version)
    year = version.school_year
    assert StandardVersion.objects.in_force(year, date(2026, 8, 31)) is None
    assert StandardVersion.objects.in_force(year, date(2026, 10, 1)) == version
    standard.adopt(draft, on=date(2026, 11, 1))
    assert StandardVersion.objects.in_force(year, date(2026, 10, 31)) == version
    assert StandardVersion.objects.in_force(year, date(2026, 11, 1)) == draft


def test_copy_holds_the_same_rows_and_counts_for_nothing(version):
    draft = standard.copy(version)
    assert (draft.number, draft.adopted_on) == (2, None)
    assert draft.standards.get().periods_per_week == 2


def test_an_empty_or_adopted_version_is_not_adopted(version):
    with pytest.raises(ValidationError, match="还没有任何学科课时"):
        standard.adopt(make.StandardVersionFactory(number=2, adopted_on=None))
    with pytest.raises(ValidationError, match="已经启用"):
        standard.adopt(version)


def test_researchers_copy_and_adopt_in_the_admin_and_change_only_drafts(client, version):
    client.force_login(make.person(Role.RESEARCHER))
    act = {"_selected_action": version.pk, "action": "copy"}
    assert "已建草稿" in client.post(reverse(CHANGELIST), act, follow=True).text
    draft = StandardVersion.objects.get(number=2)
    fixed = client.get(reverse("admin:schools_standardversion_change", args=[version.pk]))
    assert 'name="source"' not in fixed.text
    assert (
        'name="source"' in client.get(reverse("admin:schools_standardversion_change", args=[draft.pk])).text
    )
    act = {"_selected_action": draft.pk, "action": "adopt"}
    assert "已启用" in client.post(reverse(CHANGELIST), act, follow=True).text
    draft.refresh_from_db()
    assert draft.adopted_on


def test_sheet_fills_a_draft_and_leaves_the_version_in_force(client, version):
    client.force_login(make.person(Role.SYSTEM))
    imported(client, "standards", HEADERS, ("2026", 3, "音乐", 2.5), ("2026-2027学年", 4, "音乐", 1))
    draft = StandardVersion.objects.get(number=2)
    assert draft.adopted_on is None
    assert list(draft.standards.order_by("grade").values_list("periods_per_week", flat=True)) == [
        Decimal("2.5"),
        Decimal(1),
    ]
    imported(client, "standards", HEADERS, ("2026", 3, "音乐", 3))
    assert CurriculumStandard.objects.filter(version=draft, grade=3).get().periods_per_week == 3
    assert version.standards.get().periods_per_week == 2


def test_sheet_refuses_a_third_of_a_period(client):
    make.SchoolYearFactory(), make.SubjectFactory()
    client.force_login(make.person(Role.SYSTEM))
    _, run = upload(client, "standards", xlsx(HEADERS, ("2026", 3, "音乐", 0.3)))
    assert run.report["problems"][0]["message"] == "请填整节或半节，如 2 或 0.5。"
