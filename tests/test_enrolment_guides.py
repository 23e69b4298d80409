"""Guides in their time, what families from across the border ask, and three questions answered by data."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from enrolment import dates
from enrolment.models import Guide
from schools import calendar
from search.models import Entry
from tests.factories import (
    GuideFactory,
    PriorityRuleFactory,
    SchoolFactory,
    SchoolYearFactory,
    TownshipFactory,
)

pytestmark = pytest.mark.django_db
URL = "/enrolment/guides/sichuan/"
CHECK = "/enrolment/self-check/"


def day(number):
    return timezone.localdate() + timedelta(days=number)


def test_guide_has_the_app_on_top_and_papers_to_tick(client):
    GuideFactory(papers=["户口簿", "居住证明"])
    text = client.get(URL).text
    assert text.index("教育入学一件事") < text.index("户口簿")
    assert text.count('type="checkbox"') == 4


@pytest.mark.parametrize(
    "out_of_time",
    [
        {"valid_until": day(-1)},
        {"valid_from": day(1), "valid_until": day(9)},
        {"visible_from": None},
        {"case": Guide.Case.OTHER},
    ],
)
def test_text_out_of_its_time_is_never_shown(client, out_of_time):
    GuideFactory(papers=["过期的材料"], **out_of_time)
    text = client.get(URL).text
    assert "过期的材料" not in text
    assert "现在适用的指南还没有公布" in text
    assert not Entry.objects.published().filter(kind="guide", path=URL).exists()


def test_the_guide_that_began_last_is_the_one(client):
    GuideFactory(valid_from=day(-90))
    newer = GuideFactory(valid_from=day(-2))
    assert client.get(URL).context["guide"] == newer


def test_guide_must_not_end_before_it_begins():
    with pytest.raises(ValidationError, match="适用止不能早于适用起"):
        GuideFactory.build(valid_until=day(-60)).full_clean()


def test_unknown_case_is_absent(client):
    assert client.get("/enrolment/guides/mars/").status_code == 404


def test_pages_change_with_the_day():
    moment = timezone.localtime(dates.next_midnight(timezone.now()))
    assert (moment.date(), moment.hour, moment.minute) == (day(1), 0, 0)


def test_border_families_find_schools_by_township(client):
    near = SchoolFactory(township=TownshipFactory(border=True))
    SchoolFactory(township=TownshipFactory())
    SchoolFactory(township=near.township, visible_from=None)
    response = client.get("/enrolment/guides/border/")
    assert [(town, [row[0] for row in rows]) for town, rows in response.context["towns"]] == [
        (near.township.name, [near])
    ]
    assert response.text.count("本站没有收到") == 2


@pytest.fixture
def rules():
    PriorityRuleFactory(
        order=1,
        name="三对口",
        needs_registration=True,
        needs_housing=True,
        needs_living=True,
        grandparents=True,
    )
    PriorityRuleFactory(order=2, name="户籍对口", needs_registration=True)
    PriorityRuleFactory(order=3, name="房产对口", needs_housing=True)


@pytest.mark.parametrize(
    ("answers", "name"),
    [
        (("yes", "yes", "yes"), "三对口"),
        (("yes", "grandparents", "yes"), "三对口"),
        (("yes", "no", "yes"), "户籍对口"),
        (("yes", "grandparents", "no"), "户籍对口"),
        (("no", "yes", "no"), "房产对口"),
        (("no", "grandparents", "yes"), None),
    ],
)
def test_three_questions_lead_to_a_place_in_the_order(client, rules, answers, name):
    asked = dict(zip(("registered", "housing", "living"), answers, strict=True))
    response = client.get(CHECK, asked)
    assert getattr(response.context["rule"], "name", None) == name
    assert "仅供参考，以学校报名审核为准" in response.text


def test_unfinished_or_foreign_answers_are_asked_again(client, rules):
    for asked in ({"registered": "yes"}, {"registered": "x", "housing": "\0", "living": "yes"}):
        response = client.get(CHECK, asked)
        assert (response.status_code, response.context["answered"]) == (200, False)
        assert response.context["form"].errors


def test_rules_without_conditions_answer_nobody(client):
    PriorityRuleFactory()
    asked = {"registered": "yes", "housing": "yes", "living": "yes"}
    assert client.get(CHECK, asked).context["rule"] is None


@pytest.mark.parametrize(("before", "warned"), [(1, True), (0, False)])
def test_a_past_years_order_is_said_to_be_past(client, before, warned):
    start = calendar.year_of(timezone.localdate()) - before
    PriorityRuleFactory(school_year=SchoolYearFactory(start=start))
    assert ("这是往年的次序" in client.get(CHECK).text) is warned
