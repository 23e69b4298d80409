"""On the day: the door, one's own tap and the organiser's note, and the papers for those who were there."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone
from icalendar import Calendar

from accounts import agenda
from accounts.models import AuditEvent, Message
from accounts.roles import Role
from classrooms import attending, booking, certifying, reminders
from classrooms.models import Attendance, Certificate, Session
from classrooms.telling import Refused
from tests.factories import SessionFactory, TeacherFactory, district, person, registered

pytestmark = pytest.mark.django_db
State = Attendance.State


def at_start(session, **shift):
    """Move the session so that it starts now (plus a shift); its registrations stay."""
    starts = timezone.now() + timedelta(**shift)
    Session.objects.filter(pk=session.pk).update(
        starts_at=starts, ends_at=starts + timedelta(hours=2), closes_at=starts - timedelta(hours=1)
    )
    session.refresh_from_db()


@pytest.fixture
def session():
    return SessionFactory(
        organiser=district(), capacity=3, hours=2, opens_at=timezone.now() - timedelta(days=9)
    )


@pytest.fixture
def seat(session):
    return registered(session)[0]


def check_in(seat, **how):
    return attending.check_in(seat.session, seat.teacher, by=seat.teacher.user, **how)


# --- the teacher's own tap ----------------------------------------------------------------------------------
@pytest.mark.parametrize(("minutes", "expected"), [(-50, "present"), (5, "present"), (11, "late")])
def test_a_tap_on_the_day_is_present_or_late(seat, minutes, expected):
    at_start(seat.session, minutes=-minutes)
    assert check_in(seat).state == expected


@pytest.mark.parametrize("hours", [2, -3])
def test_before_and_after_the_door_is_shut(seat, hours):
    at_start(seat.session, hours=hours)
    with pytest.raises(Refused, match="签到时间"):
        check_in(seat)
    assert not Attendance.objects.exists()


@pytest.mark.both
def test_a_second_tap_changes_nothing(seat):
    at_start(seat.session)
    first = check_in(seat)
    assert check_in(seat).pk == first.pk
    assert AuditEvent.objects.filter(action="签到").count() == 1


def test_nobody_checks_in_for_another_or_without_a_seat(seat):
    at_start(seat.session)
    other = TeacherFactory(signed_up=True)
    with pytest.raises(Refused, match="本人"):
        attending.check_in(seat.session, seat.teacher, by=other.user)
    with pytest.raises(Refused, match="没有报上"):
        attending.check_in(seat.session, other, by=other.user)


def test_a_tap_kept_without_network_counts_when_it_was_made_and_is_marked(client, seat):
    at_start(seat.session, hours=-3)
    made = timezone.now() - timedelta(hours=2, minutes=55)
    client.force_login(seat.teacher.user)
    body = {"late": "1", "at": f"{made.timestamp() * 1000:.0f}", "key": "abc"}
    door = attending.door_of(seat.session)
    answers = [client.post(door, body, headers={"accept": "application/json"}).json() for _ in range(2)]
    assert [one["done"] for one in answers] == [True, True]
    kept = Attendance.objects.get()
    assert (kept.state, kept.method, kept.key) == ("present", "later", "abc")


@pytest.mark.parametrize("at", ["", "x", "9" * 30, "-1", "1e9"])
def test_a_tap_that_names_no_moment_counts_as_now(client, seat, at):
    at_start(seat.session, hours=-3)
    client.force_login(seat.teacher.user)
    answer = client.post(
        attending.door_of(seat.session), {"late": "1", "at": at}, headers={"accept": "application/json"}
    )
    assert answer.json()["done"] is False


# --- the door -----------------------------------------------------------------------------------------------
def test_opening_the_door_writes_nothing_and_the_button_does(client, seat):
    at_start(seat.session)
    client.force_login(seat.teacher.user)
    door = attending.door_of(seat.session)
    assert "我到了" in client.get(door).content.decode()
    assert not Attendance.objects.exists()
    client.post(door)
    assert Attendance.objects.get().method == "self"
    assert "confirm__done" in client.get(door).content.decode()


def test_a_forged_door_is_no_door(client, seat):
    client.force_login(seat.teacher.user)
    token = attending.door_of(seat.session).split("/")[-2]
    for forged in (token[:-1], f"{seat.session.pk + 1}{token[len(str(seat.session.pk)) :]}", "~", "1"):
        assert client.get(f"/classrooms/check-in/{forged}/").status_code == 404


def test_eight_digits_lead_to_the_door_and_guessing_ends(client, seat):
    client.force_login(seat.teacher.user)
    address, code = f"/classrooms/sessions/{seat.session.pk}/check-in/", attending.code_of(seat.session)
    assert client.post(address, {"code": f"{code[:4]} {code[4:]}"}).url == attending.door_of(seat.session)
    wrong = "00000000" if code != "00000000" else "11111111"
    for _ in range(30):
        client.post(address, {"code": wrong})
    assert "试得太多" in client.post(address, {"code": code}).content.decode()


# --- the organiser ------------------------------------------------------------------------------------------
@pytest.fixture
def organiser():
    return person(Role.RESEARCHER)


def test_the_organiser_notes_and_corrects(client, seat, organiser):
    at_start(seat.session)
    client.force_login(organiser)
    address = f"/classrooms/sessions/{seat.session.pk}/manage/attendance/"
    for state in ("absent", "excused"):
        client.post(address, {"registration": seat.pk, "state": state})
        assert Attendance.objects.get().state == state
    assert client.post(address, {"registration": seat.pk, "state": "rich"}).status_code == 302
    assert Attendance.objects.get().state == "excused"


def test_another_sessions_registration_is_not_reached(client, seat, organiser):
    foreign = registered(SessionFactory(organiser=district()))[0]
    at_start(foreign.session)
    client.force_login(organiser)
    address = f"/classrooms/sessions/{seat.session.pk}/manage/attendance/"
    assert client.post(address, {"registration": foreign.pk, "state": "present"}).status_code == 404
    assert not Attendance.objects.exists()


def test_the_board_costs_the_same_for_many(client, session, organiser, django_assert_num_queries):
    client.force_login(organiser)
    address = f"/classrooms/sessions/{session.pk}/manage/attendance/"
    client.get(address)
    for number in (1, 2):
        registered(session, number)
        with django_assert_num_queries(6):
            page = client.get(address)
    assert page.content.decode().count('class="roll"') == 3


def test_the_sheet_and_the_wall_page_are_drawn(client, seat, organiser):
    client.force_login(organiser)
    base = f"/classrooms/sessions/{seat.session.pk}/manage"
    assert seat.teacher.name in client.get(f"{base}/sheet/").content.decode()
    code = attending.code_of(seat.session)
    assert f"{code[:4]} {code[4:]}" in client.get(f"{base}/door/").content.decode()
    assert client.get(f"{base}/door.png").content.startswith(b"\x89PNG")


# --- certificates -------------------------------------------------------------------------------------------
def held(session, states):
    """The session is over; its seats' holders came as told."""
    seats = registered(session, len(states))
    at_start(session)
    for seat, state in zip(seats, states, strict=True):
        seat.session.refresh_from_db()
        attending.note(seat, state, by=None)
    at_start(session, hours=-4)
    return seats


