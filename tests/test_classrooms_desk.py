"""What people find of sessions on their desks, in the inbox, on school pages and in search."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import desk as staff_desk
from accounts import inbox
from accounts.models import Message
from accounts.roles import Role
from classrooms import booking, desk, presence
from classrooms.models import Session
from classrooms.school_panel import hosted_sessions
from publishing.models import ContentVersion
from search.models import Entry
from tests.factories import (
    ClassroomPageFactory,
    SchoolFactory,
    SessionFactory,
    SubjectFactory,
    TeacherFactory,
    UserFactory,
    person,
    registered,
)

pytestmark = pytest.mark.django_db


def days_ago(number):
    return timezone.now() - timedelta(days=number)


def register(session, teacher, **options):
    return booking.register(session, teacher, by=teacher.user, **options)


def test_teacher_sees_seats_and_places_in_the_queue():
    teacher, seat = TeacherFactory(signed_up=True), SessionFactory()
    queue = SessionFactory(capacity=1, starts_at=days_ago(-5))
    registered(queue, 3)
    register(seat, teacher)
    register(queue, teacher)
    coming = desk.my_registrations(teacher.user)["coming"]
    assert [(one.session, one.state, one.ahead) for one in coming] == [
        (seat, "confirmed", 0),
        (queue, "waiting", 2),
    ]


def test_what_is_over_is_kept_apart_and_what_was_cancelled_is_gone():
    teacher, left = TeacherFactory(signed_up=True), SessionFactory()
    times = {"visible_from": days_ago(10), "opens_at": days_ago(9), "closes_at": days_ago(8)}
    past = SessionFactory(starts_at=days_ago(7), **times)
    register(past, teacher, at=days_ago(9))
    booking.cancel(register(left, teacher), by=teacher.user)
    found = desk.my_registrations(teacher.user)
    assert found["coming"] == [] and [one.session for one in found["past"]] == [past]


MEETING = {"meeting_link": "https://m.example/1", "meeting_number": "512 340", "meeting_password": "yuyou"}


def test_the_way_into_the_meeting_is_shown_to_who_has_a_seat_in_what_is_to_come(client):
    teacher = TeacherFactory(signed_up=True)
    seat = SessionFactory(meeting_provider="tencent", **MEETING)
    register(seat, teacher)
    client.force_login(teacher.user)
    page = client.get("/me/").content.decode()
    assert "腾讯会议" in page and all(value in page for value in MEETING.values())
    over = {"opens_at": 4, "closes_at": 3, "starts_at": 2, "ends_at": 1}
    Session.objects.update(**{name: days_ago(days) for name, days in over.items()})
    page = client.get("/me/").content.decode()
    assert seat.title in page and not any(value in page for value in MEETING.values())


@pytest.mark.parametrize("state", ["waiting", "offered", "called off"])
def test_without_a_seat_or_a_session_there_is_no_way_in(client, state):
    session = SessionFactory(capacity=1, **MEETING)
    first = registered(session)[0]
    waiting = register(session, TeacherFactory(signed_up=True), ask_first=True)
    if state == "offered":
        booking.cancel(first, by=first.teacher.user)
    if state == "called off":
        waiting = first
        booking.cancel_session(session, by=None, reason="停电")
    client.force_login(waiting.teacher.user)
    page = client.get("/me/").content.decode()
    assert session.title in page and not any(value in page for value in MEETING.values())


@pytest.mark.parametrize("rows", [1, 30])
def test_desk_asks_as_much_for_one_row_as_for_thirty(django_assert_num_queries, rows):
    teacher = TeacherFactory(signed_up=True)
    for session in SessionFactory.create_batch(rows, host=SchoolFactory(), subject=SubjectFactory()):
        register(session, teacher)
    with django_assert_num_queries(2):
        desk.my_registrations(teacher.user)


def test_every_message_reads_as_a_sentence():
    session = SessionFactory(capacity=1, title="磨课")
    first, second, third = registered(session, 3)
    booking.cancel(first, by=UserFactory(), reason="调整")
    booking.cancel_session(session, by=UserFactory(), reason="停电")
    read = {message.kind: " ".join(inbox.texts(message)) for message in Message.objects.all()}
    assert "报名被取消：磨课" in read["booking.cancelled"] and "原因：调整" in read["booking.cancelled"]
    assert "候补成功：磨课" in read["booking.promoted"] and session.when in read["booking.promoted"]
    assert "原因：停电" in read["session.cancelled"]


def test_organiser_is_shown_where_people_wait():
    registered(SessionFactory(capacity=1), 2)
    registered(SessionFactory(), 1)
    counts = [row.count for row in staff_desk.rows_for(person(Role.RESEARCHER)) if "候补" in row.text]
    assert counts == [1]
    assert not [row for row in staff_desk.rows_for(UserFactory()) if "候补" in row.text]


def test_school_page_shows_the_sessions_it_hosts(client):
    school = SchoolFactory()
    mine, other = SessionFactory(host=school), SessionFactory(host=SchoolFactory())
    SessionFactory(host=school, visible_from=None)
    assert hosted_sessions([school], None) == {school.pk: [mine]}
    page = client.get(school.get_absolute_url()).content.decode()
    assert mine.title in page and other.title not in page


def test_published_session_is_found_by_its_title(client):
    session, hidden = SessionFactory(title="音乐磨课"), SessionFactory(title="音乐说课", visible_from=None)
    page = client.get("/search/?q=音乐").content.decode()
    assert session.get_absolute_url() in page and hidden.get_absolute_url() not in page
    session.delete()
    assert not Entry.objects.filter(title="音乐磨课").exists()


def test_seats_raise_no_version_but_what_is_published_does():
    def version():
        return ContentVersion.objects.get(section="classrooms").number

    session = SessionFactory(capacity=1)
    before = version()
    registered(session, 2)
    assert version() == before
    session.save()
    assert version() == before + 1
    booking.cancel_session(session, by=UserFactory(), reason="停电")
    ClassroomPageFactory()
    assert version() == before + 3


def test_pages_know_when_they_next_change_by_themselves():
    session = SessionFactory(opens_at=days_ago(-1), closes_at=days_ago(-2))
    next_moment = presence.next_moment(Session.objects)
    assert next_moment(timezone.now()) == session.opens_at
    assert next_moment(session.opens_at) == session.closes_at
    assert next_moment(session.ends_at) is None
