"""Two years side by side: what changed, which of them counts, and never last year's text for this year's."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from enrolment import policy
from enrolment.models import Guide
from schools import calendar
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def years():
    running = calendar.year_of(timezone.localdate())
    return [make.SchoolYearFactory(start=start) for start in (running - 2, running - 1, running)]


def topic(title):
    return next(one for one in policy.topics() if one.title.startswith(title))


def changes(title):
    return {row.name: (row.cells, row.change) for row in topic(title).rows}


def test_the_newest_two_years_stand_side_by_side(years):
    for year, name in zip(years, ("旧次序", "户籍对口", "三对口"), strict=True):
        make.PriorityRuleFactory(school_year=year, order=1, name=name, meaning="说明")
    found = topic("入学次序")
    assert [(year.name, year.standing) for year in found.years] == [
        (str(years[1]), policy.PAST),
        (str(years[2]), policy.NOW),
    ]
    assert found.rows[0].cells == ["户籍对口：说明", "三对口：说明"]
    assert found.rows[0].change == "有变"


def test_what_came_went_and_stayed_is_named(years):
    day = date(years[2].start, 7, 1)
    for year, titles in ((years[1], ("登记", "现场登记")), (years[2], ("登记", "报到"))):
        for title in titles:
            make.EnrolmentStepFactory(school_year=year, title=title, starts_on=day)
    assert {name: change for name, (_, change) in changes("日程").items()} == {
        "登记": "",
        "报到": "新增",
        "现场登记": "取消",
    }


def test_papers_say_whether_they_are_asked_for():
    today = timezone.localdate()
    old = {"valid_from": today - timedelta(days=400), "valid_until": today - timedelta(days=31)}
    make.GuideFactory(case=Guide.Case.LOCAL, papers=["户口簿", "务工证明"], **old)
    make.GuideFactory(case=Guide.Case.LOCAL, papers=["户口簿", "居住证明"])
    found = changes("本区户籍")
    assert found["户口簿"] == (["要带", "要带"], "")
    assert found["务工证明"] == (["要带", "没有列"], "取消")
    assert found["居住证明"] == (["没有列", "要带"], "新增")
    assert [year.standing for year in topic("本区户籍").years] == [policy.PAST, policy.NOW]


def test_a_page_with_one_year_says_so_and_marks_what_is_past(client, years):
    make.PriorityRuleFactory(school_year=years[0], name="三对口")
    make.PriorityRuleFactory(school_year=years[2], name="没公开", visible_from=None)
    text = client.get("/enrolment/policy/").text
    assert "往年，不作数" in text
    assert "本站只录入了这一年的" in text
    assert "没公开" not in text


def test_an_empty_page_says_what_to_do(client):
    assert "还没有录入往年和今年的政策" in client.get("/enrolment/policy/").text


def test_index_warns_of_a_past_order_and_not_of_this_years(client, years):
    make.PriorityRuleFactory(school_year=years[1])
    assert "这是往年的次序" in client.get("/enrolment/").text
    make.PriorityRuleFactory(school_year=years[2])
    assert "这是往年的次序" not in client.get("/enrolment/").text


@pytest.mark.parametrize("count", [1, 30])
def test_policy_costs_three_queries(client, count, years, django_assert_num_queries):
    for number in range(count):
        make.PriorityRuleFactory(school_year=years[2])
        make.EnrolmentStepFactory(school_year=years[1])
        make.GuideFactory(valid_from=timezone.localdate() - timedelta(days=number))
    with django_assert_num_queries(3):
        assert client.get("/enrolment/policy/").status_code == 200


def test_every_guide_has_the_path_and_the_link_on_top(client, settings):
    settings.REGISTRATION_URL = "https://register.example.cn/"
    for path in ("guides/sichuan/", "guides/border/", "guides/bendi/"):
        text = client.get(f"/enrolment/{path}").text
        assert text.index("教育入学一件事") < text.index('href="https://register.example.cn/"')
    settings.REGISTRATION_URL = ""
    assert "渝快办网站" not in client.get("/enrolment/guides/sichuan/").text
