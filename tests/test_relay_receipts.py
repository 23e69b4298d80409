"""The receiving side answers once, in one tap; corrections leave a trace; links and codes open one lesson."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts import desk
from accounts.models import AuditEvent
from accounts.roles import Role
from classrooms import receipt_links, receipts
from classrooms.booking import Refused
from classrooms.models import Receipt, RelayLesson
from tests import factories as make
from tests.relay_kit import AFTER, BEFORE, DURING, affairs_of, running, stand_at

pytestmark = [pytest.mark.django_db, pytest.mark.both]
State = Receipt.State


@pytest.fixture
def relay(monkeypatch):
    relay = running()
    stand_at(monkeypatch, AFTER)
    return relay


def at(name, relay, **more):
    return reverse(f"classrooms:relay_{name}", args=[relay.receipt.pk])


def sign_in(user):
    client = Client()
    client.force_login(user)
    return client


# --- the rule -----------------------------------------------------------------------------------------------
def test_one_tap_confirms_and_the_second_changes_nothing(relay):
    receipts.confirm(relay.receipt, by=relay.assistant.user)
    first = relay.receipt
    receipts.confirm(relay.receipt, by=relay.assistant.user)
    assert relay.receipt.answered_at == first.answered_at and first.state == State.CONFIRMED
    assert relay.lesson.state == RelayLesson.State.HELD
    assert AuditEvent.objects.filter(action="上课确认").count() == 1


def test_a_failure_has_a_reason_and_fails_the_lesson(relay):
    with pytest.raises(Refused, match="请选原因"):
        receipts.fail(relay.receipt, "")
    with pytest.raises(Refused, match="写一句说明"):
        receipts.fail(relay.receipt, "other")
    receipts.fail(relay.receipt, "power")
    assert (relay.receipt.state, relay.receipt.reason) == (State.FAILED, "power")
    assert relay.lesson.state == RelayLesson.State.FAILED


def test_one_of_two_classes_is_enough_for_a_lesson_to_be_held(relay):
    other = make.ReceiptFactory(lesson=relay.lesson, group__school=make.SchoolFactory())
    receipts.fail(other, "network")
    assert relay.lesson.state == RelayLesson.State.PLANNED
    receipts.confirm(relay.lesson.receipts.exclude(pk=other.pk).get())
    assert relay.lesson.state == RelayLesson.State.HELD


def test_nobody_answers_ahead_or_otherwise_than_was_answered(relay):
    with pytest.raises(Refused, match="还没到上课时间"):
        receipts.confirm(relay.receipt, at=BEFORE)
    receipts.confirm(relay.receipt)
    with pytest.raises(Refused, match="已有人填了“已上课”"):
        receipts.fail(relay.receipt, "power")


def test_a_correction_says_why_and_is_kept_in_the_trail(relay):
    user = affairs_of(relay)
    with pytest.raises(Refused, match="直接确认"):
        receipts.correct(relay.receipt, State.FAILED, by=user, why="记错了", reason="power")
    receipts.confirm(relay.receipt)
    with pytest.raises(Refused, match="写明理由"):
        receipts.correct(relay.receipt, State.FAILED, by=user, why=" ", reason="power")
    receipts.correct(relay.receipt, State.FAILED, by=user, why="那天停电，点错了", reason="power")
    assert (
        relay.receipt.method == Receipt.Method.CORRECTION and relay.lesson.state == RelayLesson.State.FAILED
    )
    trail = AuditEvent.objects.get(action="更正上课确认")
    assert trail.change["state"] == ["confirmed", "failed"] and trail.change["note"][1] == "那天停电，点错了"


def test_planned_and_given_are_counted_by_class_and_subject(relay):
    receipts.confirm(relay.receipt)
    (row,) = Receipt.objects.periods()
    assert row == {
        "group_id": relay.receiver.group_id,
        "subject_id": relay.course.subject_id,
        "planned": 3,
        "done": 1,
    }
    assert (Receipt.objects.planned().count(), Receipt.objects.confirmed().count()) == (3, 1)


def test_presenter_begins_and_ends_once(relay, monkeypatch):
    user = relay.course.presenter.user
    with pytest.raises(Refused, match="请先点"):
        receipts.finish(relay.lesson, by=user)
    stand_at(monkeypatch, DURING)
    for _ in range(2):
        receipts.begin(relay.lesson, by=user)
    assert (relay.lesson.state, relay.lesson.actual_start) == (RelayLesson.State.LIVE, DURING)
    receipts.finish(relay.lesson, by=user, at=AFTER)
    assert (relay.lesson.state, relay.lesson.actual_end) == (RelayLesson.State.PLANNED, AFTER)


# --- signed in ----------------------------------------------------------------------------------------------
def test_the_assistant_and_the_schools_affairs_answer_and_nobody_else(relay):
    outsiders = [make.UserFactory(), relay.course.presenter.user, make.person(Role.RESEARCHER)]
    outsiders.append(make.person(Role.AFFAIRS, relay.course.school.unit))
    for user in outsiders:
        assert sign_in(user).post(at("confirm", relay)).status_code == 404
    assert relay.receipt.state == State.AWAITED
    client = sign_in(affairs_of(relay))
    assert client.get(at("receipt", relay)).status_code == 200
    assert client.post(at("confirm", relay)).status_code == 302
    assert relay.receipt.answered_by.pk and relay.receipt.method == Receipt.Method.PAGE


def test_a_failed_lesson_leads_to_hours_for_a_make_up(relay):
    client = sign_in(relay.assistant.user)
    response = client.post(at("fail", relay), {})
    assert "请选原因" in response.content.decode() and relay.receipt.state == State.AWAITED
    response = client.post(at("fail", relay), {"reason": "power"})
    assert response.url == reverse("classrooms:relay_make_up", args=[relay.lesson.pk])


def test_only_the_schools_affairs_correct(relay):
    receipts.confirm(relay.receipt)
    data = {"state": "failed", "reason": "power", "why": "点错了"}
    assert sign_in(relay.assistant.user).post(at("correct", relay), data).status_code == 404
    client = sign_in(affairs_of(relay))
    assert client.post(at("correct", relay), data | {"why": ""}).status_code == 200
    assert relay.receipt.state == State.CONFIRMED
    assert client.post(at("correct", relay), data).status_code == 302
    assert relay.receipt.state == State.FAILED


def test_a_phone_that_was_offline_sends_twice_and_counts_once(relay):
    client, data = sign_in(relay.assistant.user), {"key": "f" * 32, "late": "1"}
    for _ in range(2):
        response = client.post(at("confirm", relay), data, headers={"Accept": "application/json"})
        assert response.json()["done"] is True
    assert (relay.receipt.method, relay.receipt.key) == (Receipt.Method.OFFLINE, "f" * 32)
    assert AuditEvent.objects.filter(action="上课确认").count() == 1


def test_unanswered_after_three_days_stands_on_the_desk_of_the_schools_affairs(relay, monkeypatch):
    user = affairs_of(relay)
    texts = [row.text for row in desk.rows_for(user)]
    assert not any("三天没有人确认" in text for text in texts)
    assert any("等您确认" in row.text for row in desk.rows_for(relay.assistant.user))
    stand_at(monkeypatch, AFTER + timedelta(days=3, minutes=1))
    assert any("三天没有人确认" in row.text for row in desk.rows_for(user))
    assert "超过三天" in sign_in(user).get(reverse("classrooms:relay_receipts")).content.decode()


# --- without signing in -------------------------------------------------------------------------------------
def test_the_link_shows_one_button_and_only_the_button_writes(relay):
    path, client = receipt_links.path_of(relay.receipt), Client()
    page = client.get(path)
    assert page.status_code == 200 and page["Referrer-Policy"] == "no-referrer"
    assert "confirm__button" in page.content.decode() and relay.receipt.state == State.AWAITED
    for _ in range(2):
        assert client.post(path).status_code == 302
    assert (relay.receipt.state, relay.receipt.method) == (State.CONFIRMED, Receipt.Method.LINK)
    assert "不用再点" in client.get(path).content.decode()


def test_a_link_is_of_one_class_and_ends(relay, monkeypatch):
    path, client = receipt_links.path_of(relay.receipt), Client()
    assert client.get(path.replace(f"/{relay.receipt.pk}.", f"/{relay.receipt.pk + 1}.")).status_code == 404
    receipt_links.renew(relay.receipt, by=affairs_of(relay))
    assert client.post(path).status_code == 404
    fresh = receipt_links.path_of(relay.receipt)
    assert client.get(fresh).status_code == 200
    stand_at(monkeypatch, AFTER + timedelta(days=3, minutes=1))
    assert client.post(fresh).status_code == 404
    assert relay.receipt.state == State.AWAITED


def test_before_the_lesson_the_link_has_no_button(relay, monkeypatch):
    path = receipt_links.path_of(relay.receipt)
    stand_at(monkeypatch, BEFORE)
    assert "还没到上课时间" in Client().get(path).content.decode()
    Client().post(path)
    assert relay.receipt.state == State.AWAITED


def test_the_code_leads_to_the_link_until_it_was_answered(relay):
    client, address = Client(), reverse("classrooms:relay_confirm_code")
    code = relay.receipt.code
    assert (
        "没有这个确认码" in client.post(address, {"code": f"{(int(code) + 1) % 10**8:08}"}).content.decode()
    )
    assert "8位数字" in client.post(address, {"code": "12"}).content.decode()
    spaced = f"{code[:4]} {code[4:]}"
    assert client.post(address, {"code": spaced}).url == receipt_links.path_of(relay.receipt)
    receipts.confirm(relay.receipt)
    assert "没有这个确认码" in client.post(address, {"code": code}).content.decode()


def test_a_new_link_ends_the_old_code(relay):
    code = relay.receipt.code
    receipt_links.renew(relay.receipt, by=affairs_of(relay))
    assert relay.receipt.code != code and receipt_links.found_by_code(code) is None
