"""A recording goes up in the browser piece by piece, and a word at a moment jumps there."""

import pytest
from playwright.sync_api import expect

from classrooms import library
from classrooms.models import Recording
from tests.factories import TeacherFactory
from tests.factories.library import MP4

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_recording_is_uploaded_shared_and_commented(open_page, axe, media):
    teacher = TeacherFactory(signed_up=True)
    page = open_page("/me/library/recordings/new/", width=360, user=teacher.user)
    axe(page)
    page.get_by_label("文件").set_input_files({"name": "课.mp4", "mimeType": "video/mp4", "buffer": MP4})
    expect(page.get_by_role("status")).to_contain_text("传完了")
    page.get_by_label("名称").fill("没有钢琴的合唱")
    page.get_by_role("button", name="分享", exact=True).click()
    page.wait_for_url("**/classrooms/network/recordings/**")
    recording = Recording.objects.get()
    assert recording.file.size == len(MP4)
    library.comment(recording, "起音很稳", by=teacher.user, starts=65)
    page.reload()
    axe(page)
    expect(page.get_by_role("link", name="1:05")).to_have_attribute("data-jump", "65")
