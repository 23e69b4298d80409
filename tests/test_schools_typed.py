"""What is typed into the finder: conditions become filters, names stay names, misspelt ones are meant."""

import pytest

from schools.models import School
from schools.typed import understood
from tests.factories import MembershipFactory, ProgrammeFactory, SchoolFactory, TownshipFactory

pytestmark = pytest.mark.django_db
URL = "/schools/"


@pytest.fixture
def here():
    return TownshipFactory(name="虎城镇")


@pytest.fixture
def school(here):
    found = SchoolFactory(
        name="虎城初级中学",
        short_name="虎城初中",
        stage=School.Stage.JUNIOR,
        township=here,
        boarding=True,
        kind="public",
    )
    ProgrammeFactory(school=found, tag="足球")
    return found


@pytest.mark.parametrize("asked", ["虎城镇 寄宿 初中 足球", "足球　住校 虎城镇 初中", "寄宿初中 虎城镇足球"])
def test_conditions_become_filters_in_the_address(client, school, here, asked):
    SchoolFactory(stage=School.Stage.JUNIOR, boarding=True)
    response = client.get(URL, {"q": asked}, follow=True)
    assert [card.school for card in response.context["cards"]] == [school]
    query = response.request["QUERY_STRING"]
    for part in (f"township={here.pk}", "boarding=1", "stage=junior", "tag="):
        assert part in query
    assert "q=" not in query


@pytest.mark.parametrize("asked", ["虎城初中", "虎城初级中学", "hucheng", "hccz"])
def test_a_name_stays_a_name_though_words_of_conditions_stand_in_it(client, school, asked):
    SchoolFactory(name="别的初中", stage=School.Stage.JUNIOR)
    assert understood(asked) == ({}, asked)
    assert [card.school for card in client.get(URL, {"q": asked}).context["cards"]] == [school]


def test_a_name_beside_a_condition_keeps_both(school):
    assert understood("虎城初中 寄宿") == ({"boarding": "1"}, "虎城初中")


def test_a_township_is_known_without_its_kind_and_a_group_by_its_name(school, here):
    group = MembershipFactory(school=school, group__name="示例教育集团").group
    assert understood("公办 虎城 示例教育集团")[0] == {
        "kind": "public",
        "township": str(here.pk),
        "group": str(group.slug),
    }


@pytest.mark.parametrize("asked", ["虎成初中", "虎城初級中學", "虎城初忠"])
def test_one_wrong_character_and_traditional_ones_are_understood(client, school, asked):
    SchoolFactory(name="别的小学")
    assert [card.school for card in client.get(URL, {"q": asked}).context["cards"]] == [school]
    offers = client.get("/schools/compare/", {"q": asked}).context["offers"]
    assert [one for one, _ in offers] == [school]


@pytest.mark.parametrize("asked", ["", "   ", "没有的词", "\0", "小" * 500, "寄宿\0", "%", "＃＃"])
def test_anything_may_be_typed(client, school, asked):
    for path in (URL, "/schools/map/"):
        assert client.get(path, {"q": asked}, follow=True).status_code == 200


def test_the_map_understands_and_narrows_as_the_list(client, school):
    SchoolFactory(stage=School.Stage.JUNIOR)
    response = client.get("/schools/map/", {"q": "寄宿"}, follow=True)
    assert response.request["PATH_INFO"] == "/schools/map/"
    assert response.context["count"] == 1
    text = response.text
    assert 'name="tag"' in text and "去掉：" in text and "初中 1</a>" in text


def test_a_tap_narrows_by_what_some_of_the_found_have(client, school, here):
    SchoolFactory(stage=School.Stage.JUNIOR, boarding=True)
    response = client.get(URL, {"stage": "junior", "boarding": "1"})
    quick = {
        label: [(text, href) for text, href, _ in chips]
        for label, chips in response.context["filters"]["quick"]
    }
    assert quick["乡镇"] == [("虎城镇 1", f"?stage=junior&boarding=1&township={here.pk}")]
    assert [text for text, _ in quick["特色"]] == ["足球 1"]
    assert "有这些" not in quick
