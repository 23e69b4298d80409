"""An unpublished school is nowhere: each place where a reader could meet it is asked for it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from schools.models import School
from tests import factories as make
from tests.picture_kit import address, picture

pytestmark = pytest.mark.django_db
NAME = "藏着的小学"


@pytest.fixture(params=["draft", "withdrawn", "scheduled"])
def hidden(request, media):
    """A school with all that leads to one, which readers could see until a moment ago."""
    school = make.SchoolFactory(
        name=NAME, slug="hidden", lead_picture=picture(), latitude="30.7", longitude="107.8", boarding=True
    )
    make.ProgrammeFactory(school=school, tag="蹴鞠")
    make.MembershipFactory(school=school, group__slug="group")
    now = timezone.now()
    time = {
        "draft": {"visible_from": None},
        "withdrawn": {"visible_until": now},
        "scheduled": {"visible_from": now + timedelta(days=1)},
    }
    for name, value in time[request.param].items():
        setattr(school, name, value)
    school.save()
    make.SchoolFactory(name="看得见的小学", slug="seen", latitude="30.8", longitude="107.7")
    return school


@pytest.mark.parametrize("page", ["", "poster/", "poster.png", "card.jpg"])
def test_its_own_pages_are_not_there(client, hidden, page):
    assert client.get(f"/schools/hidden/{page}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/schools/",
        "/schools/?boarding=1",
        "/schools/map/",
        "/schools/compare/?s=hidden&s=seen",
        "/search/suggest/?q=藏着的小",
        "/sitemap.xml",
        "/news/feed/",
        "/groups/",
        "/groups/group/",
        "/enrolment/",
        "/enrolment/enquiries/ask/",
        "/enrolment/guides/border/",
    ],
)
def test_no_page_names_it(client, hidden, path):
    response = client.get(path)
    assert response.status_code == 200
    text = response.content.decode()
    assert NAME not in text and "schools/hidden/" not in text


@pytest.mark.parametrize("asked", [NAME, "藏着的小", "蹴鞠"])
def test_it_is_not_found_by_what_it_says(client, hidden, asked):
    for path in ("/search/", "/schools/", "/schools/compare/"):
        text = client.get(path, {"q": asked}, follow=True).text
        assert "schools/hidden/" not in text


def test_the_choices_of_the_finder_do_not_know_it(client, hidden):
    text = client.get("/schools/").text
    assert "蹴鞠" not in text
    assert "共 <b>1</b> 所" in text


def test_its_picture_is_not_served(client, hidden):
    assert client.get(address(hidden.lead_picture)).status_code == 404
    School.objects.get(slug="seen").save()
    seen = make.SchoolFactory(lead_picture=picture())
    assert client.get(address(seen.lead_picture)).status_code == 200


def test_compare_says_that_a_school_is_gone_without_naming_it(client, hidden):
    text = client.get("/schools/compare/?s=hidden&s=seen").text
    assert "1 所学校现在没有公开的页面" in text
