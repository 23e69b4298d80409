"""As a teacher on a phone: what a session costs is read before choosing, and a lesson is covered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from classrooms.models import Cover
from schools.models import Lesson
from tests import factories as make
from tests.test_cover import MONDAY, Place, moment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(page, name):
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


def test_teacher_and_affairs_cover_a_lesson_on_their_phones(open_page, axe):
    place = Place()
    # Week 2 of the term is even: a lesson of even weeks clashes on this Monday, one of odd weeks would not.
    Lesson.objects.filter(pk=place.lesson.pk).update(weeks=Lesson.Weeks.EVEN)
    odd = make.SessionFactory(
        title="单周那一场", starts_at=moment(MONDAY + timedelta(days=7), 8, 30), capacity=1
    )
    page = open_page("/classrooms/sessions/", width=360, user=place.teacher.user)
    fits = page.locator(".fit")
    assert fits.all_inner_texts() == ["要调课或代课 三年级1班 音乐 第1节", "这时没有课"]
    axe(page)
    page.goto(place.session.get_absolute_url())
    press(page, "报名")
    assert page.get_by_text("请为留下的课选调课或代课").is_visible()
    axe(page)
    page.locator(".seats__covers a").click()
    page.get_by_label("周雨水（教这个班）").check()
    axe(page)
    press(page, "交教务确认")
    affairs = open_page("/classrooms/cover/", width=360, user=place.affairs)
    axe(affairs)
    press(affairs, "同意")
    assert Cover.objects.get().state == Cover.State.APPROVED
    assert affairs.evaluate("document.documentElement.scrollWidth") <= 360
    page.goto(odd.get_absolute_url())
    press(page, "报名")
    assert page.get_by_text("您已报名。").is_visible()


def test_week_and_running_a_session_are_accessible_on_a_phone(open_page, axe):
    place, organiser = Place(), make.person(Role.RESEARCHER)
    place.register()
    weeks = (MONDAY - timezone.localdate()).days // 7
    page = open_page("/me/timetable/", width=360, user=place.teacher.user)
    axe(page)
    assert page.get_by_role("heading", name="我的课表").is_visible() and weeks > 0
    manage = f"{place.session.get_absolute_url()}manage/"
    page = open_page(manage, width=360, user=organiser)
    axe(page)
    page.goto(f"{manage}move/")
    press(page, "看看冲突")
    assert page.get_by_text("更合适的时间").is_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
