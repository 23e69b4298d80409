"""Messages by other ways than the inbox: who gets them and when, and that none is lost, whatever dies."""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from accounts import channels, delivering, inbox, robots
from accounts.models import Delivery, Message, MessagePreference, Robot
from accounts.roles import Role
from classrooms import booking
from tests.factories import SchoolFactory, SessionFactory, UnitFactory, UserFactory, district, person
from tests.robot_server import robot_server

pytestmark = pytest.mark.django_db
State = Delivery.State
inbox.register("test.calm", title="活动有变：{title}", body="请看现在的时间。")
inbox.register("test.urgent", title="活动取消：{title}", body="您不用再来。", urgent=True)
NOON = timezone.make_aware(datetime(2026, 11, 25, 12))


@pytest.fixture(autouse=True)
def at_noon(monkeypatch):
    """now(when): the clock of what is delivered; noon unless told."""
    clock = [NOON]
    monkeypatch.setattr(delivering.timezone, "now", lambda: clock[0])

    def now(when):
        clock[0] = when

    return now


@pytest.fixture
def server(settings):
    with robot_server() as made:
        settings.ROBOT_ADDRESSES = [made.address]
        yield made


def teacher(mail=True, digest=False, email="zhang@example.cn"):
    user = UserFactory(email=email)
    MessagePreference.objects.create(user=user, mail=mail, digest=digest)
    return user


def robot_of(server, unit=None, secret=""):
    made = Robot(unit=unit or district(), kind=Robot.Kind.DINGTALK, name="教研群")
    made.address, made.secret = f"{server.address}?access_token=abc", secret
    made.save()
    return made


def send(*users, kind="test.calm", key="1"):
    inbox.send(kind, users, key=key, payload={"title": "评课"}, path="/classrooms/sessions/1/")


def announce(unit, key="1", kind="test.calm"):
    inbox.announce(kind, [unit], key=key, payload={"title": "评课"}, path="/classrooms/sessions/1/")


def test_only_who_wishes_mail_and_has_an_address_gets_it(settings):
    settings.SITE_DOMAIN = "jy.example.cn"
    wishing = teacher()
    send(wishing, teacher(mail=False), teacher(email=""), UserFactory())
    delivering.deliver_due()
    assert [one.to for one in mail.outbox] == [[wishing.email]]
    assert mail.outbox[0].subject.endswith("活动有变：评课")
    assert "https://jy.example.cn/classrooms/sessions/1/" in mail.outbox[0].body
    assert Message.objects.count() == 4


def test_without_mail_nothing_is_asked_or_written(settings, django_assert_num_queries):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    user = teacher()
    with django_assert_num_queries(1):
        send(user)
    assert not Delivery.objects.exists()


def test_a_subject_is_one_line():
    inbox.send("test.calm", [teacher()], key="x", payload={"title": "评课\r\nBcc: all@example.cn"})
    delivering.deliver_due()
    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].bcc == []


@pytest.mark.parametrize(
    ("hour", "kind", "digest", "expected"),
    [
        (12, "test.calm", False, (25, 12)),
        (22, "test.calm", False, (26, 7)),
        (5, "test.calm", False, (25, 7)),
        (22, "test.urgent", False, (25, 22)),
        (12, "test.calm", True, (25, 17)),
        (18, "test.calm", True, (26, 17)),
        (12, "test.urgent", True, (25, 12)),
    ],
)
def test_quiet_hours_and_the_digest_are_kept_and_urgent_ones_go_at_once(
    at_noon, hour, kind, digest, expected
):
    at_noon(NOON.replace(hour=hour))
    send(teacher(digest=digest), kind=kind)
    due = timezone.localtime(Delivery.objects.get().due_at)
    assert (due.day, due.hour) == expected


def test_what_is_due_together_is_one_letter():
    user = teacher()
    send(user, key="1")
    send(user, key="2")
    assert delivering.deliver_due() == 2
    assert len(mail.outbox) == 1
    assert "等2条消息" in mail.outbox[0].subject


def test_said_twice_is_sent_once(server):
    user, robot = teacher(), robot_of(server)
    for _ in range(2):
        send(user)
        announce(robot.unit)
    delivering.deliver_due()
    delivering.deliver_due()
    assert (len(mail.outbox), len(server.said)) == (1, 1)


def test_a_robot_hears_its_own_units_messages_alone(server):
    robot = robot_of(server)
    announce(UnitFactory())
    announce(robot.unit)
    delivering.deliver_due()
    assert server.texts == ["活动有变：评课\n请看现在的时间。"]


def test_a_signed_address_proves_the_secret(server):
    robots.say(robot_of(server, secret="SECabc"), "好")
    asked = parse_qs(urlsplit(server.said[0][0]).query)
    words = f"{asked['timestamp'][0]}\nSECabc".encode()
    expected = hmac.new(b"SECabc", words, hashlib.sha256).digest()
    assert base64.b64decode(asked["sign"][0]) == expected


