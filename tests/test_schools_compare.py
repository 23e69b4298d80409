"""放在一起看: facts of two to four schools side by side, carried by the address, missing said plainly."""

from datetime import date

import pytest
from django.utils import timezone

from schools import calendar
from schools.models import School
from tests import factories as make

pytestmark = pytest.mark.django_db
URL = "/schools/compare/"


def compare(client, *schools, **more):
    slugs = [getattr(school, "slug", school) for school in schools]
    return client.get(URL, {"s": slugs, **more})


def rows(response):
    return {row.name: row.values for row in response.context["rows"]}


@pytest.mark.parametrize("count", [2, 4])
def test_page_costs_a_constant_number_of_queries(client, count, django_assert_num_queries):
    schools = make.SchoolFactory.create_batch(count, township=make.TownshipFactory())
    for school in schools:
        make.FigureFactory.create_batch(3, school=school)
        make.ProgrammeFactory(school=school)
        make.MembershipFactory(school=school)
    with django_assert_num_queries(6):
        assert compare(client, *schools).status_code == 200


def test_facts_stand_side_by_side_in_the_order_of_the_address(client):
    near = make.SchoolFactory(name="近处小学", boarding=False, fees="午餐6元")
    far = make.SchoolFactory(name="远处小学", boarding=True)
    response = compare(client, far, near)
    assert [column.school for column in response.context["columns"]] == [far, near]
    assert rows(response)["寄宿"] == ["有", "没有"]
    assert rows(response)["收费"] == ["", "午餐6元"]
    assert "尚未填报" in response.text
    assert "义务教育免试就近入学，以下为信息公开内容，不作为择校依据" in response.text


def test_only_what_differs(client):
    schools = [make.SchoolFactory(canteen=True, boarding=value) for value in (True, False)]
    assert {"食堂", "寄宿"} <= set(rows(compare(client, *schools)))
    response = compare(client, *schools, different="1")
    assert "寄宿" in rows(response)
    assert "食堂" not in rows(response)
    assert "项相同，没有列出" in response.text


def test_what_nobody_reported_is_gathered(client):
    response = compare(client, *make.SchoolFactory.create_batch(2))
    assert "校车" in response.context["unreported"]
    assert "校车" not in rows(response)


def test_newest_figure_counts_and_kindergartens_keep_their_words(client):
    school = make.SchoolFactory()
    garden = make.SchoolFactory(stage=School.Stage.PRESCHOOL)
    for year, value in [(2025, 200), (2026, 213), (2024, 190)]:
        make.FigureFactory(school=school, kind="在校学生", value=value, unit="人", as_of=date(year, 9, 1))
    make.FigureFactory(school=garden, kind="在园幼儿", value=90, unit="人")
    assert rows(compare(client, school, garden))["在校学生／在园幼儿"] == ["213人", "90人"]


def test_closed_school_is_explained_and_its_successor_offered(client):
    kept, heir = make.SchoolFactory(), make.SchoolFactory(name="新建小学", short_name="新小")
    closed = make.SchoolFactory(name="老村小", status=School.Status.CLOSED, successor=heir)
    response = compare(client, kept, closed)
    assert "老村小已停办，现由新建小学接续办学" in response.text
    assert response.context["closed"][0].instead == f"{URL}?s={kept.slug}&s={heir.slug}"


def test_withdrawn_and_unknown_schools_are_said_without_their_names(client):
    hidden = make.SchoolFactory(name="未公开小学", visible_from=None)
    response = compare(client, *make.SchoolFactory.create_batch(2), hidden, "nowhere", "x\0")
    assert "有 3 所学校现在没有公开的页面" in response.text
    assert "未公开小学" not in response.text
    assert len(response.context["columns"]) == 2


def test_a_fifth_is_refused_kindly(client):
    schools = make.SchoolFactory.create_batch(5)
    response = compare(client, *schools, schools[0])
    assert [column.school for column in response.context["columns"]] == schools[:4]
    assert f"要看{schools[4].short_name}，请先移走一所" in response.text


def test_one_school_says_what_to_do_and_a_name_adds_another(client):
    here, there = make.SchoolFactory(), make.SchoolFactory(name="虎城小学")
    assert "再放一所就能对照" in compare(client, here).text
    response = compare(client, here, q="虎城")
    assert response.context["offers"] == [(there, f"{URL}?s={here.slug}&s={there.slug}")]
    assert "没有找到“月球”" in compare(client, here, q="月球").text


def test_without_schools_the_way_is_shown(client):
    assert "选两到四所学校" in client.get(URL).text


def test_page_and_links_can_be_turned_off(client, settings):
    school = make.SchoolFactory()
    for path in ("/schools/", school.get_absolute_url()):
        assert "放在一起看" in client.get(path).text
    settings.COMPARE = False
    assert client.get(URL).status_code == 404
    for path in ("/schools/", school.get_absolute_url()):
        assert "放在一起看" not in client.get(path).text


def test_catchment_and_plan_stand_side_by_side(client):
    year = make.SchoolYearFactory(start=calendar.year_of(timezone.localdate()))
    one, other = make.SchoolFactory(slug="one"), make.SchoolFactory(slug="other")
    area = make.CatchmentFactory(school=one, school_year=year)
    for number in range(8):
        make.CatchmentEntryFactory(name=f"示例村{number}", catchment=area, order=number)
    make.EnrolmentPlanFactory(school=one, school_year=year, classes=2, places=90)
    make.EnrolmentPlanFactory(school=other, school_year=make.SchoolYearFactory(start=year.start - 1))
    rows = {row.name: row.values for row in client.get("/schools/compare/?s=one&s=other").context["rows"]}
    assert rows["招生片区"][0].endswith("示例村5等8处")
    assert rows["招生计划"] == [f"{year}：2个班，90人", ""]
