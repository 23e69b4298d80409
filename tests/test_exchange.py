"""The course interface: what goes out to whom, what comes in, what is refused, and that twice is once."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, ImportRun, StaffRole
from accounts.roles import Role
from classrooms import exchange, receipts, relay_figures, relaying
from classrooms.exchange import reading, taking_over, writing
from classrooms.models import Receipt, RelayCourse, RelayLesson, RelayReceiver
from schools.models import Subject
from tests import factories as make
from tests.relay_kit import BEFORE, MONDAY, TUESDAY, running, stand_at

pytestmark = [pytest.mark.django_db, pytest.mark.both]
WRITTEN = (RelayCourse, RelayReceiver, RelayLesson, Receipt)


@pytest.fixture
def relay(monkeypatch):
    stand_at(monkeypatch, BEFORE)
    return running()


@pytest.fixture
def researcher():
    return make.person(Role.RESEARCHER)


def entry(relay, **more):
    """A lesson of another platform: the relay's people, on Thursday in the second period."""
    course, group = relay.course, relay.receiver.group
    return {
        "courseId": "cq-1",
        "courseType": 1,
        "organName": course.school.name,
        "memberName": course.presenter.name,
        "subjectName": course.subject.name,
        "gradeCode": "3",
        "timeBegin": "2026-11-19 09:20:00",
        "timeEnd": "2026-11-19 10:00:00",
        "ruleId": 2,
        "isLive": 1,
        "viewAuth": 2,
        "recordUrl": "https://video.example.com/cq-1",
        "attendList": [{"organName": group.school.name, "className": group.name}],
        **more,
    }


def take(entries, by, dry_run=False):
    return taking_over.run(entries, by=by, organiser=make.district(), dry_run=dry_run)


def counts(report):
    return report.new, report.changed, report.same, report.faulty


# --- In -----------------------------------------------------------------------------------------------------
def test_a_new_lesson_waits_for_the_receiving_class_and_twice_is_once(relay, researcher):
    assert counts(take([entry(relay)], researcher)) == (1, 0, 0, 0)
    lesson = RelayLesson.objects.get(external_id="cq-1")
    assert (lesson.presenter, lesson.period_no) == (relay.course.presenter, 2)
    assert lesson.course.organiser == make.district() and lesson.course.status == RelayCourse.Status.RUNNING
    assert [(one.group, one.state) for one in lesson.receipts.all()] == [
        (relay.receiver.group, Receipt.State.AWAITED)
    ]
    assert counts(take([entry(relay)], researcher)) == (0, 0, 1, 0)
    assert counts(take([entry(relay, courseId="cq-2")], researcher)) == (0, 0, 1, 0)
    assert RelayLesson.objects.filter(date=lesson.date).count() == 1


def test_a_dry_run_leaves_nothing(relay, researcher):
    before = {model: model.objects.count() for model in (RelayCourse, RelayReceiver, RelayLesson, Receipt)}
    assert counts(take([entry(relay)], researcher, dry_run=True)) == (1, 0, 0, 0)
    assert {model: model.objects.count() for model in before} == before
    assert not AuditEvent.objects.filter(text__contains="课程接口").exists()


def test_a_known_lesson_is_brought_up_to_date_and_never_moved_or_confirmed(relay, researcher):
    lesson = relay.lesson
    ours = {
        "courseId": "cq-9",
        "timeBegin": "2026-11-17 10:25:00",
        "timeEnd": "2026-11-17 11:05:00",
        "ruleId": 3,
    }
    told = entry(relay, **ours, actualStartTime="2026-11-17 10:26:00", isQualityCourse=True, liveStatus=3)
    assert counts(take([told], researcher)) == (0, 1, 0, 0)
    lesson.refresh_from_db()
    assert lesson.recording_link.endswith("cq-1") and lesson.is_quality and lesson.external_id == "cq-9"
    assert lesson.receipts.get().state == Receipt.State.AWAITED
    moved = entry(relay, **ours | {"timeBegin": "2026-11-17 10:20:00"})
    report = take([moved], researcher)
    assert "改时间请用“调课”" in report.problems[0].message
    assert counts(take([told], researcher)) == (0, 0, 1, 0)
    first, last = MONDAY, TUESDAY
    assert relay_figures.total(relay_figures.by_subject(first, last)).received == 0