def test_only_those_who_were_there_and_the_presenter_get_one(session):
    presenter = TeacherFactory(signed_up=True)
    Session.objects.filter(pk=session.pk).update(presenter=presenter)
    there, late, _ = held(session, ["present", "late", "absent"])
    certifying.issue(session, by=None)
    found = {(one.teacher_id, one.role) for one in Certificate.objects.all()}
    assert found == {
        (there.teacher_id, "participant"),
        (late.teacher_id, "participant"),
        (presenter.pk, "presenter"),
    }
    assert Message.objects.filter(kind="session.certified").count() == 3


@pytest.mark.both
def test_issuing_again_adds_nothing(session):
    held(session, ["present"])
    assert len(certifying.issue(session, by=None)) == 1
    assert certifying.issue(session, by=None) == []


@pytest.mark.both
def test_the_database_itself_refuses_a_second_valid_one(session):
    held(session, ["present"])
    one = certifying.issue(session, by=None)[0]
    one.pk, one.number = None, certifying.new_number(2026)
    with pytest.raises(IntegrityError):
        one.save()


def test_none_before_the_end_or_of_a_cancelled_session(session):
    registered(session)
    with pytest.raises(Refused, match="结束以后"):
        certifying.issue(session, by=None)


def test_a_stranger_verifies_name_session_and_hours_and_nothing_more(client, session):
    seat = held(session, ["present"])[0]
    one = certifying.issue(session, by=None)[0]
    page = client.get(f"/certificates/{one.number.lower()}/")
    said = page.content.decode()
    assert page.status_code == 200
    assert all(word in said for word in (one.name, session.title, "2.0"))
    assert seat.teacher.school.name not in said
    assert "Set-Cookie" not in page.headers
    certifying.revoke(one, by=None)
    assert "已作废" in client.get(f"/certificates/{one.number}/").content.decode()
    assert client.get("/certificates/2026-ABCDEFGH/").status_code == 404


