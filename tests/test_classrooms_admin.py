"""Sessions in the admin: own unit's rows, clean refusals, and every act through booking."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Message
from accounts.roles import Role
from classrooms.models import ClassroomPage, Registration, Session
from search.models import Entry
from tests.factories import (
    EducationGroupFactory,
    SchoolFactory,
    SessionFactory,
    TeacherFactory,
    UnitFactory,
    district,
    person,
    registered,
)

pytestmark = pytest.mark.django_db
ADD = reverse("admin:classrooms_session_add")
LIST = reverse("admin:classrooms_session_changelist")


@pytest.fixture
def researcher(client):
    user = person(Role.RESEARCHER)
    client.force_login(user)
    return user


def change_page(session):
    return reverse("admin:classrooms_session_change", args=[session.pk])


def moment(name, at):
    at = timezone.localtime(at)
    return {f"{name}_0": f"{at:%Y-%m-%d}", f"{name}_1": f"{at:%H:%M:%S}"}


def form(**changed):
    """What the form of a whole session posts."""
    now = timezone.now().replace(microsecond=0)
    return {
        "classroom": "master",
        "stage": "review",
        "title": "结对评课",
        "organiser": district().pk,
        "capacity": 2,
        "hours": "2.0",
        **moment("opens_at", now - timedelta(days=1)),
        **moment("closes_at", now + timedelta(days=1)),
        **moment("starts_at", now + timedelta(days=2)),
        **moment("ends_at", now + timedelta(days=2, hours=2)),
        **moment("visible_from", now - timedelta(hours=1)),
        "registrations-TOTAL_FORMS": 0,
        "registrations-INITIAL_FORMS": 0,
        **changed,
    }


def test_saving_a_session_publishes_and_makes_it_found(client, researcher):
    assert client.post(ADD, form()).status_code == 302
    session = Session.objects.get()
    assert client.get(session.get_absolute_url()).status_code == 200
    assert Entry.objects.get(kind="session").path == session.get_absolute_url()
    assert AuditEvent.objects.filter(key=str(session.pk), actor=researcher).exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (moment("ends_at", timezone.now()), "结束要在开始之后"),
        (moment("closes_at", timezone.now() - timedelta(days=3)), "报名要先开始后截止"),
        ({"capacity": 0}, "名额至少一个"),
    ],
)
def test_a_broken_rule_is_said_in_the_constraints_words(client, researcher, changed, words):
    response = client.post(ADD, form(**changed))
    assert words in response.content.decode() and not Session.objects.exists()


def test_more_seats_in_the_form_promote_the_queue(client, researcher):
    session = SessionFactory(capacity=1)
    first, second = registered(session, 2)
    assert client.post(change_page(session), form(capacity=2)).status_code == 302
    second.refresh_from_db()
    session.refresh_from_db()
    assert second.is_confirmed and (session.capacity, session.taken, session.waiting) == (2, 2, 0)


def test_a_new_time_is_told_to_everyone_registered_and_a_new_title_to_nobody(client, researcher):
    session = SessionFactory(capacity=1, place="录播教室")
    registered(session, 2)
    same = {
        name: part
        for at in ("opens_at", "closes_at", "starts_at", "ends_at", "visible_from")
        for name, part in moment(at, getattr(session, at)).items()
    }
    Session.objects.update(
        **{name: getattr(session, name).replace(microsecond=0) for name in ("starts_at", "ends_at")}
    )
    client.post(change_page(session), form(**same, capacity=1, place="录播教室", title="改名"))
    assert not Message.objects.exists()
    client.post(change_page(session), form(**same, capacity=1, place="三楼会议室", title="改名"))
    told = Message.objects.filter(kind="session.changed")
    assert told.count() == 2 and told[0].payload["where"] == "三楼会议室"


def test_fewer_seats_than_taken_are_refused_in_the_form(client, researcher):
    session = SessionFactory(capacity=2)
    registered(session, 2)
    assert "名额不能少于已报人数" in client.post(change_page(session), form(capacity=1)).content.decode()
    session.refresh_from_db()
    assert session.capacity == 2


def test_registrations_are_read_only(client, researcher):
    session = SessionFactory()
    (registration,) = registered(session)
    page = client.get(change_page(session)).content.decode()
    assert registration.teacher.name in page
    assert "registrations-0-state" not in page
    assert client.get(reverse("admin:classrooms_registration_add")).status_code == 403


@pytest.mark.parametrize(("reason", "told"), [("停电", 2), ("", 0)])
def test_calling_off_from_the_list_needs_a_reason(client, researcher, reason, told):
    session = SessionFactory(capacity=1)
    registered(session, 2)
    data = {"action": "call_off", "_selected_action": [session.pk], "reason": reason}
    page = client.post(LIST, data, follow=True).content.decode()
    assert Message.objects.filter(kind="session.cancelled").count() == told
    assert ("已取消 1 场活动" if told else "请写明取消原因") in page


def test_cancelling_registrations_from_the_list_moves_the_queue_up(client, researcher):
    first, second = registered(SessionFactory(capacity=1), 2)
    data = {"action": "cancel", "_selected_action": [first.pk], "reason": "名额调整"}
    client.post(reverse("admin:classrooms_registration_changelist"), data)
    states = dict(Registration.objects.values_list("pk", "state"))
    assert states == {first.pk: "cancelled", second.pk: "confirmed"}


def test_sessions_of_another_unit_are_out_of_reach(client):
    mine, other = EducationGroupFactory(), EducationGroupFactory()
    session = SessionFactory(organiser=other.unit, title="别家的活动")
    registered(session)
    client.force_login(person(Role.GROUP, mine.unit))
    assert "别家的活动" not in client.get(LIST).content.decode()
    assert client.get(change_page(session)).status_code == 404
    client.post(LIST, {"action": "call_off", "_selected_action": [session.pk], "reason": "停电"})
    session.refresh_from_db()
    assert session.cancelled_at is None


def test_a_head_sees_the_schools_sessions_without_acting_on_them(client):
    unit = UnitFactory()
    session = SessionFactory(organiser=unit)
    client.force_login(person(Role.HEAD, unit))
    assert session.title in client.get(change_page(session)).content.decode()
    client.post(LIST, {"action": "call_off", "_selected_action": [session.pk], "reason": "停电"})
    session.refresh_from_db()
    assert session.cancelled_at is None


def test_editor_writes_what_a_classroom_does_here(client):
    client.force_login(person(Role.EDITOR))
    data = {"classroom": "master", "standfirst": "结对磨课", "here": "一段", "source": "公开报道"}
    client.post(reverse("admin:classrooms_classroompage_add"), data)
    assert ClassroomPage.objects.get().here == "一段"
    assert "结对磨课" in client.get("/classrooms/").content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_lists_ask_as_much_for_one_row_as_for_thirty(client, researcher, django_assert_max_num_queries, rows):
    sessions = SessionFactory.create_batch(rows)
    registered(sessions[0], rows)
    with django_assert_max_num_queries(12):
        client.get(LIST)
    with django_assert_max_num_queries(12):
        client.get(reverse("admin:classrooms_registration_changelist"))


def test_clash_is_named_before_saving_with_better_hours(client, researcher):
    """Host, place and presenter; ticked, it is saved all the same."""
    presenter, host = TeacherFactory(), SchoolFactory()
    taken = timezone.now().replace(microsecond=0) + timedelta(days=2)
    SessionFactory(host=host, presenter=presenter, place="礼堂", title="先定的一场", starts_at=taken)
    same = {"host": host.pk, "presenter": presenter.pk, "place": "礼堂"}
    page = client.post(ADD, form(**same)).content.decode()
    assert "地点也相同" in page and "主讲：先定的一场" in page and "更合适的时间" in page
    assert Session.objects.count() == 1
    assert client.post(ADD, form(**same, sure="on")).status_code == 302
    assert Session.objects.count() == 2