WRONG = {
    "timeBegin": ("昨天", "时间写成"),
    "timeEnd": ("2026-11-19 09:00:00", "下课要在上课之后"),
    "organName": ("没有的小学", "没有这所学校"),
    "memberName": ("没有这人", "没有这位教师"),
    "subjectName": ("炼金术", "没有这个学科"),
    "gradeCode": ("13", "年级填1到12"),
    "ruleId": (0, "大于或等于"),
    "viewAuth": (7, "有效"),
    "recordUrl": ("javascript:alert(1)", "URL"),
    "attendList": ([], "请列出接收班"),
    "courseType": (9, "有效"),
}


@pytest.mark.parametrize("key", list(WRONG))
def test_a_faulty_entry_says_where_and_leaves_the_others(relay, researcher, key):
    value, said = WRONG[key]
    report = take([entry(relay, **{key: value}), entry(relay, courseId="good", ruleId=1)], researcher)
    assert counts(report) == (1, 0, 0, 1)
    problem = report.problems[0]
    assert (problem.line, problem.key) == (1, key) and said in problem.message


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"timeBegin": "2030-11-19 09:20:00", "timeEnd": "2030-11-19 10:00:00"}, "不在任何学期"),
        ({"timeBegin": "2026-11-17 10:25:00", "timeEnd": "2026-11-17 11:05:00", "ruleId": 2}, "已有专递课"),
        ({"actualEndTime": "2026-11-19 10:00:00"}, "就要有实际开始时间"),
        ({"memberName": ["a", {"b": 1}]}, "必填"),
    ],
)
def test_what_the_database_or_the_calendar_refuses_is_said(relay, researcher, change, said):
    if "已有专递课" in said:
        # The class is in the relay's third period then, under another number.
        change = change | {"attendList": [_attending(relay, ruleId=3)], "memberName": "另一位"}
        make.TeacherFactory(school=relay.course.school, name="另一位")
    report = take([entry(relay, **change)], researcher)
    assert counts(report) == (0, 0, 0, 1) and said in report.problems[0].message
    assert not RelayLesson.objects.filter(external_id="cq-1").exists()


def _attending(relay, **more):
    group = relay.receiver.group
    return {"organName": group.school.name, "className": group.name, **more}


def test_only_one_s_own_units(relay):
    affairs = make.person(Role.AFFAIRS, relay.course.school.unit)
    unit = relay.course.school.unit
    report = taking_over.run([entry(relay)], by=affairs, organiser=unit, dry_run=False)
    # Their own school presents; the receiving school is not theirs.
    assert report.problems[0].name == "接收班的学校" and "不属于您的单位" in report.problems[0].message
    own = make.TeachingGroupFactory(school=relay.course.school, name="五年级")
    mine = entry(relay, attendList=[{"organName": own.school.name, "className": own.name}])
    assert counts(taking_over.run([mine], by=affairs, organiser=unit, dry_run=False)) == (1, 0, 0, 0)
    # A lesson that the district organises is known, and not theirs to change.
    hours = {"timeBegin": "2026-11-17 10:25:00", "timeEnd": "2026-11-17 11:05:00", "ruleId": 3}
    theirs = mine | hours | {"courseId": ""}
    report = taking_over.run([theirs], by=affairs, organiser=unit, dry_run=False)
    assert "不归您的单位组织" in report.problems[0].message


def test_sessions_in_a_file_are_left_out(relay, researcher):
    report = take([{"courseType": 4, "courseName": "上一节课"}, entry(relay)], researcher)
    assert (report.skipped, *counts(report)) == (1, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"{", "第1行有错"),
        (b"\xff\xfe{", "UTF-8"),
        (b'{"courses": 3}', "courses"),
        (b'{"courses": []}', "一门课也没有"),
        (b'{"courses": [NaN]}', "不是完整的JSON"),
        (b'{"courses": ["\\ud800"]}', "不是完整的JSON"),
        (b"[" * 100_000, "嵌套太深"),
        (b'{"courses": [' + b"1," * 200 + b"1]}", "最多200节课"),
        (b" " * (exchange.MOST_BYTES + 1), "超过1MB"),
    ],
)
def test_a_file_that_is_none_is_refused_whole(raw, said):
    with pytest.raises(exchange.Refused, match=said):
        reading.entries_of(reading.text_of(raw))


