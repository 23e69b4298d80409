"""The drawn map: the list's results where they have coordinates, true to scale, the others named beneath."""

import pytest

from schools import drawn_map
from schools.drawn_map import HEIGHT, MARGIN, WIDTH
from schools.models import School
from tests.factories import SchoolFactory, TownshipFactory

pytestmark = pytest.mark.django_db
URL = "/schools/map/"


def placed(latitude, longitude, **more):
    return SchoolFactory(latitude=latitude, longitude=longitude, **more)


def points(client, **query):
    return client.get(URL, query).context["points"]


@pytest.mark.parametrize("count", [1, 30])
def test_map_costs_a_constant_number_of_queries(client, count, django_assert_num_queries):
    for number in range(count):
        placed(30.5 + number / 100, 107.5, township=TownshipFactory())
    with django_assert_num_queries(8):
        assert len(client.get(URL, {"stage": "primary"}).context["points"]) == count


def test_north_is_up_east_is_right_and_all_stay_inside(client):
    north, south = placed(30.9, 107.6), placed(30.5, 107.9)
    found = {point.school: point for point in points(client)}
    assert found[north].y < found[south].y
    assert found[north].x < found[south].x
    for point in found.values():
        assert MARGIN <= point.x <= WIDTH - MARGIN
        assert MARGIN <= point.y <= HEIGHT - MARGIN


def test_a_lone_school_stands_in_the_middle(client):
    placed(30.7, 107.8)
    assert [(point.x, point.y) for point in points(client)] == [(WIDTH / 2, HEIGHT / 2)]


def test_filters_narrow_as_in_the_list_and_lead_back(client):
    placed(30.7, 107.8, name="要找的初中", stage=School.Stage.JUNIOR)
    placed(30.8, 107.8)
    response = client.get(URL, {"stage": "junior"})
    assert [point.school.name for point in response.context["points"]] == ["要找的初中"]
    assert 'href="/schools/?stage=junior"' in response.text
    assert 'href="/schools/map/?stage=junior"' in client.get("/schools/?stage=junior").text


def test_schools_without_coordinates_are_named_beneath(client):
    placed(30.7, 107.8)
    SchoolFactory(name="没填坐标的小学")
    placed(30.7, 107.8, name="未公开小学", visible_from=None)
    response = client.get(URL)
    assert [school.name for school in response.context["unplaced"]] == ["没填坐标的小学"]
    assert "未公开小学" not in response.text
    assert "共 <b>2</b> 所，画出 1 所" in response.text


def test_nothing_to_draw_is_said(client):
    assert "还没有公开的学校" in client.get(URL).text
    SchoolFactory()
    assert "都还没有填报坐标" in client.get(URL).text


def test_coordinates_are_written_as_drawings_read_them(client):
    placed(30.7, 107.8)
    placed(30.83, 107.87, township=TownshipFactory(name="虎城镇"))
    text = client.get(URL).text
    assert "虎城镇</text>" in text
    assert ' cx="26.0"' in text or ' cy="26.0"' in text


def test_numbers_do_not_cover_each_other_and_stay_inside():
    crowded = [(170.0, 150.0)] * 5 + [(26.0, 26.0), (26.0, 30.0), (314.0, 274.0)]
    moved = drawn_map.apart(crowded)
    gaps = [drawn_map._distance(one, other) for n, one in enumerate(moved) for other in moved[:n]]
    assert min(gaps) > 2 * drawn_map.RADIUS
    assert all(13 < x < 327 and 13 < y < 287 for x, y in moved)


def test_a_townships_name_stays_inside_the_picture(client):
    make_far = {"latitude": "30.9", "longitude": "107.5"}
    SchoolFactory(township=TownshipFactory(name="示例很长的乡镇名"), **make_far)
    SchoolFactory(latitude="30.5", longitude="108.0")
    [(name, x, y)] = client.get(URL).context["townships"]
    assert name == "示例很长的乡镇名"
    assert x >= len(name) * drawn_map.LETTER / 2 and y >= drawn_map.LETTER
