"""The public pages of the three classrooms and of sessions."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from classrooms import booking, front
from classrooms.models import Classroom, Session
from classrooms.weeks import week
from tests.factories import (
    ClassroomPageFactory,
    EducationGroupFactory,
    SchoolFactory,
    SessionFactory,
    SubjectFactory,
    TeacherFactory,
    UserFactory,
    person,
    registered,
)

pytestmark = pytest.mark.django_db
LIST = "/classrooms/sessions/"


def text(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def at(**delta):
    return timezone.now() + timedelta(**delta)


def session_in(phase):
    """A published session that stands in a phase."""
    moments = {
        "soon": {"opens_at": at(hours=1)},
        "open": {},
        "queue": {"capacity": 1},
        "closed": {"opens_at": at(days=-2), "closes_at": at(hours=-1)},
        "held": {"opens_at": at(days=-9), "closes_at": at(days=-8), "starts_at": at(days=-7)},
        "cancelled": {},
    }
    session = SessionFactory(**moments[phase])
    if phase == "queue":
        registered(session)
    if phase == "cancelled":
        booking.cancel_session(session, by=UserFactory(), reason="停电")
    session.refresh_from_db()
    return session


@pytest.mark.parametrize("phase", Session.Phase.values)
def test_phase_is_the_same_for_the_row_and_for_the_database(phase):
    session = session_in(phase)
    assert session.phase() == phase
    found = [name for name in Session.Phase if Session.objects.in_phase(name).exists()]
    assert found == [phase]


@pytest.mark.parametrize("phase", Session.Phase.values)
def test_every_phase_has_its_page_and_its_place_in_the_list(client, phase):
    session = session_in(phase)
    assert session.phase().label in text(client, session.get_absolute_url())
    assert session.title in text(client, f"{LIST}?phase={phase}")


def test_only_published_sessions_are_seen(client):
    hidden = SessionFactory(visible_from=at(hours=1))
    assert hidden.title not in text(client, LIST)
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_list_shows_what_is_to_come_soonest_first(client):
    later, sooner = SessionFactory(starts_at=at(days=9)), SessionFactory(starts_at=at(days=2))
    over = session_in("held")
    page = text(client, LIST)
    assert page.index(sooner.title) < page.index(later.title)
    assert over.title not in page


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("classroom=relay", {"classroom": Classroom.RELAY}),
        ("stage=teach", {"stage": Session.Stage.TEACH}),
        ("week=next", {"starts_at": week(1)[0] + timedelta(days=6, hours=23), "opens_at": at(days=-1)}),
    ],
)
def test_list_is_narrowed(client, query, fields):
    wanted, other = SessionFactory(**fields), SessionFactory(starts_at=at(days=20))
    page = text(client, f"{LIST}?{query}")
    assert wanted.title in page and other.title not in page
    assert "活动 1 场" in page


def test_list_is_narrowed_by_subject(client):
    wanted, other = SessionFactory(subject=SubjectFactory(name="美术")), SessionFactory()
    page = text(client, f"{LIST}?subject={wanted.subject.pk}")
    assert wanted.title in page and other.title not in page


def test_unknown_values_are_said_and_passed_over(client):
    session = SessionFactory()
    page = text(client, f"{LIST}?classroom=x&subject=%00&phase=9&page=nine")
    assert "有的条件不认识" in page and session.title in page


def test_list_goes_on_over_pages_and_keeps_its_conditions(client):
    SessionFactory.create_batch(21)
    page = text(client, f"{LIST}?classroom=master")
    assert "?classroom=master&amp;page=2" in page
    assert "第 2 页" in text(client, f"{LIST}?classroom=master&page=2")


@pytest.mark.parametrize("path", ["/classrooms/", "/classrooms/relay/", "/classrooms/master/", LIST])
def test_empty_site_says_what_to_do_next(client, path):
    assert "没有" in text(client, path)


def test_classroom_says_what_it_does_here_with_its_source_and_groups(client):
    group = EducationGroupFactory()
    page = ClassroomPageFactory(classroom=Classroom.MASTER, here="第一段\n第二段")
    page.groups.add(group)
    shown = text(client, "/classrooms/master/")
    assert "<p>第一段</p><p>第二段</p>" in shown
    assert "来源：公开报道" in shown and group.get_absolute_url() in shown
    assert "第一段" not in text(client, "/classrooms/relay/")


def test_classroom_shows_its_week_and_what_comes_later(client):
    monday, sunday = week()
    now = SessionFactory(starts_at=sunday - timedelta(minutes=1), opens_at=monday - timedelta(days=9))
    later = SessionFactory(starts_at=sunday + timedelta(days=2))
    other = SessionFactory(classroom=Classroom.RELAY, starts_at=sunday + timedelta(days=2))
    shown = text(client, "/classrooms/master/")
    assert shown.index("本周") < shown.index(now.title) < shown.index("接下来") < shown.index(later.title)
    assert other.title not in shown


def test_home_gets_the_rest_of_the_week():
    monday, sunday = week()
    begins = {"opens_at": monday - timedelta(days=9)}
    late = SessionFactory(starts_at=sunday - timedelta(minutes=1), **begins)
    SessionFactory(starts_at=sunday + timedelta(minutes=1))
    assert front.this_week() == [late]


def test_presenter_is_named_only_where_they_agreed(client):
    shy = TeacherFactory(name="王五", school=SchoolFactory(short_name="示例一小"))
    session = SessionFactory(presenter=shy)
    page = text(client, session.get_absolute_url())
    assert "示例一小教师" in page and "王五" not in page
    shy.public = True
    shy.save()
    assert "王五（示例一小）" in text(client, session.get_absolute_url())


def test_visitor_is_led_to_sign_in_and_gets_no_token(client):
    session = SessionFactory()
    response = client.get(session.get_absolute_url())
    page = response.content.decode()
    assert f"{reverse('account_login')}?next={session.get_absolute_url()}" in page
    assert "csrfmiddlewaretoken" not in page
    assert not response.cookies and "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize(
    ("phase", "words"),
    [("open", ">报名</button>"), ("queue", ">候补报名</button>"), ("soon", ""), ("held", "")],
)
def test_teacher_is_offered_what_the_phase_allows(client, phase, words):
    session = session_in(phase)
    client.force_login(TeacherFactory(signed_up=True).user)
    page = text(client, session.get_absolute_url())
    assert words in page if words else "</button></form></details>" not in page and "csrf" not in page


def test_teacher_sees_their_seat_their_place_and_how_to_cancel(client):
    session = SessionFactory(capacity=1)
    first, second, third = registered(session, 3)
    client.force_login(first.teacher.user)
    assert "您已报名" in text(client, session.get_absolute_url())
    client.force_login(third.teacher.user)
    page = text(client, session.get_absolute_url())
    assert "排在第 2 位" in page and reverse("classrooms:session_cancel", args=[session.pk]) in page


def test_account_without_a_teacher_is_told_why_not(client):
    client.force_login(person(Role.EDITOR))
    assert "没有对应的教师档案" in text(client, SessionFactory().get_absolute_url())


def test_meeting_link_is_for_those_with_a_seat(client):
    session = SessionFactory(capacity=1, meeting_link="https://meeting.example/abc")
    first, second = registered(session, 2)
    seen = []
    for user in (None, second.teacher.user, first.teacher.user, person(Role.RESEARCHER)):
        client.logout() if user is None else client.force_login(user)
        seen.append("meeting.example" in text(client, session.get_absolute_url()))
    assert seen == [False, False, True, True]


@pytest.fixture
def without_strip(monkeypatch):
    """The calendar strip asks once a process and day, not with every page: leave it out of the count."""
    monkeypatch.setattr("liangping_portal.strip.viewer_of", lambda request: None)


@pytest.mark.usefixtures("without_strip")
@pytest.mark.parametrize("rows", [2, 30])
@pytest.mark.parametrize(
    ("page", "queries"),
    [("/classrooms/", 2), ("/classrooms/master/", 5), (LIST, 3), ("detail", 3), ("signed in", 9)],
)
def test_pages_ask_as_much_for_two_rows_as_for_thirty(client, django_assert_num_queries, page, queries, rows):
    ClassroomPageFactory().groups.add(EducationGroupFactory())
    related = {"host": SchoolFactory(), "subject": SubjectFactory(), "presenter": TeacherFactory(public=True)}
    session, *_ = SessionFactory.create_batch(rows, **related)
    *_, last = registered(session, max(rows, 3))
    if page == "signed in":
        client.force_login(last.teacher.user)
    with django_assert_num_queries(queries):
        text(client, page if page.startswith("/") else session.get_absolute_url())


@pytest.mark.parametrize("pk", ["0", "999999999999999999999999999", "9223372036854775808"])
def test_absent_session_is_404(client, pk):
    assert client.get(f"{LIST}{pk}/").status_code == 404
