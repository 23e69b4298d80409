"""A place's answer as one card to be saved: what it says, as a picture and where there is no font."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image

from enrolment.card import cards_of, drawn
from enrolment.lookup import place_of
from enrolment.models import Guide
from pictures import lettering
from schools import calendar
from schools.models import School
from tests import factories as make

pytestmark = pytest.mark.django_db
CARD, PNG, CODE = "", "card.png", "code.png"


def get(client, entry, page=CARD):
    return client.get(f"/enrolment/catchments/{entry.pk}/{page}")


@pytest.fixture
def year():
    return make.SchoolYearFactory(start=calendar.year_of(timezone.localdate()))


@pytest.fixture
def village(year):
    school = make.SchoolFactory(name="百里小学", phone="023-0000-0000", phone_hours="工作日8:30—17:00")
    return make.CatchmentEntryFactory(
        name="百里村", note="1—4组", catchment__school_year=year, catchment__school=school
    )


@pytest.fixture(params=[True, False], ids=["font", "no font"])
def font(request, settings):
    if request.param and not lettering.can_write():
        pytest.skip("no font with Chinese on this machine")
    if not request.param:
        settings.FONT_PATH = "/nowhere/font.ttf"
    return request.param


def test_card_says_schools_dates_papers_and_phone(client, village, year, font):
    make.EnrolmentPlanFactory(school=village.catchment.school, school_year=year, classes=2, places=90)
    make.EnrolmentStepFactory(school_year=year, title="渝快办登记")
    make.GuideFactory(case=Guide.Case.LOCAL, papers=["户口簿"])
    text = get(client, village).text
    for said in ("百里小学", "1—4组", "招2个班90人", "023-0000-0000", "渝快办登记", "户口簿", str(year)):
        assert said in text
    assert ("card.png" in text) is font
    assert "code.png" in text


def test_picture_needs_a_font_and_the_code_does_not(client, village, font):
    assert get(client, village, PNG).status_code == (200 if font else 404)
    code = get(client, village, CODE)
    assert code["Content-Type"] == "image/png"
    assert Image.open(BytesIO(code.content)).width >= 150


def test_every_school_makes_the_picture_longer(village, year):
    if not lettering.can_write():
        pytest.skip("no font with Chinese on this machine")
    heights = []
    for _ in range(2):
        [card] = cards_of([place_of(village.pk)])
        picture = Image.open(BytesIO(drawn(card, "https://example.cn/")))
        heights.append(picture.height)
        make.CatchmentEntryFactory(
            name="百里村", catchment__school_year=year, catchment__school__stage=School.Stage.JUNIOR
        )
    assert heights[0] + 100 < heights[1]


def test_dates_that_are_over_and_last_years_papers_are_not_on_it(village, year):
    gone = timezone.localdate() - timedelta(days=9)
    make.EnrolmentStepFactory(school_year=year, title="过去的一步", starts_on=gone, ends_on=gone)
    make.EnrolmentStepFactory(school_year=year, title="还来得及的一步")
    old = timezone.localdate() - timedelta(days=1)
    make.GuideFactory(case=Guide.Case.LOCAL, valid_from=old - timedelta(days=365), valid_until=old)
    [card] = cards_of([place_of(village.pk)])
    assert ([step.title for step in card.dates], card.papers) == (["还来得及的一步"], [])


def test_last_years_plan_is_not_on_it(village, year):
    last = make.SchoolYearFactory(start=year.start - 1)
    make.EnrolmentPlanFactory(school=village.catchment.school, school_year=last)
    [card] = cards_of([place_of(village.pk)])
    assert card.lines[0].plan == ""


def test_dates_of_another_year_than_the_areas_say_so(village, year):
    make.EnrolmentStepFactory(school_year=make.SchoolYearFactory(start=year.start + 1))
    [card] = cards_of([place_of(village.pk)])
    assert "新片区公布后请再查一次" in card.caution


def test_last_years_card_leads_to_this_years_answer_and_else_nowhere(client, village, year):
    last = make.SchoolYearFactory(start=year.start - 1)
    old = make.CatchmentEntryFactory(name="百里村", catchment__school_year=last)
    lost = make.CatchmentEntryFactory(name="并掉的村", catchment__school_year=last)
    assert "百里小学" in get(client, old).text
    assert old.catchment.school.name not in get(client, old).text
    for page in (CARD, PNG, CODE):
        assert get(client, lost, page).status_code == 404


def test_an_unpublished_school_has_no_card(client, village):
    School.objects.update(visible_from=None)
    assert get(client, village).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_cards_cost_a_constant_number_of_queries(client, year, count, django_assert_num_queries):
    for _ in range(count):
        village = make.CatchmentEntryFactory(name="百里村", catchment__school_year=year)
    with django_assert_num_queries(6):
        assert get(client, village).status_code == 200