def test_address_and_secret_are_not_readable_in_the_database(server):
    robot = robot_of(server, secret="SECabc")
    with connection.cursor() as cursor:
        cursor.execute("SELECT address_text, secret_text FROM accounts_robot")
        row = str(cursor.fetchone())
    assert "access_token" not in row
    assert "SECabc" not in row
    assert Robot.objects.get().secret == robot.secret


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest?x=1",
        "https://oapi.dingtalk.com.evil.example/robot/send?access_token=a",
        "https://oapi.dingtalk.com/robot/sendmore?access_token=a",
        "https://oapi.dingtalk.com/robot/send?a=1 b",
        "file:///etc/passwd?",
    ],
)
def test_no_other_address_is_asked(address):
    with pytest.raises(ValidationError):
        robots.check_address(address)


def test_a_redirect_is_not_followed(server):
    server.answers = [(302, {})]
    announce(robot_of(server).unit)
    delivering.deliver_due()
    assert len(server.said) == 1
    assert Delivery.objects.get().state == State.WAITING


def test_what_is_refused_for_the_moment_is_tried_again_later(server, at_noon):
    server.answers = [(200, {"errcode": 130101, "errmsg": "send too fast"})]
    announce(robot_of(server).unit)
    delivering.deliver_due()
    delivering.deliver_due()
    assert len(server.said) == 1
    at_noon(NOON + timedelta(minutes=1))
    delivering.deliver_due()
    assert Delivery.objects.get().state == State.SENT


def test_what_will_never_be_taken_is_not_tried_again(server, at_noon):
    server.answers = [(200, {"errcode": 310000, "errmsg": "sign not match"})]
    announce(robot_of(server).unit)
    delivering.deliver_due()
    row = Delivery.objects.get()
    assert (row.state, "sign not match" in row.error) == (State.FAILED, True)


def test_trying_ends_after_a_while(server, at_noon):
    server.answers = [(500, {})] * 20
    announce(robot_of(server).unit)
    for hours in range(12):
        at_noon(NOON + timedelta(hours=6 * hours))
        delivering.deliver_due()
    assert Delivery.objects.get().state == State.FAILED
    assert len(server.said) == delivering.MOST_FAILURES


class Killed(BaseException):
    """As if the process had been killed: nothing after it runs."""


@pytest.mark.both
def test_a_sender_killed_after_sending_costs_one_duplicate_at_most(server, at_noon, monkeypatch):
    announce(robot_of(server).unit)
    real = channels._channels["robot"]

    def killed(parcel):
        real(parcel)
        raise Killed

    monkeypatch.setitem(channels._channels, "robot", killed)
    for minutes in (0, 1, 6, 12, 18):
        at_noon(NOON + timedelta(minutes=minutes))
        with pytest.raises(Killed) if minutes in (0, 6) else pytest.MonkeyPatch.context():
            delivering.deliver_due()
    assert len(server.said) == 2
    assert Delivery.objects.get().state == State.UNKNOWN


@pytest.mark.both
def test_a_sender_killed_before_sending_loses_nothing(server, at_noon, monkeypatch):
    announce(robot_of(server).unit)

    def killed(parcel):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setitem(channels._channels, "robot", killed)
        with pytest.raises(Killed):
            delivering.deliver_due()
    at_noon(NOON + timedelta(minutes=6))
    delivering.deliver_due()
    assert len(server.said) == 1
    assert Delivery.objects.get().state == State.SENT


def test_one_targets_trouble_does_not_hold_up_another(server, monkeypatch):
    def broken(parcel):
        raise RuntimeError("no such host")

    monkeypatch.setitem(channels._channels, "robot", broken)
    announce(robot_of(server).unit)
    send(teacher())
    delivering.deliver_due()
    assert len(mail.outbox) == 1


def test_the_admin_never_shows_an_address_and_tries_it_out(client, server):
    robot = robot_of(server, unit=(unit := UnitFactory(kind="group")))
    client.force_login(person(Role.GROUP, unit))
    page = client.get(f"/admin/accounts/robot/{robot.pk}/change/").content.decode()
    assert "access_token" not in page
    form = {"unit": unit.pk, "kind": "dingtalk", "name": "新群", "active": "on", "address": "", "secret": ""}
    client.post(f"/admin/accounts/robot/{robot.pk}/change/", form)
    robot.refresh_from_db()
    assert (robot.name, robot.address.endswith("abc")) == ("新群", True)
    client.post("/admin/accounts/robot/", {"action": "try_out", "_selected_action": [robot.pk]})
    assert len(server.said) == 1


def test_a_session_called_off_is_said_in_the_groups_of_organiser_and_host(server):
    session = SessionFactory(organiser=UnitFactory(kind="group"), host=SchoolFactory())
    for unit in (session.organiser, session.host.unit, UnitFactory()):
        robot_of(server, unit)
    booking.call_off(session, by=None, reason="停电")
    delivering.deliver_due()
    assert len(server.texts) == 2
    assert all("停电" in text for text in server.texts)
