"""The pages of those who are signed in, on a phone by day and by night: nothing axe objects to, nothing wider
than the phone. A test a role, so that several workers share them."""

import re

import pytest

from accounts.models import User
from tests.test_browser_every_page import scrolls_sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What the scheme changes.
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
# A path, or what the first link of that form on the page before leads to.
OWN = [
    "/me/",
    "/me/timetable/",
    "/me/inbox/",
    "/me/inbox/choices/",
    "/me/data/",
    "/me/hours/",
    "/me/relay/",
    "/classrooms/cover/",
    r"/classrooms/cover/\d+/",
    "/accounts/security/",
    "/accounts/password/change/",
]
TOGETHER = [
    "/me/pairs/",
    "/me/pairs/offer/",
    "/me/reviews/",
    r"/me/reviews/\d+/",
    "/me/reviews/new/",
    "/me/library/",
    "/me/library/recordings/new/",
    "/me/library/resources/new/",
    "/me/library/showcases/new/",
    "/classrooms/sessions/",
    r"/classrooms/sessions/\d+/",
]
ORGANISING = [
    "/me/",
    "/classrooms/sessions/",
    r"/classrooms/sessions/\d+/",
    r"/classrooms/sessions/\d+/manage/",
    r"/classrooms/sessions/\d+/manage/move/",
    "/classrooms/sessions/",
    r"/classrooms/sessions/\d+/",
    r"/classrooms/sessions/\d+/manage/",
    r"/classrooms/sessions/\d+/manage/attendance/",
    r"/classrooms/sessions/\d+/manage/door/",
    "/me/pairs/organised/",
    r"/me/pairs/\d+/",
]
COVERING = [
    "/classrooms/coverage/board/",
    r"/classrooms/coverage/board/[a-z-]+/",
    r"/classrooms/coverage/board/[a-z-]+/\d+/\d+/",
    "/classrooms/coverage/needs/",
    r"/classrooms/coverage/needs/\d+/",
    "/classrooms/coverage/proposals/",
    r"/classrooms/coverage/proposals/\d+/",
    "/classrooms/coverage/proposals/what-if/",
]
RELAYING = [
    "/me/",
    "/classrooms/cover/",
    "/classrooms/relay/receipts/",
    r"/classrooms/relay/receipts/\d+/",
    "/classrooms/relay/board/",
    r"/classrooms/relay/lessons/\d+/",
    "/classrooms/coverage/needs/",
]


def step(page, path):
    """Go to the path, or where the page's first link of that form leads."""
    if "\\" in path or "[" in path:
        links = page.locator("main a[href^='/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        fitting = [link for link in links if re.fullmatch(path, link)]
        assert fitting, f"no link {path} on {page.url}"
        path = fitting[0]
    assert page.goto(path).status == 200, path


@pytest.mark.parametrize(
    ("username", "paths"),
    [
        ("demo-teacher", OWN),
        ("demo-teacher", TOGETHER),
        ("demo-researcher", ORGANISING),
        ("demo-researcher", COVERING),
        ("demo-affairs", RELAYING),
    ],
    ids=["own", "together", "organising", "covering", "relaying"],
)
def test_own_pages_are_accessible_and_fit_by_day_and_by_night(shown_demo, open_page, axe, username, paths):
    page = open_page("/healthz/", width=360, user=User.objects.get(username=username))
    wide = []
    for path in paths:
        step(page, path)
        axe(page)
        if scrolls_sideways(page):
            wide.append(path)
        page.emulate_media(color_scheme="dark")
        axe(page, runOnly=CONTRAST)
        page.emulate_media(color_scheme="light")
    assert wide == []