# --- Out ----------------------------------------------------------------------------------------------------
def test_what_goes_out_comes_home_unchanged(relay, researcher):
    last = TUESDAY + timedelta(days=7)
    told = json.loads(json.dumps(writing.document(researcher, MONDAY, last)))["courses"]
    assert [one["courseType"] for one in told] == [1, 1]
    assert told[0]["attendList"][0]["className"] == relay.receiver.group.name
    assert told[0]["liveStatus"] == 1 and told[0]["timeBegin"] == "2026-11-17 10:25:00"
    assert counts(take(told, researcher)) == (0, 0, 2, 0)


def test_the_teachers_events_go_out_as_meetings_and_links_stay_home(relay, researcher):
    start = timezone.now() + timedelta(days=2)
    kinds = {"master": 2, "network": 3, "relay": 4}
    for classroom in kinds:
        make.SessionFactory(
            classroom=classroom, starts_at=start, meeting_link="https://meeting.example.com/geheim"
        )
    told = writing.document(researcher, MONDAY, MONDAY + timedelta(days=7))["courses"]
    assert sorted(one["courseType"] for one in told if one["courseType"] != 1) == sorted(kinds.values())
    assert "geheim" not in json.dumps(told)


def test_each_exports_what_they_see(client, relay):
    address = reverse("classrooms:exchange_export")
    span = {"export-first": str(MONDAY), "export-last": str(TUESDAY)}
    elsewhere, there = make.SchoolFactory(), relay.receiver.group.school
    for school, number in ((elsewhere, 0), (there, 1)):
        client.force_login(make.person(Role.AFFAIRS, school.unit))
        response = client.post(address, span)
        assert response["Content-Disposition"].startswith("attachment")
        assert len(response.json()["courses"]) == number
    assert AuditEvent.objects.filter(text__contains="课程接口导出").count() == 2
    client.force_login(make.TeacherFactory(signed_up=True).user)
    assert client.post(address, span).status_code == 404


# --- The page -----------------------------------------------------------------------------------------------
def upload(client, entries, organiser):
    file = SimpleUploadedFile("courses.json", json.dumps({"courses": entries}).encode())
    return client.post(reverse("classrooms:exchange_check"), {"file": file, "organiser": organiser.pk})


def test_checked_first_then_carried_out_by_the_same_person(client, relay, researcher):
    client.force_login(researcher)
    page = upload(client, [entry(relay), entry(relay, subjectName="炼金术")], make.district())
    text = page.content.decode()
    assert "只导入没有问题的 1 节" in text and "没有这个学科" in text
    assert not RelayLesson.objects.filter(external_id="cq-1").exists()
    carried = page.context["carried"]
    address = reverse("classrooms:exchange_carry_out")
    client.force_login(make.person(Role.RESEARCHER))
    client.post(address, carried)
    assert not RelayLesson.objects.filter(external_id="cq-1").exists()
    client.force_login(researcher)
    client.post(address, carried)
    assert RelayLesson.objects.filter(external_id="cq-1").exists()
    client.post(address, carried)
    assert RelayLesson.objects.filter(external_id="cq-1").count() == 1


def test_the_page_tells_a_wrong_file_and_who_may_only_look(client, relay, researcher):
    client.force_login(researcher)
    file = SimpleUploadedFile("a.json", b"no")
    said = client.post(reverse("classrooms:exchange_check"), {"file": file, "organiser": make.district().pk})
    assert "不是完整的JSON" in said.content.decode()
    client.force_login(make.person(Role.HEAD, relay.course.school.unit))
    assert "检查" not in client.get(reverse("classrooms:exchange")).content.decode()
    assert upload(client, [entry(relay)], make.district()).status_code == 404


# --- Undone -------------------------------------------------------------------------------------------------
def rows():
    return {model: set(model.objects.values_list("pk", flat=True)) for model in WRITTEN}


def undo(client, by, run=None):
    client.force_login(by)
    run = run or ImportRun.objects.latest("pk")
    response = client.post(reverse("classrooms:exchange_undo", args=[run.pk]), follow=True)
    return run.state, response.content.decode() if response.status_code == 200 else ""


