"""A name is found however a parent writes it."""

import time

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from publishing.models import versions
from search import index, names

SCHOOLS = {
    "重庆市梁平职业教育中心": ["职教中心", "梁平职教中心"],
    "礼让镇中心小学": ["礼让小学", "礼让镇中心小学校"],
    "梁平区虎城初级中学": ["虎城初中"],
    "梁山小学": [],
}


@pytest.fixture
def schools(db):
    versions.forget()
    for key, (title, known_as) in enumerate(SCHOOLS.items()):
        forms = [*known_as, title]
        index.put(
            "school", key, path=f"/schools/{key}/", title=title, names=forms, visible_from=timezone.now()
        )
    return names.Names("school")


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("重庆市梁平职业教育中心", "重庆市梁平职业教育中心"),
        ("职教中心", "重庆市梁平职业教育中心"),
        ("zhijiao", "重庆市梁平职业教育中心"),
        ("lpzjzx", "重庆市梁平职业教育中心"),
        ("禮讓鎮", "礼让镇中心小学"),
        ("礼让 小学", "礼让镇中心小学"),
        ("虎成初中", "梁平区虎城初级中学"),
        ("虎城初级中", "梁平区虎城初级中学"),
        ("hucehng", None),
        ("huchen初中", None),
        ("hucheg", "梁平区虎城初级中学"),
        ("ＬＳＸＸ", "梁山小学"),
        ("冰壶学校", None),
        ("", None),
    ],
)
def test_a_school_is_found_by_whatever_name(schools, asked, first):
    found = [row.title for row in schools.suggest(asked)]
    assert (found[0] if found else None) == first


def test_the_name_itself_stands_before_names_that_hold_it(schools):
    index.put("school", 9, path="/s/", title="新梁山小学", names=["x"], visible_from=timezone.now())
    assert [row.title for row in schools.suggest("梁山小学")][:2] == ["梁山小学", "新梁山小学"]


def test_a_newly_published_school_is_suggested_once_its_section_is_raised(schools):
    assert schools.suggest("双桂幼儿园") == []
    from publishing.models import raise_version

    index.put("school", 8, path="/s/", title="双桂幼儿园", visible_from=timezone.now())
    raise_version("schools")
    versions.forget()
    assert schools.suggest("双桂幼儿园")


def test_suggestions_answer_in_json_without_a_session(client, schools):
    response = client.get("/search/suggest/?q=职教")
    assert response.json()["suggestions"][0]["path"] == "/schools/0/"
    assert not response.cookies


def distance_one(text, asked):
    """The slow, plain way to say the same as `holds_nearly`."""
    spans = {text[i:j] for i in range(len(text) + 1) for j in range(i, len(text) + 1)}
    edits = {asked} | {asked[:i] + asked[i + 1 :] for i in range(len(asked))}
    letters = set(text) | {"?"}
    edits |= {asked[:i] + letter + asked[i + 1 :] for i in range(len(asked)) for letter in letters}
    edits |= {asked[:i] + letter + asked[i:] for i in range(len(asked) + 1) for letter in letters}
    return bool(spans & edits)


@given(st.text("梁平小学", max_size=8), st.text("梁平小学", min_size=2, max_size=5))
def test_nearly_means_one_character(text, asked):
    assert names.holds_nearly(text, asked) == distance_one(text, asked)


def test_two_thousand_names_are_searched_at_once(db):
    index.put_many(
        index.Document(
            "school", str(n), f"/s/{n}/", f"示例第{n}小学", (f"示例{n}小",), visible_from=timezone.now()
        )
        for n in range(2000)
    )
    found = names.Names("school")
    found.suggest("示例")
    began = time.perf_counter()
    assert found.suggest("示例第1999小学")[0].title == "示例第1999小学"
    print(f"{1000 * (time.perf_counter() - began):.1f} ms")
