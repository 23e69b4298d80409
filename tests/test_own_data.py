"""我的数据: what is held is all there and is one's own; leaving deletes what is theirs and breaks nothing."""

import csv
import io
import json
import zipfile

import pytest

from accounts import audit, inbox, leaving, own_data
from accounts.models import AuditEvent, LeavingRequest, Message, StaffRole, User
from accounts.roles import Role
from classrooms import booking
from classrooms.models import Certificate, LessonReview, Recording, Registration
from tests.factories import EnquiryFactory, SessionFactory, TeacherFactory, person
from tests.factories.library import RecordingFactory
from tests.factories.reviews import sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher():
    return TeacherFactory(signed_up=True, public=True)


def leave(user):
    return leaving.carry_out(leaving.ask(user), by=person(Role.SYSTEM))


def unpacked(client):
    packed = zipfile.ZipFile(io.BytesIO(client.post("/me/data/download/").content))
    return packed, json.loads(packed.read("我的数据.json"))


def test_of_every_key_that_leads_to_a_person_something_is_said():
    assert own_data.unsaid() == []


def test_page_counts_what_is_held_with_as_many_queries_for_one_as_for_thirty(
    client, teacher, django_assert_max_num_queries
):
    client.force_login(teacher.user)
    for number in (1, 29):
        for session in SessionFactory.create_batch(number, capacity=3):
            booking.register(session, teacher, by=teacher.user)
        client.get("/me/data/")
        with django_assert_max_num_queries(6):
            said = client.get("/me/data/").content.decode()
    assert '<th scope="row">报名</th><td>教师</td><td class="num">30</td>' in said
    assert "手机号加密保存" in said


def test_what_is_taken_away_is_whole_and_opens_as_tables(client, teacher):
    teacher.user.phone = "13800138000"
    teacher.user.save()
    session = SessionFactory(capacity=3, title="=1+1 集体备课")
    booking.register(session, teacher, by=teacher.user)
    client.force_login(teacher.user)
    packed, found = unpacked(client)
    assert found["账号"]["手机号"] == "13800138000"
    held = {(part["名称"], part["您在其中"]): part for part in found["资料"]}
    (row,) = held["报名", "教师"]["记录"]
    assert (row["教研活动"], row["状态"]) == ("=1+1 集体备课", "已报名")
    assert held["教师", "账号"]["记录"][0]["姓名"] == teacher.name
    (name,) = [name for name in packed.namelist() if "报名" in name]
    header, cells = csv.reader(io.StringIO(packed.read(name).decode("utf-8-sig")))
    assert cells[header.index("教研活动")] == "'=1+1 集体备课"
    assert AuditEvent.objects.filter(action=audit.Action.EXPORTED, text="我的数据").exists()


def test_nothing_secret_and_nothing_of_others_is_in_it(client, teacher):
    enquiry = EnquiryFactory(answered_by=teacher.user, answer="好", answered_at="2026-11-01T08:00+08:00")
    other = TeacherFactory(signed_up=True)
    booking.register(SessionFactory(), other, by=other.user)
    client.force_login(teacher.user)
    _, found = unpacked(client)
    said = json.dumps(found, ensure_ascii=False)
    assert {"名称": "家长咨询", "您在其中": "答复人", "保存多久": "答复后一年", "条数": 1} in found["资料"]
    for secret in (enquiry.question, other.name, teacher.user.password, teacher.user.phone_mark or "-" * 9):
        assert secret not in said


def test_asking_and_taking_it_back(client, teacher):
    client.force_login(teacher.user)
    client.post("/me/data/leave/", {"note": "退休"})
    assert not LeavingRequest.objects.exists()
    for _ in range(2):
        client.post("/me/data/leave/", {"note": "退休", "sure": "on"})
    assert LeavingRequest.objects.get().state == "waiting"
    assert "撤回申请" in client.get("/me/data/").content.decode()
    client.post("/me/data/stay/")
    assert LeavingRequest.objects.get().state == "withdrawn"


def test_leaving_deletes_what_is_theirs_and_keeps_what_is_the_schools(client, teacher):
    user = teacher.user
    user.phone = "13800138000"
    user.save()
    session = SessionFactory(capacity=1)
    booking.register(session, teacher, by=user)
    next_one = TeacherFactory(signed_up=True)
    booking.register(session, next_one, by=next_one.user)
    recording = RecordingFactory(owner=teacher, view="public")
    draft = sheet_of(by=user)
    client.force_login(user)
    leave(user)
    assert client.get("/me/").status_code == 302
    user.refresh_from_db()
    teacher.refresh_from_db()
    assert (user.name, user.phone, user.phone_mark, user.is_active) == ("已注销", "", "", False)
    assert not user.has_usable_password() and not StaffRole.objects.filter(user=user).exists()
    assert not Message.objects.filter(recipient=user).exists()
    assert (teacher.user, teacher.public) == (None, False)
    assert Registration.objects.get(teacher=next_one).is_confirmed
    assert Recording.objects.get(pk=recording.pk).removed_at is not None
    assert not LessonReview.objects.filter(pk=draft.pk).exists()
    assert Certificate.objects.count() == 0 and own_data.counted(User.objects.get(pk=user.pk))


def test_who_may_not_leave_and_what_is_decided_stands():
    security, system = person(Role.SECURITY), person(Role.SYSTEM)
    with pytest.raises(leaving.Refused, match="先由安全管理员收回"):
        leaving.carry_out(leaving.ask(security), by=system)
    with pytest.raises(leaving.Refused, match="另一位系统管理员"):
        leaving.carry_out(leaving.ask(system), by=system)
    teacher = person(Role.TEACHER)
    asked = leaving.ask(teacher)
    with pytest.raises(leaving.Refused, match="写明原因"):
        leaving.refuse(asked, by=system, answer=" ")
    leaving.refuse(asked, by=system, answer="还有借用的设备没有归还。")
    assert "没有归还" in inbox.texts(teacher.inbox_messages.get())[1]
    with pytest.raises(leaving.Refused, match="不用再办"):
        leaving.carry_out(asked, by=system)


def test_the_system_administrator_decides_in_the_admin(client):
    leavers = [person(Role.TEACHER), person(Role.TEACHER)]
    rows = [leaving.ask(user) for user in leavers]
    client.force_login(person(Role.SYSTEM))
    assert "人申请注销账号" in client.get("/me/").content.decode()
    listed = "/admin/accounts/leavingrequest/"
    client.post(listed, {"action": "carry_out", "_selected_action": [rows[0].pk]})
    client.post(listed, {"action": "refuse", "_selected_action": [rows[1].pk], "answer": "请先交接。"})
    assert [LeavingRequest.objects.get(pk=row.pk).state for row in rows] == ["done", "refused"]
    client.force_login(person(Role.SECURITY))
    assert client.get(listed).status_code == 403


def test_messages_are_forgotten_after_two_years(teacher):
    from django.utils import timezone

    old = timezone.now() - inbox.KEPT
    for key, at in (("old", old), ("new", timezone.now())):
        Message.objects.create(recipient=teacher.user, kind="x", dedupe_key=key, created_at=at)
    assert inbox.forget() == 1
    assert Message.objects.get().dedupe_key == "new"
