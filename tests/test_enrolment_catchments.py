"""From a village to its schools: this year's answers only, several where several are right."""

from datetime import date

import pytest
from django.utils import timezone

from enrolment import front
from enrolment.lookup import answer
from enrolment.of_school import areas_of
from schools import calendar
from schools.models import School
from tests.factories import (
    CatchmentEntryFactory,
    CatchmentFactory,
    PriorityRuleFactory,
    SchoolFactory,
    SchoolYearFactory,
)

pytestmark = pytest.mark.django_db
URL = "/enrolment/catchments/"


@pytest.fixture
def year():
    return SchoolYearFactory(start=calendar.year_of(timezone.localdate()))


def entry(year, name="百里村", **fields):
    return CatchmentEntryFactory(catchment__school_year=year, name=name, **fields)


def schools_of(found):
    return [row.catchment.school.name for place in found.places for row in place.entries]


@pytest.mark.parametrize(
    ("day", "start"), [((2026, 8, 31), 2025), ((2026, 9, 1), 2026), ((2027, 6, 1), 2026)]
)
def test_school_year_begins_in_september(day, start):
    assert calendar.year_of(date(*day)) == start


@pytest.mark.parametrize(
    "asked", ["百里村", "百里", "老百里", "bailicun", "blc", " 百里 村 ", "示例镇百里村3组12号"]
)
def test_place_is_found_by_any_of_its_names(year, asked):
    entry(year, aliases=["老百里"])
    entry(year, name="千里村")
    assert [place.name for place in answer(asked).places] == ["百里村"]


def test_one_place_may_have_several_schools(year):
    entry(year, catchment__school__name="百里初中", catchment__school__stage=School.Stage.JUNIOR)
    entry(year, catchment__school__name="百里小学")
    entry(year, name="百里村二社", catchment__school__name="别的小学")
    found = answer("百里村")
    assert [place.name for place in found.places] == ["百里村", "百里村二社"]
    assert schools_of(found)[:2] == ["百里小学", "百里初中"]


def test_past_year_never_answers_and_the_coming_one_does(year):
    entry(SchoolYearFactory(start=year.start - 1), catchment__school__name="去年的小学")
    assert answer("百里村").year is None
    entry(SchoolYearFactory(start=year.start + 1), catchment__school__name="明年的小学")
    assert schools_of(answer("百里村")) == ["明年的小学"]


@pytest.mark.parametrize(
    "hidden",
    [
        {"catchment__visible_from": None},
        {"catchment__school__visible_from": None},
        {"catchment__school__status": School.Status.CLOSED},
    ],
)
def test_what_is_not_published_does_not_answer(year, hidden):
    CatchmentFactory(school_year=year)
    entry(year, **hidden)
    assert answer("百里村").places == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("", "输入家里的村名、小区或道路"),
        ("百", "请至少输入两个字"),
        ("没有的村", "没有找到这个地址"),
        ("a\0b", "没有找到这个地址"),
        ("%%%", "没有找到这个地址"),
        ("百" * 500, "没有找到这个地址"),
    ],
)
def test_page_says_what_to_do_next(client, year, asked, said):
    entry(year)
    response = client.get(URL, {"q": asked})
    assert response.status_code == 200
    assert said in response.text
    assert "以区教委当年通知为准" in response.text


def test_page_says_when_nothing_is_published(client):
    assert "本学年的招生片区还没有公布" in client.get(URL, {"q": "百里村"}).text


@pytest.mark.parametrize("count", [1, 30])
def test_answer_costs_a_constant_number_of_queries(client, year, count, django_assert_num_queries):
    for _ in range(count):
        entry(year)
    with django_assert_num_queries(5):
        response = client.get(URL, {"q": "百里村"})
    assert len(response.context["answer"].places[0].entries) == count


def test_school_page_shows_its_area(client, year):
    row = entry(year, note="1—3组")
    text = client.get(row.catchment.school.get_absolute_url()).text
    assert "招生片区" in text
    assert "百里村（1—3组）" in text


def test_areas_of_many_schools_take_one_query(year, django_assert_num_queries):
    rows = [entry(year) for _ in range(5)]
    entry(SchoolYearFactory(start=year.start - 1), catchment__school=rows[0].catchment.school, name="旧村")
    schools = [row.catchment.school for row in rows]
    with django_assert_num_queries(1):
        found = areas_of(schools, None)
    assert [found[school.pk].kinds for school in schools] == [{"村社": ["百里村"]}] * 5


def test_front_page_names_the_year_once_it_is_published(year):
    assert front.box().year == ""
    entry(year)
    assert front.box().year == str(year)


def test_index_shows_the_newest_order_of_admission_with_its_year(client, year):
    PriorityRuleFactory(school_year=SchoolYearFactory(start=2023), name="旧次序")
    PriorityRuleFactory(school_year=SchoolYearFactory(start=2024), order=2, name="户籍对口")
    PriorityRuleFactory(school_year=SchoolYearFactory(start=2024), order=1, name="三对口")
    response = client.get("/enrolment/")
    assert [rule.name for rule in response.context["rules"]] == ["三对口", "户籍对口"]
    assert "这是2024—2025学年的次序" in response.text


def test_aliases_must_be_words():
    row = CatchmentEntryFactory.build(catchment=CatchmentFactory(), aliases=[""])
    with pytest.raises(Exception, match="请每行写一个"):
        row.full_clean()


def test_catchment_of_a_vocational_school_may_be_absent(client):
    school = SchoolFactory(stage=School.Stage.VOCATIONAL)
    assert "招生片区" not in client.get(school.get_absolute_url()).text
