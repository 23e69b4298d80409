"""The public page, the school's panel, the live board, a teacher's own, and who may see what of them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.roles import Role
from classrooms import receipts, relay_board, relay_figures, rescheduling
from classrooms.models import Receipt, RelayLesson, SpotCheck
from classrooms.relay_board import Place
from schools import panels
from tests import factories as make
from tests.relay_kit import AFTER, BEFORE, DURING, TUESDAY, affairs_of, moment, running, stand_at

pytestmark = [pytest.mark.django_db, pytest.mark.both]
RELAY = reverse("classrooms:relay")
LATER = TUESDAY + timedelta(days=1)


@pytest.fixture
def relay(monkeypatch):
    stand_at(monkeypatch, BEFORE)
    return running()


def text(client, address):
    return client.get(address).content.decode()


# --- for everybody ------------------------------------------------------------------------------------------
def test_the_week_names_schools_and_classes_and_no_teacher(client, relay):
    page = text(client, RELAY)
    assert "周二 11月17日" in page and relay.course.school.short_name in page
    assert relay.receiver.group.name in page and relay.assistant.name not in page
    assert relay.course.presenter.name not in page
    assert "这一周没有专递课" in text(client, f"{RELAY}?week=2026-12-14")
    assert "周二 11月17日" in text(client, f"{RELAY}?week=nonsense")


def test_the_terms_figures_are_those_of_the_receiving_side(client, relay, monkeypatch):
    assert "实听" not in text(client, RELAY)
    stand_at(monkeypatch, AFTER)
    term = relay.course.term
    (line,) = relay_figures.by_subject(term.starts_on, term.ends_on)
    assert (line.to_present, line.presented, line.to_receive, line.received) == (1, 0, 1, 0)
    receipts.fail(relay.receipt, "power")
    extra = rescheduling.make_up([relay.receipt], LATER, 1, lesson=relay.lesson, by=None)
    stand_at(monkeypatch, moment(LATER, 12))
    receipts.confirm(extra.receipts.get())
    (line,) = relay_figures.by_subject(term.starts_on, term.ends_on)
    assert (line.to_present, line.presented, line.to_receive, line.received) == (1, 1, 1, 1)
    assert "1/1" in text(client, RELAY)
    assert relay_figures.reasons(Receipt.objects.all()) == [("停电", 1)]


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_costs_the_same_for_one_course_and_for_twelve(
    client, monkeypatch, django_assert_num_queries, count
):
    stand_at(monkeypatch, BEFORE)
    for _ in range(count):
        running(until=TUESDAY)
    with django_assert_num_queries(12):
        client.get(RELAY)


def test_a_school_shows_parents_the_weeks_lessons(client, relay):
    school = relay.receiver.group.school
    rows = panels.of_school(school, None)
    (panel,) = [panel for panel in rows if panel.name == "relay"]
    assert [row["group"] for row in panel.rows] == [relay.receiver.group]
    assert "本周专递课" in text(client, school.get_absolute_url())
    presented = panels.of_school(relay.course.school, None)
    assert any(panel.name == "relay" and panel.rows[0]["group"] is None for panel in presented)


# --- the board ----------------------------------------------------------------------------------------------
def places():
    return {part.place: len(part.lessons) for part in relay_board.today(RelayLesson.objects.all())}


def test_a_lesson_walks_through_the_board(relay, monkeypatch):
    stand_at(monkeypatch, moment(TUESDAY, 8))
    assert places() == {Place.NEXT: 1}
    stand_at(monkeypatch, moment(TUESDAY, 10, 27))
    assert places() == {Place.NOW: 1}
    stand_at(monkeypatch, DURING)
    assert places() == {Place.LATE: 1}
    receipts.begin(relay.lesson, by=None)
    assert places() == {Place.NOW: 1}
    stand_at(monkeypatch, AFTER)
    assert places() == {Place.ASKED: 1}
    receipts.fail(relay.receipt, "network")
    assert places() == {Place.FAILED: 1}
    receipts.correct(relay.receipt, "confirmed", by=None, why="后来通了")
    assert places() == {Place.DONE: 1}


def test_everybody_sees_the_lessons_of_their_own(client, relay, monkeypatch):
    stand_at(monkeypatch, DURING)
    addresses = [reverse("classrooms:relay_board"), reverse("classrooms:relay_board_rows")]
    seeing = [
        relay.assistant.user,
        relay.course.presenter.user,
        affairs_of(relay),
        make.person(Role.RESEARCHER),
    ]
    for user in seeing:
        client.force_login(user)
        assert all(relay.course.title in text(client, address) for address in addresses)
    client.force_login(make.person(Role.AFFAIRS, make.SchoolFactory().unit))
    assert all("今天没有专递课" in text(client, address) for address in addresses)


def test_my_relays_name_what_i_present_and_what_i_help_with(client, relay, monkeypatch):
    address = reverse("my_relay")
    client.force_login(relay.course.presenter.user)
    assert relay.assistant.name in text(client, address)
    stand_at(monkeypatch, AFTER)
    client.force_login(relay.assistant.user)
    assert "去确认" in text(client, address)
    receipts.confirm(relay.receipt)
    assert "去确认" not in text(client, address) and "实听 / 应听" in text(client, address)


def test_the_meetings_address_is_for_those_who_take_part(client, relay):
    RelayLesson.objects.update(link="https://meeting.example.com/1")
    path = relay.lesson.get_absolute_url()
    client.force_login(relay.assistant.user)
    assert "meeting.example.com" in text(client, path)
    client.force_login(make.person(Role.HEAD, relay.receiver.group.school.unit))
    assert "meeting.example.com" not in text(client, path)


# --- spot checks --------------------------------------------------------------------------------------------
def test_spot_checks_are_the_inspectors_to_write_and_the_schools_to_see(client):
    group, music = make.TeachingGroupFactory(), make.SubjectFactory()
    maths = make.SubjectFactory(name="数学")
    add = reverse("admin:classrooms_spotcheck_add")
    data = {"group": group.pk, "date": "2026-11-17", "period_no": 2, "planned": music.pk, "seen": maths.pk}
    client.force_login(make.person(Role.AFFAIRS, group.school.unit))
    assert client.post(add, data).status_code == 403
    inspector = make.person(Role.RESEARCHER)
    client.force_login(inspector)
    assert client.post(add, data).status_code == 302
    check = SpotCheck.objects.differing().get()
    assert (check.checked_by, check.agrees) == (inspector, False)
    assert "已有抽查记录" in client.post(add, data).content.decode()
