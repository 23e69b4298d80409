"""A sheet written on a phone in a classroom without a network: nothing is lost, and it is sent once."""

import pytest
from playwright.sync_api import expect

from classrooms.models import LessonReview
from tests.factories import TeacherFactory
from tests.factories.reviews import rubric_of, sheet_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_sheet_survives_a_lost_network_and_a_closed_page(open_page, axe):
    teacher = TeacherFactory(signed_up=True)
    review = sheet_of(rubric=rubric_of("目标明确 10\n值得学的一处（评语）"), by=teacher.user)
    page = open_page(review.get_absolute_url(), width=360, user=teacher.user)
    axe(page)
    page.context.set_offline(True)
    page.get_by_label("教学过程记录").fill("10:25 导入")
    expect(page.get_by_role("status")).to_contain_text("没有网络", timeout=6000)
    page.close()
    page.context.set_offline(False)
    page = page.context.new_page()
    page.goto(review.get_absolute_url())
    expect(page.get_by_label("教学过程记录")).to_have_value("10:25 导入")
    expect(page.get_by_role("status")).to_contain_text("已保存")
    assert LessonReview.objects.get().notes == "10:25 导入"

    page.context.set_offline(True)
    page.get_by_label("目标明确", exact=True).fill("9.5")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("status")).to_contain_text("连上后自动提交")
    page.context.set_offline(False)
    page.wait_for_url("**/lessons/**")
    handed_in = LessonReview.objects.get()
    assert handed_in.is_locked and handed_in.points == 9.5
    assert page.evaluate("localStorage.length") == 0
    axe(page)