def test_one_prints_ones_own_and_nobody_elses(client, session):
    mine, other = held(session, ["present", "present"])
    certifying.issue(session, by=None)
    number = {one.teacher_id: one.number for one in Certificate.objects.all()}
    client.force_login(mine.teacher.user)
    assert "学时证明" in client.get(f"/me/hours/{number[mine.teacher_id]}/").content.decode()
    assert client.get(f"/me/hours/{number[other.teacher_id]}/").status_code == 404
    assert number[mine.teacher_id] in client.get("/me/hours/").content.decode()
    assert number[mine.teacher_id] in client.get("/me/hours/export/").content.decode()


def test_attendance_under_a_certificate_stands(session):
    seat = held(session, ["present"])[0]
    one = certifying.issue(session, by=None)[0]
    with pytest.raises(Refused, match="先作废"):
        attending.note(seat, State.ABSENT, by=None)
    certifying.revoke(one, by=None)
    assert attending.note(seat, State.ABSENT, by=None).state == "absent"


def test_the_paper_keeps_what_was_true(session):
    seat = held(session, ["present"])[0]
    certifying.issue(session, by=None)
    Session.objects.filter(pk=session.pk).update(title="改了名")
    seat.teacher.name = "改了姓"
    seat.teacher.save()
    one = Certificate.objects.get()
    assert "改" not in one.title + one.name


# --- reminders and calendars --------------------------------------------------------------------------------
def kinds():
    return list(Message.objects.order_by("pk").values_list("kind", flat=True))


def test_reminders_come_a_week_and_a_day_before_once(seat):
    seat.confirmed_at = timezone.now() - timedelta(days=9)
    seat.save()
    for days, expected in [(8, []), (6.5, ["session.week_ahead"]), (4, ["session.week_ahead"])]:
        at_start(seat.session, days=days)
        reminders.remind()
        reminders.remind()
        assert kinds() == expected
    at_start(seat.session, hours=20)
    reminders.remind()
    assert kinds() == ["session.week_ahead", "session.day_ahead"]


def test_who_has_just_registered_or_cancelled_is_not_reminded(session):
    stays, leaves = registered(session, 2)
    booking.cancel(leaves, by=leaves.teacher.user)
    at_start(session, hours=20)
    reminders.remind()
    assert kinds() == []
    assert stays.is_confirmed


def test_a_session_stands_in_its_teachers_calendar_and_moves_under_the_same_name(client, seat):
    seat.session.refresh_from_db()
    entries = []
    for _ in range(2):
        answer = client.get(agenda.address_of(seat.teacher.user))
        entries += Calendar.from_ical(answer.content).walk("VEVENT")
        seat.session.starts_at += timedelta(days=1)
        seat.session.ends_at += timedelta(days=1)
        seat.session.save()
        booking.tell_of_change(seat.session)
    assert str(entries[0]["uid"]) == str(entries[1]["uid"])
    assert entries[1]["sequence"] > entries[0]["sequence"]


def test_the_sessions_own_file_holds_no_password_or_link(client, session):
    Session.objects.filter(pk=session.pk).update(
        meeting_password="abc123", meeting_link="https://meeting.example.cn/1"
    )
    text = client.get(f"/classrooms/sessions/{session.pk}/calendar.ics").content.decode()
    assert "TZID=Asia/Shanghai" in text
    assert "abc123" not in text
    assert "meeting.example" not in text
