"""On a phone in the receiving classroom: a tap without network counts once, a power cut gets its make-up."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from classrooms import free_slots, receipt_links, receipts, rescheduling
from classrooms.models import Receipt
from schools.models import School
from tests import factories as make
from tests.coverage_kit import owe
from tests.relay_kit import AFTER, BEFORE, TUESDAY, running, stand_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MAKE_UP = "11月18日 周三 第1节"


def test_a_tap_without_network_is_sent_when_it_is_back(open_page, axe):
    begun = timezone.now() - timedelta(hours=1)
    receipt = make.ReceiptFactory(lesson__starts_at=begun, lesson__ends_at=begun + timedelta(minutes=40))
    page = open_page(receipt_links.path_of(receipt), width=360)
    axe(page)
    page.context.set_offline(True)
    page.click(".confirm__button")
    page.wait_for_selector("text=已记在这部手机上")
    receipt.refresh_from_db()
    assert receipt.state == Receipt.State.AWAITED
    page.context.set_offline(False)
    page.wait_for_selector("text=不用再点")
    receipt.refresh_from_db()
    assert (receipt.state, len(receipt.key)) == (Receipt.State.CONFIRMED, 32)


@pytest.fixture
def blackout(monkeypatch):
    """The Tuesday's music lesson is over; the power was cut in the receiving classroom."""
    stand_at(monkeypatch, BEFORE)
    owe(3, 2)
    relay = running()
    make.TimetableFactory(school=relay.assistant.school, term=relay.course.term)
    School.objects.update(stage=School.Stage.PRIMARY)
    stand_at(monkeypatch, AFTER)
    return relay


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_assistant_says_power_cut_and_takes_a_make_up_on_the_phone(open_page, axe, blackout):
    page = open_page("/me/relay/", width=360, user=blackout.assistant.user)
    page.click("text=去确认")
    page.click("summary:text('没有上成')")
    page.click("label:has-text('停电')")
    axe(page, dark=True)
    page.click("text=记下，去约补课")
    page.check(".relay-slot:first-of-type input")
    assert MAKE_UP in page.inner_text(".relay-slot:first-of-type") and fits(page)
    axe(page, dark=True)
    page.click("text=定这个时间")
    assert f"补课已定在{MAKE_UP}" in page.inner_text("main") and fits(page)
    axe(page)
    assert blackout.receipt.reason == Receipt.Reason.POWER
    page.goto(blackout.lesson.get_absolute_url())
    assert "11月18日第1节补" in page.inner_text("main") and "安排补课" not in page.inner_text("main")


@pytest.fixture
def made_up(blackout):
    """The same, its make-up booked."""
    failed = receipts.fail(blackout.receipt, Receipt.Reason.POWER, by=blackout.assistant.user)
    slot = free_slots.of(blackout.lesson, [failed])[0]
    rescheduling.make_up([failed], slot.day, slot.period_no, lesson=blackout.lesson, by=None)
    return blackout


def test_the_make_up_stands_in_the_week_of_both_schools(open_page, made_up):
    for school in (made_up.course.school, made_up.assistant.school):
        page = open_page(school.get_absolute_url(), width=360)
        (row,) = page.locator("li", has_text="补课").all_inner_texts()
        assert "11月18日 周三" in row and "08:30—09:10" in row and fits(page)
    for user in (made_up.course.presenter.user, made_up.assistant.user):
        page = open_page(f"/me/timetable/?week={TUESDAY}", width=360, user=user)
        assert page.locator("text=专递课 音乐").count() >= 2


def test_the_district_sees_what_became_of_the_power_cut(open_page, axe, made_up):
    page = open_page("/classrooms/coverage/failed/", width=360, user=make.person(Role.RESEARCHER))
    page.click("text=停电 1节")
    assert "11月18日第1节补" in page.inner_text(".lesson-list__one--pending")
    axe(page, dark=True)
    page.goto("/classrooms/relay/board/")
    assert "11月18日第1节补" in page.inner_text(".board__part--failed")
    page.goto("/classrooms/coverage/board/")
    page.click(f".heat-table a[href$='/{made_up.assistant.school.slug}/']")
    page.click(".heat-table td a")
    assert "未上课（停电），11月18日第1节补" in page.inner_text(".lesson-list__one--pending") and fits(page)
