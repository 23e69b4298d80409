"""The teacher's main job in a real browser: register, queue, cancel, move up, read of it in the inbox."""

import pytest

from classrooms.models import Registration
from tests.factories import SessionFactory, TeacherFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def session():
    return SessionFactory(title="结对评课《花钟》", capacity=1, meeting_link="https://meeting.example/1")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def test_second_teacher_moves_up_when_the_first_leaves(open_page, session, axe):
    first, second = TeacherFactory.create_batch(2, signed_up=True)
    ours = open_page(session.get_absolute_url(), user=first.user)
    theirs = open_page(session.get_absolute_url(), user=second.user, width=360)

    press(ours, "报名")
    assert ours.get_by_text("您已报名。").is_visible()
    press(theirs, "报名")
    assert theirs.get_by_text("排在第 1 位").is_visible()
    assert theirs.get_by_text("报上名后可见").is_visible()
    axe(theirs)

    ours.get_by_text("取消报名").click()
    press(ours, "确定取消")
    assert ours.get_by_text("已取消报名。").is_visible()
    assert ours.get_by_role("button", name="候补报名").is_visible()
    theirs.goto("/me/inbox/")
    theirs.get_by_role("link", name="候补成功：结对评课《花钟》").click()
    assert theirs.get_by_role("link", name="进入会议").is_visible()
    assert dict(Registration.objects.values_list("teacher", "state")) == {
        first.pk: "cancelled",
        second.pk: "confirmed",
    }


def test_visitor_signs_in_on_the_way_and_registers(open_page, session):
    teacher = TeacherFactory(signed_up=True)
    teacher.user.set_password("rice-and-pomelo-26")
    teacher.user.save()
    page = open_page("/classrooms/", width=360, script=False)
    page.get_by_role("link", name=session.title).click()
    page.get_by_role("link", name="登录后报名").click()
    page.get_by_label("账号或手机号").fill(teacher.user.username)
    page.get_by_label("密码", exact=True).fill("rice-and-pomelo-26")
    page.locator("main form button").first.click()
    press(page, "报名")
    assert page.get_by_text("您已报名。").is_visible()
    page.goto("/me/")
    assert page.get_by_role("link", name=session.title, exact=True).is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_are_accessible(open_page, axe, session, width):
    page = open_page("/classrooms/", width=width)
    for path in ("/classrooms/", "/classrooms/master/", "/classrooms/sessions/", session.get_absolute_url()):
        page.goto(path)
        axe(page, dark=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
