"""One's calendar for other programs: the right person's, revocable, in Shanghai's time."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from accounts import agenda
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(monkeypatch):
    start = timezone.now() + timedelta(days=2)
    made = agenda.Event(
        "session-7", start, start + timedelta(hours=1), "评课\n一", "梁山小学", "带课本", "/classrooms/", 3
    )
    monkeypatch.setitem(agenda._sources, "test", lambda user, begin, end: [made])
    return made


def test_it_says_what_when_and_where_with_the_zone(client, event):
    answer = client.get(agenda.address_of(UserFactory()))
    assert answer["Content-Type"].startswith("text/calendar")
    found = Calendar.from_ical(answer.content)
    entry = next(one for one in found.walk("VEVENT") if str(one["uid"]).startswith("session-7@"))
    assert entry["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert entry["sequence"] == 3
    assert entry["dtstart"].dt == event.start.replace(microsecond=0)
    assert [str(zone["tzid"]) for zone in found.walk("VTIMEZONE")] == ["Asia/Shanghai"]


def test_a_line_break_in_a_title_adds_no_property(client, event):
    text = client.get(agenda.address_of(UserFactory())).content.decode()
    assert "SUMMARY:评课\\n一" in text


def test_a_new_address_ends_the_old_one(client):
    user = UserFactory()
    old = agenda.address_of(user)
    client.force_login(user)
    client.post("/me/inbox/calendar/")
    assert client.get(old).status_code == 404
    assert client.get(agenda.address_of(user)).status_code == 200


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00", "WzEsMV0:forged:mark"])
def test_a_forged_address_is_no_address(client, token):
    assert client.get(f"/me/calendar/{token}.ics").status_code == 404


def test_who_is_switched_off_has_no_calendar(client):
    user = UserFactory()
    address = agenda.address_of(user)
    user.is_active = False
    user.save()
    assert client.get(address).status_code == 404
