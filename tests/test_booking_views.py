"""Registering, cancelling and running a session through the pages."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Message
from accounts.roles import Role
from classrooms import booking, partners
from classrooms.models import Registration
from tests.factories import (
    EducationGroupFactory,
    SessionFactory,
    TeacherFactory,
    UnitFactory,
    person,
    registered,
)

pytestmark = pytest.mark.django_db
State = Registration.State


@pytest.fixture
def session():
    return SessionFactory(capacity=1)


def teacher_signed_in(client):
    teacher = TeacherFactory(signed_up=True)
    client.force_login(teacher.user)
    return teacher


def path(name, session, *more):
    return reverse(f"classrooms:{name}", args=[session.pk, *more])


def writing_paths(session, registration):
    return {
        "session_register": path("session_register", session),
        "session_cancel": path("session_cancel", session),
        "session_capacity": path("session_capacity", session),
        "session_call_off": path("session_call_off", session),
        "registration_cancel": path("registration_cancel", session, registration.pk),
    }


def everything(session):
    """What a request that may do nothing must leave as it was."""
    session.refresh_from_db()
    rows = list(Registration.objects.order_by("pk").values_list("teacher", "state", "queue_number"))
    return rows, session.taken, session.capacity, session.cancelled_at


WRITES = ["session_register", "session_cancel", "session_capacity", "session_call_off", "registration_cancel"]
DATA = {"capacity": 5, "reason": "停电", "session-reason": "停电"}


@pytest.mark.parametrize("name", WRITES)
def test_anonymous_is_sent_to_sign_in(client, session, name):
    (registration,) = registered(session)
    before, address = everything(session), writing_paths(session, registration)[name]
    response = client.post(address, DATA)
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next={address}"
    assert everything(session) == before


@pytest.mark.parametrize("name", WRITES)
def test_outsider_finds_nothing(client, session, name):
    """A head of another school, no teacher: neither a seat to take nor one to give away."""
    (registration,) = registered(session)
    client.force_login(person(Role.AFFAIRS, UnitFactory()))
    before = everything(session)
    assert client.post(writing_paths(session, registration)[name], DATA).status_code == 404
    assert everything(session) == before


@pytest.mark.parametrize("name", WRITES)
def test_reading_writes_nothing(client, session, name):
    (registration,) = registered(session)
    client.force_login(person(Role.RESEARCHER))
    assert client.get(writing_paths(session, registration)[name]).status_code == 405


@pytest.mark.parametrize("name", WRITES)
def test_a_foreign_form_without_a_token_is_refused(session, name):
    from django.test import Client

    (registration,) = registered(session)
    client = Client(enforce_csrf_checks=True)
    client.force_login(registration.teacher.user)
    before = everything(session)
    assert client.post(writing_paths(session, registration)[name], DATA).status_code == 403
    assert everything(session) == before


def test_teacher_registers_and_comes_back_to_the_page(client, session):
    teacher = teacher_signed_in(client)
    response = client.post(path("session_register", session), follow=True)
    assert response.redirect_chain == [(session.get_absolute_url(), 302)]
    assert "报名成功" in response.content.decode()
    assert session.registrations.get(teacher=teacher).state == State.CONFIRMED
    assert AuditEvent.objects.get(action="报名").address == "127.0.0.1"


def test_late_comer_queues_and_is_told_the_place(client, session):
    registered(session, 2)
    teacher = teacher_signed_in(client)
    page = client.post(path("session_register", session), follow=True).content.decode()
    assert "排在第2位" in page
    assert session.registrations.get(teacher=teacher).queue_number == 2


def test_double_click_changes_nothing_more(client, session):
    teacher_signed_in(client)
    for _ in range(2):
        client.post(path("session_register", session))
    rows, taken, *_ = everything(session)
    assert len(rows) == taken == 1


def test_refusal_is_said_on_the_page(client):
    session = SessionFactory(closes_at=SessionFactory().opens_at, opens_at="2026-01-01 08:00+08:00")
    teacher_signed_in(client)
    page = client.post(path("session_register", session), follow=True).content.decode()
    assert "报名已截止" in page and not session.registrations.exists()


def test_unpublished_session_cannot_be_registered_for(client):
    teacher_signed_in(client)
    assert client.post(path("session_register", SessionFactory(visible_from=None))).status_code == 404


def test_teacher_cancels_their_own_and_nobody_elses(client, session):
    first, second = registered(session, 2)
    client.force_login(first.teacher.user)
    assert "已取消报名" in client.post(path("session_cancel", session), follow=True).content.decode()
    assert dict(session.registrations.values_list("pk", "state")) == {
        first.pk: "cancelled",
        second.pk: "confirmed",
    }
    stranger = TeacherFactory(signed_up=True)
    client.force_login(stranger.user)
    assert client.post(path("session_cancel", session)).status_code == 404


def test_organiser_sees_seats_queue_and_reasons(client, session):
    first, second = registered(session, 2)
    client.force_login(person(Role.RESEARCHER))
    client.post(path("registration_cancel", session, first.pk), {"reason": "名额调整"}, follow=True)
    page = client.get(path("session_manage", session)).content.decode()
    assert page.index(second.teacher.name) < page.index(first.teacher.name)
    assert "名额调整" in page


def test_list_of_registrations_is_the_organisers_alone(client):
    group, other = EducationGroupFactory(), EducationGroupFactory()
    session = SessionFactory(organiser=group.unit)
    (registration,) = registered(session)
    answers = []
    for user in (person(Role.GROUP, group.unit), person(Role.GROUP, other.unit), registration.teacher.user):
        client.force_login(user)
        answers.append(client.get(path("session_manage", session)).status_code)
    assert answers == [200, 404, 404]


def test_a_head_sees_but_does_not_run_sessions(client):
    unit = UnitFactory()
    client.force_login(person(Role.HEAD, unit))
    assert client.get(path("session_manage", SessionFactory(organiser=unit))).status_code == 404


def test_cancelling_somebody_needs_a_reason(client, session):
    (registration,) = registered(session)
    client.force_login(person(Role.RESEARCHER))
    before = everything(session)
    page = client.post(
        path("registration_cancel", session, registration.pk), {"reason": " "}
    ).content.decode()
    assert "请写明原因" in page and everything(session) == before


def test_registration_of_another_session_is_not_found(client, session):
    (registration,) = registered(SessionFactory())
    client.force_login(person(Role.RESEARCHER))
    response = client.post(path("registration_cancel", session, registration.pk), {"reason": "停电"})
    assert response.status_code == 404


def test_calling_off_tells_everyone(client, session):
    registered(session, 2)
    client.force_login(person(Role.RESEARCHER))
    address = path("session_call_off", session)
    assert "请写明原因" in client.post(address, {"session-reason": ""}).content.decode()
    client.post(address, {"session-reason": "停电"})
    session.refresh_from_db()
    assert session.cancel_reason == "停电"
    assert Message.objects.filter(kind="session.cancelled").count() == 2


@pytest.mark.parametrize(
    ("capacity", "words"), [("0", "大于或等于"), ("x", "整数"), ("1", "名额不能少于已报人数")]
)
def test_wrong_capacity_is_said_in_the_form(client, capacity, words):
    session = SessionFactory(capacity=2)
    registered(session, 2)
    client.force_login(person(Role.RESEARCHER))
    before = everything(session)
    page = client.post(path("session_capacity", session), {"capacity": capacity}).content.decode()
    assert words in page and everything(session) == before


def test_more_seats_promote_the_queue(client, session):
    first, second = registered(session, 2)
    client.force_login(person(Role.RESEARCHER))
    client.post(path("session_capacity", session), {"capacity": 2})
    second.refresh_from_db()
    assert second.state == State.CONFIRMED


@pytest.fixture
def without_strip(monkeypatch):
    """The calendar strip asks once a process and day, not with every page: leave it out of the count."""
    monkeypatch.setattr("liangping_portal.strip.viewer_of", lambda request: None)


@pytest.mark.usefixtures("without_strip")
@pytest.mark.parametrize("rows", [1, 30])
def test_manage_page_asks_as_much_for_one_row_as_for_thirty(client, django_assert_num_queries, rows):
    session = SessionFactory(capacity=15)
    registered(session, rows)
    client.force_login(person(Role.RESEARCHER))
    with django_assert_num_queries(11):
        client.get(path("session_manage", session))


def test_what_only_some_may_see_is_never_kept(client, session):
    client.force_login(person(Role.RESEARCHER))
    for address in (path("session_manage", session), session.get_absolute_url()):
        assert "no-store" in client.get(address)["Cache-Control"]


# --- the own timetable, swaps and offers --------------------------------------------------------------------
def test_teacher_changes_over_with_one_button(client, session):
    teacher = teacher_signed_in(client)
    other = SessionFactory(starts_at=session.starts_at, title="另一场")
    client.post(path("session_register", session))
    page = client.get(other.get_absolute_url()).content.decode()
    assert "时间相撞" in page and "换成这一场" in page
    mine = session.registrations.get(teacher=teacher)
    client.post(path("session_swap", other), {"instead_of": mine.pk})
    assert dict(teacher.registrations.values_list("session", "state")) == {
        session.pk: "cancelled",
        other.pk: "confirmed",
    }
    foreign = registered(SessionFactory())[0]
    assert client.post(path("session_swap", session), {"instead_of": foreign.pk}).status_code == 404
    assert client.post(path("session_swap", session), {"instead_of": "x"}).status_code == 404


def test_offer_is_answered_by_one_button(client, session):
    first = registered(session)[0]
    teacher = teacher_signed_in(client)
    page = client.post(path("session_register", session), {"ask_first": "on"}, follow=True).content.decode()
    assert "有空位会先发消息问您" in page
    booking.cancel(first, by=first.teacher.user)
    assert "接受名额" in client.get(session.get_absolute_url()).content.decode()
    client.post(path("session_accept", session))
    assert session.registrations.get(teacher=teacher).state == State.CONFIRMED
    client.post(path("session_decline", session))
    assert session.registrations.get(teacher=teacher).state == State.CONFIRMED


def test_list_says_how_each_session_fits(client, session):
    assert "这时没有课" not in client.get("/classrooms/sessions/").content.decode()
    teacher_signed_in(client)
    assert "这时没有课" in client.get("/classrooms/sessions/").content.decode()


def test_partners_register_with_one_button(client, session, monkeypatch):
    session.in_pairs = True
    session.save()
    booking.change_capacity(session, 2, by=person(Role.RESEARCHER))
    teacher, partner = teacher_signed_in(client), TeacherFactory(signed_up=True)
    assert "还没有结对伙伴" in client.get(session.get_absolute_url()).content.decode()
    monkeypatch.setattr(partners, "_sources", [lambda one: [partner.pk]])
    assert "两人一起报名" in client.get(session.get_absolute_url()).content.decode()
    stranger = TeacherFactory()
    assert client.post(path("session_together", session), {"partner": stranger.pk}).status_code == 404
    client.post(path("session_together", session), {"partner": partner.pk})
    assert set(session.registrations.confirmed().values_list("teacher", flat=True)) == {
        teacher.pk,
        partner.pk,
    }


# --- organisers ---------------------------------------------------------------------------------------------
def test_organiser_adds_moves_and_limits(client):
    session, other = SessionFactory(), SessionFactory(title="下一场")
    teacher = TeacherFactory(signed_up=True, name="示例甲")
    client.force_login(person(Role.RESEARCHER))
    assert (
        "没有这位教师"
        in client.post(path("session_add", session), {"teacher": "无此人", "reason": "评委"}).content.decode()
    )
    client.post(path("session_add", session), {"teacher": "示例甲", "reason": "评委"})
    mine = session.registrations.get()
    client.post(path("session_quota", session), {"unit": teacher.school.unit.pk, "limit": 1})
    assert session.quotas.get().taken == 1
    client.post(path("registration_move", session, mine.pk), {"to": other.pk, "reason": "座位"})
    assert teacher.registrations.get(session=other).is_confirmed
    assert session.quotas.get().taken == 0


def test_organiser_sees_clashes_and_better_hours_before_moving(client):
    presenter = TeacherFactory()
    session, beside = (
        SessionFactory(presenter=presenter),
        SessionFactory(presenter=presenter, title="别的一场"),
    )
    client.force_login(person(Role.RESEARCHER))
    local = [timezone.localtime(at).strftime("%Y-%m-%dT%H:%M") for at in (beside.starts_at, beside.ends_at)]
    data = {"starts_at": local[0], "ends_at": local[1], "place": "二楼"}
    response = client.post(path("session_reschedule", session), data)
    assert "主讲：别的一场" in response.content.decode() and len(response.context["best"]) == 3
    session.refresh_from_db()
    assert session.place == ""
    client.post(path("session_reschedule", session), data | {"sure": "1"})
    session.refresh_from_db()
    assert session.place == "二楼"


def test_series_is_rows_of_their_own_and_repeats_harmlessly(client, session):
    client.force_login(person(Role.RESEARCHER))
    client.post(path("session_repeat", session), {"every_weeks": 2, "times": 2})
    client.post(path("session_repeat", session), {"every_weeks": 2, "times": 1})
    session.refresh_from_db()
    first, *later = session.series.sessions.order_by("starts_at")
    assert [(one.starts_at - first.starts_at).days for one in later] == [14, 28, 42]
    assert [(one.taken, one.capacity, one.title) for one in later] == [(0, 1, session.title)] * 3


def test_meeting_is_shown_to_those_with_a_seat_alone(client):
    session = SessionFactory(meeting_provider="tencent", meeting_number="123 456", meeting_password="8866")
    teacher_signed_in(client)
    assert "8866" not in client.get(session.get_absolute_url()).content.decode()
    client.post(path("session_register", session))
    page = client.get(session.get_absolute_url()).content.decode()
    assert "8866" in page and "123 456" in page and "腾讯会议" in page
