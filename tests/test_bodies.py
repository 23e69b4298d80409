"""Bodies of pages kept in the process: the same page as without, in each reader's own frame."""

import pytest
from django.http import Http404

from accounts.roles import Role
from news import editions
from publishing import bodies, fragments
from publishing.models import versions
from tests.factories import ArticleFactory, MembershipFactory, SessionFactory, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_parts_of_others(settings):
    fragments.forget()
    yield
    fragments.forget()


def addresses():
    article, membership = ArticleFactory(title="旧题"), MembershipFactory(role="lead")
    editions.publish_article(article, by=None)
    session = SessionFactory(summary="先看课，再讨论。").get_absolute_url()
    group = membership.group.get_absolute_url()
    return [
        "/",
        session,
        "/news/",
        f"/news/{article.slug}/",
        "/groups/",
        group,
        "/cooperation/",
        "/classrooms/sessions/",
    ]


@pytest.mark.parametrize("display", ["", "huge.elder"])
def test_a_kept_body_shows_the_same_page(client, settings, display):
    client.cookies["display"] = display
    for address in addresses():
        settings.FRAGMENTS = False
        plain = client.get(address).content
        settings.FRAGMENTS = True
        assert client.get(address).content == plain, address
        assert client.get(address).content == plain, address


def test_a_kept_body_asks_for_versions_at_most(client, settings, django_assert_max_num_queries):
    settings.FRAGMENTS = True
    found = addresses()
    for address in found:
        client.get(address)
        with django_assert_max_num_queries(1):
            client.get(address)


def test_the_frame_is_the_readers_own_and_the_body_everybodys(client, settings):
    settings.FRAGMENTS = True
    anonymous = client.get("/news/").content.decode()
    client.force_login(person(Role.TEACHER))
    signed_in = client.get("/news/").content.decode()
    assert "登录" in anonymous and "我的工作台" not in anonymous
    assert "我的工作台" in signed_in


def test_publishing_makes_the_body_anew(client, settings):
    settings.FRAGMENTS = True
    article = ArticleFactory(title="旧题")
    editions.publish_article(article, by=None)
    assert "旧题" in client.get(f"/news/{article.slug}/").content.decode()
    article.title = "新题"
    article.save()
    editions.publish_article(article, by=None)
    versions.forget()
    assert "新题" in client.get(f"/news/{article.slug}/").content.decode()


def test_what_is_not_there_is_not_kept(rf, settings):
    settings.FRAGMENTS = True

    def missing():
        raise Http404

    for _ in range(2):
        with pytest.raises(Http404):
            bodies.render_kept(rf.get("/x/"), "news/article.html", ("news",), missing)
