"""The search page: by kinds, with what was asked for marked, and a way on where nothing is found."""

import pytest
from django.utils import timezone

from publishing.models import raise_version, versions
from search import index

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries():
    now = timezone.now()
    for n in range(7):
        index.put("article", n, path=f"/news/a{n}/", title=f"足球消息{n}", visible_from=now)
    index.put("school", 1, path="/schools/hucheng/", title="虎城初中", text="校园足球", visible_from=now)


def test_results_stand_by_kind_and_more_of_one_are_a_link_away(client, entries):
    page = client.get("/search/?q=足球").content.decode()
    assert "找到 8 项" in page
    assert "全部 7 项" in page
    assert page.count("<mark>足球</mark>消息") == 5


def test_one_kind_shows_all_of_its_results_and_keeps_the_counts(client, entries):
    page = client.get("/search/?q=足球&kind=article").content.decode()
    assert page.count("<mark>足球</mark>消息") == 7
    assert "虎城初中" not in page
    assert "学校 1" in page


def test_nothing_found_says_what_to_do(client, entries):
    page = client.get("/search/?q=冰壶").content.decode()
    assert "没有找到" in page
    assert "/enrolment/catchments/" in page


def test_an_unknown_kind_is_all_kinds(client, entries):
    assert "虎城初中" in client.get("/search/?q=足球&kind=x%00").content.decode()


def test_the_number_of_queries_does_not_grow(client, entries, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        client.get("/search/?q=足球")


def test_the_sitemap_names_what_can_be_found(client, entries):
    assert b"/schools/hucheng/" in client.get("/sitemap.xml").content


def test_a_visitor_of_the_search_page_gets_no_session(client, entries):
    response = client.get("/search/?q=足球")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_an_answer_is_kept_until_something_is_published(
    client, entries, settings, django_assert_max_num_queries
):
    settings.FRAGMENTS = True
    before = client.get("/search/?q=足球").content.decode()
    with django_assert_max_num_queries(1):
        assert client.get("/search/?q=足球").content.decode() == before
    index.put("notice", 1, path="/news/n1/", title="足球公告", visible_from=timezone.now())
    raise_version("news")
    versions.forget()
    assert "找到 9 项" in client.get("/search/?q=足球").content.decode()
