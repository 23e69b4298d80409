"""The way from an event into its meeting, in a real browser: the page's own policy lets it through."""

from datetime import timedelta

import pytest
from django.utils import timezone

from classrooms.models import Session
from tests.bbb_server import bbb_server
from tests.factories import LastLessonFactory, registered

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("place", ["page", "desk"])
def test_a_teacher_enters_the_meeting_of_the_event(open_page, axe, settings, place):
    event = LastLessonFactory(session__meeting_provider="bbb", session__hours=2)
    teacher = registered(event.session)[0].teacher
    start = timezone.now() + timedelta(minutes=10)
    times = {"starts_at": start, "ends_at": start + timedelta(hours=1), "closes_at": start}
    Session.objects.filter(pk=event.session_id).update(**times)
    with bbb_server(settings) as server:
        path = event.session.get_absolute_url() if place == "page" else "/me/"
        page = open_page(path, width=360, user=teacher.user)
        axe(page)
        # A page beside the watched one, since this one leaves for another host.
        leaving = page.context.new_page()
        leaving.goto(path)
        leaving.get_by_role("button", name="进入会议").click()
        leaving.get_by_role("heading", name="inside").wait_for()
        assert leaving.url.startswith(server.url)