def test_an_import_is_taken_back_as_one_set(client, relay, researcher):
    before, lesson = rows(), relay.lesson
    ours = {"courseId": "cq-9", "timeBegin": "2026-11-17 10:25:00", "timeEnd": "2026-11-17 11:05:00"}
    told = [
        entry(relay, gradeCode="4"),
        entry(relay, **ours, ruleId=3),
        entry(relay, gradeCode="4", isQualityCourse=True),
        entry(relay, courseId="cq-3", subjectName="炼金术"),
    ]
    assert counts(take(told, researcher)) == (1, 2, 0, 1)
    client.force_login(researcher)
    assert "撤销这次导入" in client.get(reverse("classrooms:exchange")).content.decode()
    _, said = undo(client, researcher)
    assert "这次导入已撤销" in said and "已撤销</span>" in said
    assert rows() == before
    lesson.refresh_from_db()
    assert (lesson.external_id, lesson.recording_link) == ("", "")
    assert AuditEvent.objects.filter(action="import_undone", text__contains="课程接口").count() == 1
    assert "不能撤销" in undo(client, researcher)[1]


@pytest.mark.parametrize("use", ["answered", "changed", "assistant", "slot", "tour"])
def test_what_later_work_hangs_on_stays_whole_and_says_why(client, relay, researcher, use, monkeypatch):
    take(
        [
            entry(relay, gradeCode="4"),
            entry(
                relay,
                courseId="cq-2",
                timeBegin="2026-11-20 09:20:00",
                timeEnd="2026-11-20 10:00:00",
                gradeCode="4",
            ),
        ],
        researcher,
    )
    lesson = RelayLesson.objects.get(external_id="cq-1")
    if use == "answered":
        receipts.confirm(lesson.receipts.get(), by=researcher, at=lesson.ends_at)
    if use == "changed":
        RelayLesson.objects.filter(pk=lesson.pk).update(link="https://meeting.example.com/2")
    if use == "assistant":
        relaying.change_receiver(lesson.course.receivers.get(), assistant=relay.assistant, period_no=None)
    if use == "slot":
        make.RelaySlotFactory(course=lesson.course)
    if use == "tour":
        make.ClassTourFactory(lesson=lesson)
    before = rows()
    _, said = undo(client, researcher)
    assert "没有撤销，数据保持原样" in said and ("导入后又改过" in said or "已有别的内容用到它" in said)
    assert rows() == before and ImportRun.objects.get().state == ImportRun.State.DONE


def test_an_import_is_its_own_person_s_to_undo_and_only_while_they_may(client, relay, researcher):
    take([entry(relay)], researcher)
    assert undo(client, make.person(Role.RESEARCHER))[1] == ""
    StaffRole.objects.filter(user=researcher).delete()
    undo(client, researcher)
    assert RelayLesson.objects.filter(external_id="cq-1").exists()


def test_an_import_of_courses_opens_among_the_imports_of_the_admin(client, relay):
    affairs = make.person(Role.AFFAIRS, relay.course.school.unit)
    theirs = relay.receiver.group.school.unit
    StaffRole.objects.create(user=affairs, role=Role.AFFAIRS, unit=theirs)
    taking_over.run([entry(relay)], by=affairs, organiser=relay.course.school.unit, dry_run=False)
    run = ImportRun.objects.get()
    client.force_login(affairs)
    page = client.get(reverse("admin:accounts_importrun_change", args=[run.pk])).content.decode()
    assert "课程接口" in page and reverse("classrooms:exchange") in page
    assert client.get("/admin/accounts/importrun/new/courses/").status_code == 404
    client.post(reverse("admin:accounts_importrun_undo", args=[run.pk]))
    assert not RelayLesson.objects.filter(external_id="cq-1").exists()


@pytest.mark.parametrize("number", [1, 12])
def test_export_costs_the_same_at_any_size(relay, researcher, number, django_assert_num_queries):
    for one in range(number):
        make.ReceiptFactory(lesson__date=TUESDAY, lesson__period_no=one % 9 + 4)
        make.SessionFactory(starts_at=timezone.now() + timedelta(days=1))
    assert Subject.objects.exists()
    list(researcher.staff_roles.all())
    writing.document(researcher, MONDAY, TUESDAY)
    with django_assert_num_queries(4):
        writing.document(researcher, MONDAY, TUESDAY)
