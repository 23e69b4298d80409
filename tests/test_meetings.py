"""Meetings that the portal opens: who enters as what and when, what a sick server is answered, recordings."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import Message
from accounts.roles import Role
from classrooms import booking, meetings
from classrooms.meetings import bigbluebutton
from classrooms.models import Recording, Session, Shared
from tests.bbb_server import bbb_server, drips, is_broken, never_ends, redirects, speaks_no_http
from tests.factories import SessionFactory, TeacherFactory, person, registered

pytestmark = pytest.mark.django_db
SOON = timedelta(minutes=10)


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


@pytest.fixture
def server(settings):
    with bbb_server(settings) as made:
        yield made


@pytest.fixture
def session():
    """In three days, until a test lets it `begin`."""
    presenter = TeacherFactory(signed_up=True)
    return SessionFactory(meeting_provider="bbb", presenter=presenter, capacity=9)


def begin(session, ahead=SOON):
    start = timezone.now() + ahead
    times = {"starts_at": start, "ends_at": start + timedelta(hours=1), "closes_at": start}
    Session.objects.filter(pk=session.pk).update(opens_at=start - timedelta(days=1), **times)


def enter(client, session, user):
    client.force_login(user)
    return client.post(reverse("classrooms:meeting_enter", args=[session.pk]))


def said(client, response):
    return client.get(response.url).content.decode()


# --- Entering -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_each_enters_in_the_role_they_have(client, settings, session, algorithm):
    seat = registered(session)[0]
    begin(session)
    with bbb_server(settings, algorithm) as server:
        roles = {}
        for user in (seat.teacher.user, session.presenter.user, person(Role.RESEARCHER)):
            response = enter(client, session, user)
            asked = parse_qs(urlsplit(response.url).query)
            roles[asked["fullName"][0]] = asked["role"][0]
            # The server itself judges checksum, role and password.
            assert b"inside" in urlopen(response.url).read()  # noqa: S310
        assert sorted(roles.values()) == ["MODERATOR", "MODERATOR", "VIEWER"]
        assert roles[f"{seat.teacher.name}（{seat.teacher.school.short_name}）"] == "VIEWER"
        # One meeting, created once, however many come.
        assert [call for call, _ in server.calls].count("create") == 1 and len(server.meetings) == 1


def test_nobody_else_enters_and_no_link_is_given(client, server, session):
    waiting = SessionFactory(meeting_provider="bbb", capacity=1)
    registered(waiting, 2)
    begin(session), begin(waiting)
    queued = waiting.registrations.in_queue().get().teacher.user
    assert enter(client, session, TeacherFactory(signed_up=True).user).status_code == 404
    assert enter(client, waiting, queued).status_code == 404
    assert client.get(reverse("classrooms:meeting_enter", args=[session.pk])).status_code == 405
    assert server.calls == []


def test_the_door_opens_earlier_for_who_leads_and_shuts(client, server, session):
    seat = registered(session)[0]
    begin(session, timedelta(minutes=45))
    assert "起可以进入会议" in said(client, enter(client, session, seat.teacher.user))
    assert server.url in enter(client, session, session.presenter.user).url
    booking.cancel_session(session, by=person(Role.RESEARCHER), reason="停电")
    assert "活动已取消" in said(client, enter(client, session, session.presenter.user))
    Session.objects.update(cancelled_at=None)
    begin(session, -timedelta(hours=4))
    assert "会议已经结束" in said(client, enter(client, session, session.presenter.user))


def test_the_page_offers_the_button_to_who_takes_part(client, server, session):
    seat = registered(session)[0]
    address = reverse("classrooms:meeting_enter", args=[session.pk])
    assert "报上名后可见" in client.get(session.get_absolute_url()).content.decode()
    client.force_login(seat.teacher.user)
    response = client.get(session.get_absolute_url())
    assert address in response.content.decode()
    # Browsers hold the redirect that follows a form to form-action.
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(server.url))
    assert f"form-action 'self' {origin}" in response["Content-Security-Policy"]
    assert server.calls == []
    Session.objects.update(meeting_link="https://meeting.example.com/1")
    response = client.get(session.get_absolute_url())
    assert address not in response.content.decode() and "meeting.example.com/1" in response.content.decode()
    assert origin not in response["Content-Security-Policy"]
    assert client.post(address).status_code == 404


def test_without_a_server_links_are_typed_by_hand(client, settings, session):
    settings.BBB_URL = settings.BBB_SECRET = ""
    assert not meetings.is_ours(session)
    assert meetings.provider_of(session).recordings(session) == []
    assert enter(client, session, session.presenter.user).status_code == 404


# --- A server that is away, or ill --------------------------------------------------------------------------
USES = "<response><returncode>&b;</returncode></response>"
BOMB = f'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>{USES}'
FETCH = f'<!DOCTYPE r [<!ENTITY b SYSTEM "file:///etc/hostname">]>{USES}'
ILL = {
    "entities": (BOMB, "读不懂"),
    "external entity": (FETCH, "读不懂"),
    "no xml": ("<html><p>nginx", "读不懂"),
    "nothing": ("", "读不懂"),
    "binary": (b"\xff\xfe\x00<", "读不懂"),
    "unknown encoding": ('<?xml version="1.0" encoding="x-none"?><response/>', "读不懂"),
    "never ends": (never_ends, "读不懂"),
    "no http": (speaks_no_http, "读不懂"),
    "redirects": (redirects, "读不懂"),
    "drips": (drips, "没有应答"),
    "broken": (is_broken, "没有应答"),
    "refuses": (
        "<response><returncode>FAILED</returncode><message>x\ny</message></response>",
        "没有照办（xy）",
    ),
}


@pytest.mark.parametrize("answer", list(ILL.values()), ids=list(ILL))
def test_an_answer_that_is_none_is_said_and_leads_nowhere(client, server, session, monkeypatch, answer):
    monkeypatch.setattr(bigbluebutton, "SECONDS", 0.3)
    begin(session)
    server.answers.append(answer[0])
    response = enter(client, session, session.presenter.user)
    assert response.url == session.get_absolute_url()
    assert answer[1] in said(client, response)


def test_a_wrong_secret_is_said_to_be_one(client, server, session, settings):
    settings.BBB_SECRET = "another"
    begin(session)
    assert "核对 BBB_SECRET" in said(client, enter(client, session, session.presenter.user))


def test_a_server_that_is_away_is_left_alone_for_a_while(client, server, session):
    begin(session)
    server.answers += [is_broken]
    enter(client, session, session.presenter.user)
    assert "没有应答" in said(client, enter(client, session, session.presenter.user))
    assert server.calls == []
    cache.delete(bigbluebutton.AWAY)
    assert server.url in enter(client, session, session.presenter.user).url


@pytest.mark.django_db(transaction=True)
def test_it_is_asked_outside_transactions_and_never_to_register(client, server, session, monkeypatch):
    asked, read = [], bigbluebutton._read

    def note(url):
        asked.append(connection.in_atomic_block)
        return read(url)

    monkeypatch.setattr(bigbluebutton, "_read", note)
    server.recordings.append(("r1", "https://bbb.example.com/playback/r1", "讨论"))
    teacher = TeacherFactory(signed_up=True)
    client.force_login(teacher.user)
    client.post(reverse("classrooms:session_register", args=[session.pk]))
    client.get(session.get_absolute_url())
    assert session.registrations.confirmed().exists() and asked == []
    begin(session)
    enter(client, session, teacher.user)
    client.force_login(person(Role.RESEARCHER))
    client.post(reverse("classrooms:meeting_bring", args=[session.pk]), {"key": "r1"})
    assert asked == [False, False] and Recording.objects.get().link.endswith("r1")


# --- Recordings ---------------------------------------------------------------------------------------------
def test_a_recording_is_brought_once_and_is_the_presenter_s_to_share(client, server, session):
    bigbluebutton.BigBlueButton.enter(session, meetings.Guest("张", "1"))
    server.recordings += [
        ("good", "https://bbb.example.com/playback/presentation/2.3/good", "讨论<一>"),
        ("script", "javascript:alert(1)", "坏的"),
        ("file", "file:///etc/passwd", "坏的"),
        ("user", "https://a@bbb.example.com/x", "坏的"),
        ("long", f"https://bbb.example.com/{'x' * 300}", "坏的"),
    ]
    client.force_login(person(Role.RESEARCHER))
    page = reverse("classrooms:meeting_recordings", args=[session.pk])
    shown = client.get(page).content.decode()
    assert "讨论&lt;一&gt;" in shown and "90 分钟" in shown and "坏的" not in shown
    bring = reverse("classrooms:meeting_bring", args=[session.pk])
    for key in ("good", "good", "script", "absent"):
        client.post(bring, {"key": key})
    brought = Recording.objects.get()
    assert (brought.owner, brought.session) == (session.presenter, session)
    assert brought.view == Shared.View.PRIVATE and brought.recorded_on
    assert Message.objects.get(kind="library.brought").recipient == session.presenter.user
    assert "已取回" in client.get(page).content.decode()
    # What its owner took down does not come back.
    Recording.objects.update(removed_at=timezone.now())
    client.post(bring, {"key": "good"})
    assert Recording.objects.count() == 1


def test_without_a_presenter_nothing_is_brought(client, server):
    session = SessionFactory(meeting_provider="bbb")
    bigbluebutton.BigBlueButton.enter(session, meetings.Guest("张", "1"))
    server.recordings.append(("r1", "https://bbb.example.com/playback/r1", "讨论"))
    client.force_login(person(Role.RESEARCHER))
    response = client.post(reverse("classrooms:meeting_bring", args=[session.pk]), {"key": "r1"})
    assert "没有填主讲教师" in said(client, response) and not Recording.objects.exists()


def test_a_server_away_leaves_the_page_of_recordings_standing(client, server, session):
    client.force_login(person(Role.RESEARCHER))
    server.answers.append(is_broken)
    page = client.get(reverse("classrooms:meeting_recordings", args=[session.pk]))
    assert page.status_code == 200 and "没有应答" in page.content.decode()
