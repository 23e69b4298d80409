"""This year's places and dates: the newest year's, never a past one's; drawn, listed, and as a file."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar

from enrolment import dates, front, years
from enrolment.of_school import plans_of
from schools import calendar
from tests.factories import EnrolmentPlanFactory, EnrolmentStepFactory, SchoolFactory, SchoolYearFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return SchoolYearFactory(start=calendar.year_of(timezone.localdate()))


def day(number):
    return timezone.localdate() + timedelta(days=number)


def test_plan_of_the_year_stands_on_both_pages(client, year):
    plan = EnrolmentPlanFactory(school_year=year, classes=3, places=135)
    EnrolmentPlanFactory(school_year=year, school=SchoolFactory(visible_from=None))
    assert list(client.get("/enrolment/").context["plans"]) == [plan]
    assert "招 3 个班，135 人" in client.get(plan.school.get_absolute_url()).text


def test_last_years_plan_is_nobodys_answer(year):
    past = EnrolmentPlanFactory(school_year=SchoolYearFactory(start=year.start - 1))
    assert years.plans() == []
    assert plans_of([past.school], None) == {}


def test_plan_needs_a_place_a_class(year):
    plan = EnrolmentPlanFactory.build(school_year=year, school=SchoolFactory(), classes=3, places=2)
    with pytest.raises(ValidationError, match="招生人数不能少于班数"):
        plan.full_clean()


def test_steps_are_of_one_year_until_the_last_is_over(year):
    past = EnrolmentStepFactory(school_year=year, starts_on=day(-5))
    assert dates.steps() == []
    coming = EnrolmentStepFactory(school_year=year, starts_on=day(5))
    EnrolmentStepFactory(school_year=SchoolYearFactory(start=year.start + 1), starts_on=day(300))
    EnrolmentStepFactory(school_year=year, visible_from=None)
    assert dates.steps() == [past, coming]
    assert front.coming_steps() == [coming]


def test_month_is_drawn_from_monday_with_its_steps(year):
    step = EnrolmentStepFactory.build(starts_on=date(2027, 7, 1), ends_on=date(2027, 7, 3))
    [(first, weeks)] = dates.months([step])
    assert first == date(2027, 7, 1)
    assert weeks[0] == [(None, None)] * 3 + [(1, step), (2, step), (3, step), (4, None)]


def test_file_holds_whole_days(client, year):
    EnrolmentStepFactory(school_year=year, starts_on=day(5), ends_on=day(7), sample=True)
    response = client.get("/enrolment/calendar.ics")
    assert response["Content-Type"].startswith("text/calendar")
    [event] = Calendar.from_ical(response.content).walk("VEVENT")
    assert (event["dtstart"].dt, event["dtend"].dt) == (day(5), day(8))
    assert event["summary"] == "【示例】登记"


def test_page_says_when_no_dates_are_known(client):
    assert "下一次入学的日程还没有公布" in client.get("/enrolment/").text
