"""A parent on a cheap phone finds a school: 360 x 740, no script."""

import pytest
from django.utils import timezone

from schools import calendar
from schools.models import School
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def school():
    here = make.TownshipFactory(name="虎城镇")
    found = make.SchoolFactory(
        name="重庆市梁平区虎城初级中学",
        short_name="虎城初中",
        slug="hucheng",
        stage=School.Stage.JUNIOR,
        township=here,
        boarding=True,
        latitude="30.7",
        longitude="107.8",
        phone="023-00000000",
        address="虎城镇示例路1号",
    )
    make.ProgrammeFactory(school=found)
    make.SchoolFactory(name="别的初中", stage=School.Stage.JUNIOR, township=here)
    make.LessonFactory(group__school=found)
    return found


def narrow(page):
    """Without a script of its own, the page is asked through the browser's protocol."""
    width = page.evaluate("document.documentElement.scrollWidth")
    return width <= 360


class Taps:
    """What a thumb does on a page, counted; typing is not a tap, the box typed into is."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def __call__(self, target):
        self.count += 1
        target.click()


def links(page, name):
    return page.get_by_role("link", name=name, exact=True)


def test_boarding_junior_schools_of_a_township_with_football_in_three_taps(open_page, school):
    for place in (school.township, make.TownshipFactory(name="礼让镇")):
        make.SchoolFactory(stage=School.Stage.JUNIOR, boarding=True, township=place)
    page = open_page("/", width=360, script=False)
    tap = Taps(page)
    tap(links(page, "寄宿初中"))
    tap(links(page, "虎城镇 2"))
    tap(links(page, "足球 1"))
    assert tap.count == 3
    assert page.locator(".finder__total").inner_text() == "共 1 所"
    assert narrow(page)
    page.get_by_role("link", name=school.name).click()
    assert page.get_by_role("heading", level=1).inner_text().replace("\n", "") == school.name
    assert page.get_by_role("link", name="拨打").get_attribute("href") == "tel:02300000000"
    assert narrow(page)


def test_the_same_in_words_in_three_taps(open_page, school):
    page = open_page("/", width=360, script=False)
    tap = Taps(page)
    tap(page.get_by_role("navigation", name="主导航").get_by_role("link", name="学校"))
    box = page.get_by_label("校名，或写条件")
    tap(box)
    box.fill("虎城镇 寄宿 初中 足球")
    tap(page.get_by_role("button", name="查看结果"))
    assert tap.count == 3
    assert page.locator(".finder__total").inner_text() == "共 1 所"
    assert page.get_by_role("link", name="去掉： 虎城镇").is_visible()


def test_the_form_narrows_without_script(open_page, school):
    page = open_page("/schools/?stage=junior", width=360, script=False)
    page.get_by_text("按乡镇、性质、特色、寄宿等条件").click()
    page.get_by_label("乡镇街道").select_option("虎城镇（2）")
    page.get_by_label("特色项目").select_option("足球（1）")
    page.get_by_label("寄宿").check()
    page.get_by_role("button", name="查看结果").click()
    assert page.locator(".finder__total").inner_text() == "共 1 所"


def test_dropping_a_filter_brings_the_others_back(open_page, school):
    page = open_page("/schools/?stage=junior&boarding=1", width=360, script=False)
    page.get_by_role("link", name="去掉： 有寄宿").click()
    assert page.locator(".finder__total").inner_text() == "共 2 所"
    assert "boarding" not in page.url


def test_the_keyboard_alone_finds_and_compares(open_page, school):
    page = open_page("/schools/?stage=junior", width=360)
    for box in page.get_by_label("放在一起看").all():
        box.focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="把勾选的放在一起看").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/schools/compare/**")
    page.get_by_role("link", name="只看不同的").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**different=1")
    assert page.get_by_role("row", name="寄宿").is_visible()


def test_a_name_is_suggested_while_it_is_typed_into_the_finder(open_page, school):
    page = open_page("/schools/", width=360)
    page.get_by_label("校名，或写条件").press_sequentially("hucheng")
    page.get_by_role("option", name=school.name).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{school.get_absolute_url()}")


def test_a_school_suggested_on_the_comparison_is_put_beside_the_others(open_page, school):
    other = School.objects.exclude(pk=school.pk).get()
    page = open_page(f"/schools/compare/?s={other.slug}", width=360)
    page.get_by_label("校名、简称或拼音").press_sequentially("hucheng")
    page.get_by_role("option", name=school.name).click()
    page.locator("main").get_by_role("link", name=school.name, exact=True).click()
    page.wait_for_url(f"**{school.slug}*")
    assert page.get_by_role("columnheader", name=school.name).is_visible()


def test_a_point_of_the_map_is_reached_by_the_keyboard(open_page, school):
    page = open_page("/schools/map/?stage=junior", width=360)
    page.get_by_role("link", name=school.name).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{school.get_absolute_url()}")
    assert page.get_by_role("heading", level=1).is_visible()


def test_ticked_schools_stand_side_by_side_without_script(open_page, school):
    page = open_page("/schools/?stage=junior", width=360, script=False)
    for box in page.get_by_label("放在一起看").all():
        box.check()
    page.get_by_role("button", name="把勾选的放在一起看").click()
    assert page.get_by_role("row", name="寄宿").get_by_text("虎城初中").is_visible()
    assert narrow(page)
    page.get_by_role("link", name="只看不同的").click()
    assert page.url.endswith("&different=1")


def test_my_village_to_its_school_and_dates_in_four_taps(open_page, school):
    year = make.SchoolYearFactory(start=calendar.year_of(timezone.localdate()))
    make.CatchmentEntryFactory(name="示例村", catchment__school=school, catchment__school_year=year)
    make.EnrolmentStepFactory(title="渝快办登记", school_year=year)
    page = open_page("/", width=360, script=False)
    tap = Taps(page)
    box = page.get_by_label("输入村名、小区或道路")
    tap(box)
    box.fill("示例村")
    tap(page.get_by_role("button", name="查", exact=True))
    assert page.get_by_text("渝快办登记").is_visible()
    assert narrow(page)
    tap(page.get_by_role("link", name=school.name))
    assert tap.count == 3
    assert page.get_by_role("heading", name="招生片区").is_visible()


def test_three_schools_compared_and_the_link_opened_elsewhere(open_page, school):
    make.SchoolFactory(name="第三所初中", stage=School.Stage.JUNIOR)
    page = open_page("/schools/?stage=junior", width=360, script=False)
    for box in page.get_by_label("放在一起看").all():
        box.check()
    page.get_by_role("button", name="把勾选的放在一起看").click()
    elsewhere = open_page(page.url, width=1280)
    heads = elsewhere.get_by_role("columnheader")
    assert heads.count() == 4
    assert elsewhere.get_by_text("不作为择校依据").is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_are_open_to_everyone(open_page, axe, school, width):
    group = make.MembershipFactory(school=school, role="lead").group
    other = School.objects.exclude(pk=school.pk).get()
    place = make.CatchmentEntryFactory(name="示例村", catchment__school=school)
    make.PriorityRuleFactory()
    make.PartnershipFactory()
    make.PartnershipActivityFactory(note="待核")
    page = open_page("/schools/?stage=junior", width=width)
    for path in (
        None,
        school.get_absolute_url(),
        f"/schools/compare/?s={school.slug}&s={other.slug}",
        "/schools/map/",
        "/groups/",
        group.get_absolute_url(),
        "/cooperation/",
        "/enrolment/",
        "/enrolment/catchments/?q=示例村",
        "/enrolment/catchments/?q=没有的村",
        f"/enrolment/catchments/{place.pk}/",
    ):
        if path:
            page.goto(path)
        axe(page, dark=True)
        assert not page.evaluate(TOO_WIDE), path
