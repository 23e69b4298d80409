"""On a phone: the district goes to the missing lesson, a head to who can give it; nothing axe minds."""

import pytest

from accounts.roles import Role
from classrooms import needs
from classrooms.models import SubjectNeed
from tests import factories as make
from tests.coverage_kit import Class, owe
from tests.test_needs import ring

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LISTS = ("checks/", "failed/", "visiting/", "proposals/what-if/", "method/")


@pytest.fixture
def lacking():
    """One class with half of its music and an hour that nobody teaches; a teacher elsewhere who could."""
    owe(3, 2)
    own = Class(make.TermFactory(), school=make.SchoolFactory(name="示例村小", short_name="示例村小"))
    own.lesson(1), own.lesson(2, 2, by="nobody")
    ring(own.school)
    music = make.SubjectFactory(name="音乐")
    teacher = make.TeacherFactory(name="示例教师", specialism=music)
    ring(teacher.school)
    make.SubjectOfferFactory(teacher=teacher, subject=music, term=own.term, hours=[[2, 2]])
    make.SpotCheckFactory(group=own.group, date=own.term.starts_on, planned=music, seen=None)
    needs.refresh()
    return own


def test_district_reaches_the_missing_lesson_and_every_board_is_accessible(open_page, axe, lacking):
    page = open_page("/classrooms/coverage/", width=360, user=make.person(Role.RESEARCHER))
    page.click("text=登录看各校各班")
    axe(page)
    page.click(".heat-table a[href*='board/']")
    axe(page)
    page.click(".heat-table td a")
    assert "课表上有这节课，没有任课教师" in page.inner_text("main")
    axe(page)
    for name in LISTS:
        page.goto(f"/classrooms/coverage/{name}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    dark = open_page("/classrooms/coverage/board/", dark=True, user=make.person(Role.RESEARCHER))
    axe(dark)


def test_rural_head_finds_in_three_taps_who_can_give_the_lesson(open_page, axe, lacking):
    assert SubjectNeed.objects.get().periods == 1
    head = make.person(Role.HEAD, lacking.school.unit)
    page = open_page("/classrooms/coverage/needs/", width=360, user=head)
    page.click(".need-chips a")
    page.click(".hours__go")
    assert "示例教师" in page.inner_text("#answers") and "作息" in page.inner_text("#answers")
    axe(page)
