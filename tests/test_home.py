"""The front page and the workbench compose what the rooms below have."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import inbox
from accounts.models import Unit
from accounts.roles import Role
from news import editions
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_empty_site_has_a_front_page_that_says_what_comes(client):
    page = client.get("/").content.decode()
    assert "还没有特别报道" in page
    assert "我家对口哪所学校" in page


@pytest.fixture
def district():
    def fill(count):
        for _ in range(count):
            factories.MembershipFactory(role="lead")
            factories.FigureFactory(school=None)
            factories.SessionFactory()
            editions.publish_article(factories.ArticleFactory(), by=None)
        editions.publish_report(factories.ReportFactory(articles=3), by=None)

    return fill


@pytest.mark.parametrize("count", [1, 30])
def test_the_front_page_asks_the_database_the_same_however_much_there_is(
    client, district, count, django_assert_max_num_queries
):
    district(count)
    with django_assert_max_num_queries(14):
        assert client.get("/").status_code == 200


def test_the_share_of_schools_in_groups_is_shown_with_its_parts(client):
    factories.MembershipFactory(school__stage="primary", role="lead")
    factories.SchoolFactory(stage="junior")
    page = client.get("/").content.decode()
    assert "本站已录入集团归属" in page
    assert "共 2 所" in page


def test_a_visitor_is_asked_to_sign_in_before_the_workbench(client):
    assert client.get("/me/").url.startswith(reverse("account_login"))


def test_the_workbench_shows_roles_and_unread_messages(client):
    user = factories.person(Role.HEAD, factories.UnitFactory(kind=Unit.Kind.SCHOOL, name="礼让小学"))
    inbox.register("test.hello", title="{what}来了", body="")
    inbox.send("test.hello", [user], key="1", payload={"what": "通知"})
    client.force_login(user)
    page = client.get("/me/").content.decode()
    assert "礼让小学校长" in page
    assert "通知来了" in page


def test_signed_in_pages_carry_the_calendar_and_public_ones_do_not(client):
    today = timezone.localdate()
    factories.TermFactory(starts_on=today - timedelta(7), ends_on=today + timedelta(90))
    assert "calendar-strip" not in client.get("/").content.decode()
    client.force_login(factories.person(Role.TEACHER))
    assert "第2周" in client.get("/me/").content.decode()
