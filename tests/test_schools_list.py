"""The school finder: filters narrow, tell what they do, and cost the same for one school and for thirty."""

import pytest
from django.urls import reverse
from django.utils import timezone

from schools.models import School
from tests.factories import MembershipFactory, ProgrammeFactory, SchoolFactory, TownshipFactory

pytestmark = pytest.mark.django_db
URL = "/schools/"


def names(client, **query):
    return [card.school.name for card in client.get(URL, query).context["cards"]]


@pytest.mark.parametrize("count", [1, 30])
def test_list_costs_a_constant_number_of_queries(client, count, django_assert_num_queries):
    for school in SchoolFactory.create_batch(count, township=TownshipFactory()):
        ProgrammeFactory(school=school)
    with django_assert_num_queries(10):
        response = client.get(URL, {"boarding": "", "stage": "primary"})
    assert len(response.context["cards"]) == min(count, 24)


def test_unpublished_and_closed_schools_are_not_listed(client):
    SchoolFactory(name="未公开小学", visible_from=None)
    SchoolFactory(name="已停办小学", status=School.Status.CLOSED)
    SchoolFactory(name="已下线小学", visible_until=timezone.now())
    SchoolFactory(name="在办小学")
    assert names(client) == ["在办小学"]


def test_schools_stand_in_the_districts_order_then_by_pinyin(client):
    SchoolFactory(name="张桥小学", official_order=5)
    SchoolFactory(name="安胜小学", official_order=5)
    SchoolFactory(name="西苑小学", official_order=1)
    SchoolFactory(name="双桂幼儿园", official_order=9, stage=School.Stage.PRESCHOOL)
    assert names(client) == ["双桂幼儿园", "西苑小学", "安胜小学", "张桥小学"]


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ({"stage": "junior"}, {"stage": "junior"}),
        ({"area": "rural"}, {"area": "rural"}),
        ({"kind": "private"}, {"kind": "private"}),
        ({"boarding": "1"}, {"boarding": True}),
        ({"canteen": "1"}, {"canteen": True}),
        ({"bus": "1"}, {"bus": True}),
        ({"after_school": "1"}, {"after_school": True}),
        ({"special_needs_room": "1"}, {"special_needs_room": True}),
    ],
)
def test_filter_narrows(client, query, fields):
    SchoolFactory(name="别的小学", boarding=False)
    SchoolFactory(name="要找的学校", **fields)
    assert names(client, **query) == ["要找的学校"]


def test_programmes_and_townships_narrow_together(client):
    here = TownshipFactory(name="虎城镇")
    football = ProgrammeFactory(school__name="虎城初中", school__township=here, tag="足球")
    ProgrammeFactory(school__name="城里初中", tag="足球")
    assert names(client, township=here.pk, tag="足球", programme="sport") == [football.school.name]


@pytest.mark.parametrize(
    "asked", ["职教中心", "梁平区职业教育中心", "zhiye", "cqslpzyjyzx", "职业 梁平", "ＬＰＺＪ"]
)
def test_school_is_found_by_any_of_its_names(client, asked):
    SchoolFactory(
        name="重庆市梁平职业教育中心",
        short_name="梁平职教中心",
        aliases=["梁平区职业教育中心", "LPZJ"],
    )
    SchoolFactory(name="别的小学")
    assert names(client, q=asked) == ["重庆市梁平职业教育中心"]


def test_unknown_values_are_named_and_do_not_narrow(client):
    SchoolFactory(stage=School.Stage.JUNIOR)
    SchoolFactory()
    response = client.get(URL, {"stage": "junior", "area": "moon", "boarding": "maybe", "township": "x\0"})
    assert set(response.context["filters"]["unknown"]) == {"城乡", "寄宿", "乡镇街道"}
    assert len(response.context["cards"]) == 1
    assert "没有这个选项，已忽略" in response.text


def test_each_filter_in_force_can_be_dropped_alone(client):
    response = client.get(URL, {"stage": "junior", "boarding": "1", "page": "1"})
    assert [(one.label, one.query) for one in response.context["filters"]["chosen"]] == [
        ("初中", "?boarding=1"),
        ("有寄宿", "?stage=junior"),
    ]


def test_each_choice_says_how_many_it_would_bring(client):
    here, there = TownshipFactory(name="虎城镇"), TownshipFactory(name="礼让镇")
    ProgrammeFactory(school=SchoolFactory(township=here, boarding=True), kind="sport", tag="足球")
    SchoolFactory(township=here, stage=School.Stage.JUNIOR, boarding=True)
    MembershipFactory(school=SchoolFactory(township=there, boarding=True), group__name="示例集团")
    SchoolFactory(township=there, boarding=True, visible_from=None)
    text = client.get(URL, {"township": here.pk, "boarding": "1", "q": "示例"}).text
    for said in (
        "虎城镇（2）",
        "礼让镇（1）",
        "寄宿（2）",
        "食堂（0）",
        "足球（1）",
        "体育（1）",
        "示例集团（0）",
    ):
        assert said in text
    assert "小学 1</a>" in text
    assert "初中 1</a>" in text
    assert "全部 2</a>" in text


def test_what_is_counted_is_what_is_found(client):
    for number in range(12):
        school = SchoolFactory(
            stage=[School.Stage.PRIMARY, School.Stage.JUNIOR][number % 2],
            boarding=[True, False, None][number % 3],
            canteen=number % 4 == 0,
        )
        ProgrammeFactory(school=school, tag=["足球", "剪纸"][number % 2])
    for query in ({"boarding": "1"}, {"canteen": "1", "tag": "足球"}, {"stage": "junior", "boarding": "1"}):
        counts = client.get(URL, query).context["filters"]["chosen"]
        for one in counts:
            assert one.brings == len(client.get(URL + one.query).context["cards"])


def test_nothing_found_says_which_filter_to_drop(client):
    SchoolFactory(boarding=True)
    SchoolFactory.create_batch(2, stage=School.Stage.JUNIOR)
    response = client.get(URL, {"boarding": "1", "stage": "junior"})
    assert [(one.label, one.brings) for one in response.context["brings"]] == [("初中", 1), ("有寄宿", 2)]
    assert "去掉“有寄宿”，2 所" in response.text


def test_nothing_found_says_what_to_do(client):
    SchoolFactory()
    assert "只去掉一个条件也没有" in client.get(URL, {"boarding": "1", "bus": "1"}).text


@pytest.mark.parametrize("page", ["99", "x", "-1", ""])
def test_a_page_that_is_not_there_is_said(client, page):
    SchoolFactory()
    response = client.get(URL, {"page": page})
    assert response.status_code == 200
    assert "没有这一页" in response.text


def test_pages_keep_the_filters(client):
    SchoolFactory.create_batch(25, boarding=True)
    response = client.get(URL, {"boarding": "1"})
    assert 'href="?boarding=1&amp;page=2"' in response.text


def test_list_leaves_no_cookie_and_varies_by_none(client):
    response = client.get(reverse("schools:list"))
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
