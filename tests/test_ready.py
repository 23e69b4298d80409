"""Queries whose SQL is made once: they find what the same query made anew finds."""

import threading

import pytest
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.session import SessionStorage
from django.db import connection, transaction
from django.db.models import F
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from accounts import ready
from accounts.commits import brief_locks
from accounts.models import AuditEvent
from accounts.notices import Notices
from classrooms.models import Session
from schools.models import School
from tests.factories import SchoolFactory, SessionFactory, TeacherFactory, person

pytestmark = pytest.mark.django_db


def counted(ask):
    """The function, and how often it was called."""
    calls = []

    def asked(**values):
        calls.append(values)
        return ask(**values)

    return asked, calls


def test_it_finds_what_the_query_finds_and_is_made_once(django_assert_num_queries):
    first, second = SchoolFactory.create_batch(2)
    ask, calls = counted(lambda pk: School.objects.filter(pk=pk).select_related("township"))
    school = ready.ready(ask)
    with django_assert_num_queries(2):
        assert school(pk=first.pk) == [first]
        assert school(pk=second.pk)[0].township == second.township
    assert school(pk=0) == []
    assert len(calls) == 1


def test_lists_of_other_lengths_are_other_shapes():
    schools = SchoolFactory.create_batch(4)
    keys = [school.pk for school in schools]
    ask, calls = counted(
        lambda keys: School.objects.filter(ready.among("id", keys)).order_by("pk").values_list("pk", "name")
    )
    named = ready.ready(ask)
    for number in (1, 3, 1, 3):
        assert named(keys=keys[:number]) == [(school.pk, school.name) for school in schools[:number]]
    assert len(calls) == 2
    assert named(keys=[]) == []
    assert len(named(keys=keys + list(range(-ready.MOST_VALUES, 0)))) == 4


def test_a_number_that_no_row_can_have_finds_none():
    found = ready.ready(lambda pk: School.objects.filter(pk=pk))
    assert found(pk=10**30) == []


def test_moments_dates_and_text_go_in_as_the_database_wants_them():
    session = SessionFactory(title="同课异构（示例）")
    found = ready.ready(
        lambda title, day, at: Session.objects.filter(title=title, starts_at__date=day, ends_at__gt=at)
    )
    day = timezone.localtime(session.starts_at).date()
    assert found(title=session.title, day=day, at=session.starts_at) == [session]
    assert found(title=session.title, day=day, at=session.ends_at) == []


def test_an_update_counts_the_rows_it_met():
    session = SessionFactory(capacity=1)
    take = ready.ready_update(
        lambda pk: (Session.objects.filter(pk=pk, taken__lt=F("capacity")), {"taken": F("taken") + 1})
    )
    assert [take(pk=session.pk), take(pk=session.pk)] == [1, 0]
    session.refresh_from_db()
    assert session.taken == 1


def test_a_new_row_is_saved_with_its_defaults_and_its_key():
    event = ready.insert(AuditEvent(action="试", change={"名": ["旧", "新"]}, address="10.0.0.1"))
    kept = AuditEvent.objects.get(pk=event.pk)
    assert (kept.change, kept.address, kept.at) == ({"名": ["旧", "新"]}, "10.0.0.1", event.at)
    assert not event._state.adding


@pytest.mark.django_db(transaction=True)
def test_what_one_thread_made_another_asks_by_its_own_connection():
    school, used, found = SchoolFactory(), set(), []
    asked = ready.ready(lambda pk: School.objects.filter(pk=pk))

    def note(execute, sql, params, many, context):
        used.add(id(context["connection"]))
        return execute(sql, params, many, context)

    def ask():
        with connection.execute_wrapper(note):
            found.append(asked(pk=school.pk))
        connection.close()

    ask()
    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert found == [[school], [school]]
    assert len(used) == 2


# --- commits ------------------------------------------------------------------------------------------------
def one(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


def statements(act):
    sent = []

    def note(execute, sql, params, many, context):
        sent.append(sql.split(" ")[0])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        act()
    return sent


def locked_and_changed(session):
    with brief_locks():
        Session.objects.filter(pk=session.pk).update(taken=0)


@pytest.fixture
def waits_for_the_disk():
    """As in production; tests do not otherwise."""
    one("SELECT set_config('synchronous_commit', 'on', false)")
    yield
    one("SELECT set_config('synchronous_commit', 'off', false)")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_locks_go_before_the_disk_has_written_and_the_block_ends_after(waits_for_the_disk):
    session = SessionFactory()
    with brief_locks():
        assert one("SHOW synchronous_commit") == "off"
        Session.objects.filter(pk=session.pk).update(taken=0)
        written = one("SELECT pg_current_wal_insert_lsn()")
    assert one("SELECT pg_current_wal_flush_lsn() >= %s::pg_lsn", written)
    assert one("SHOW synchronous_commit") == "on"


@pytest.mark.django_db(transaction=True)
def test_inside_another_transaction_it_is_a_part_of_that():
    session = SessionFactory()
    with transaction.atomic():
        sent = statements(lambda: locked_and_changed(session))
    assert sent == ["SAVEPOINT", "UPDATE", "RELEASE"]


@pytest.mark.django_db(transaction=True)
def test_what_fails_is_taken_back():
    session = SessionFactory(capacity=9)
    with pytest.raises(ZeroDivisionError), brief_locks():
        Session.objects.filter(pk=session.pk).update(capacity=1)
        1 / 0  # noqa: B018
    session.refresh_from_db()
    assert session.capacity == 9


# --- notices ------------------------------------------------------------------------------------------------
def test_notices_go_with_a_signed_in_readers_cookie_and_into_a_visitors_new_session(settings):
    signed_in = RequestFactory().get("/", headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}=x"})
    signed_in.session = {}
    visitor = RequestFactory().get("/")
    visitor.session = {}
    assert isinstance(Notices(signed_in).storages[0], CookieStorage)
    assert [type(storage) for storage in Notices(visitor).storages] == [SessionStorage]


def test_who_registers_is_told_on_the_next_page_without_a_write_to_the_session(client):
    teacher = TeacherFactory(user=person("teacher"))
    session = SessionFactory(capacity=3)
    client.force_login(teacher.user)
    client.get(session.get_absolute_url())
    kept = client.session.session_key, dict(client.session)
    answer = client.post(f"{session.get_absolute_url()}register/")
    assert "messages" in answer.cookies
    assert (client.session.session_key, dict(client.session)) == kept
    assert "报名成功" in client.get(answer["Location"]).content.decode()
    assert "报名成功" not in client.get(answer["Location"]).content.decode()


def test_who_signs_out_leaves_no_notice_to_the_next_person(client):
    teacher = TeacherFactory(user=person("teacher"))
    session = SessionFactory(capacity=3)
    client.force_login(teacher.user)
    client.post(f"{session.get_absolute_url()}register/")
    assert client.cookies["messages"].value
    client.post("/accounts/logout/")
    assert not client.cookies["messages"].value
    client.force_login(person("teacher"))
    assert "报名成功" not in client.get("/me/").content.decode()


def test_what_is_said_while_signing_out_is_read_afterwards(client, settings):
    request = client.get("/").wsgi_request
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    request.session, request.user = {}, AnonymousUser()
    notices, response = Notices(request), HttpResponse()
    notices.add(messages.INFO, "已退出")
    notices.update(response)
    assert "messages" not in response.cookies
    assert [str(one) for one in SessionStorage(request)] == ["已退出"]
