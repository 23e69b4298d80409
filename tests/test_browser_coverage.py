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
    offer = make.SubjectOfferFactory(teacher=teacher, subject=music, term=own.term, hours=[[2, 2]])
    book = make.SchoolTextbookFactory(school=own.school, subject=music, version__subject=music)
    offer.versions.add(book.version)
    make.SpotCheckFactory(group=own.group, date=own.term.starts_on, planned=music, seen=None)
    needs.refresh()
    return own


class Taps:
    """Presses on a page, counted."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def on(self, selector):
        self.page.click(selector)
        self.count += 1


def test_district_reaches_the_missing_lesson_and_every_board_is_accessible(open_page, axe, lacking):
    page = open_page("/classrooms/coverage/", width=360, user=make.person(Role.RESEARCHER))
    taps = Taps(page)
    taps.on("text=登录看各校各班")
    axe(page)
    taps.on(".heat-table a[href*='board/']")
    axe(page)
    taps.on(".heat-table td a")
    assert "课表上有这节课，没有任课教师" in page.inner_text("main") and taps.count <= 4
    axe(page)
    for name in LISTS:
        page.goto(f"/classrooms/coverage/{name}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    dark = open_page("/classrooms/coverage/board/", dark=True, user=make.person(Role.RESEARCHER))
    axe(dark)


def test_rural_head_finds_in_three_taps_who_can_give_the_lesson(open_page, axe, lacking):
    """From the desk: music for grade 3 on Tuesday in the second period, by our textbook and our bells."""
    assert SubjectNeed.objects.get().periods == 1
    page = open_page("/me/", width=360, user=make.person(Role.HEAD, lacking.school.unit))
    taps = Taps(page)
    taps.on("text=个班有课待安排")
    taps.on(".need-chips a:has-text('音乐')")
    taps.on("tr:has-text('第2节') td:nth-of-type(2) .hours__go")
    said = page.inner_text("#answers")
    assert taps.count == 3 and "周二第2节" in said and "示例教师" in said
    assert "教材版本相合" in said and "两校作息一致" in said and "你们 9:20—10:00" in said
    axe(page, dark=True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
