"""`evidence_pack` and `minors_report`: what is handed in is what the rows say, and no more than that."""

import hashlib
import io
import zipfile
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import AuditEvent
from classrooms import attending, booking
from classrooms.models import Attendance, Session
from pictures.models import Consent, Use
from schools import calendar
from tests.factories import (
    EducationGroupFactory,
    EnquiryFactory,
    MembershipFactory,
    PictureFactory,
    RotationFactory,
    SchoolFactory,
    SchoolYearFactory,
    SessionFactory,
    TeacherFactory,
    UserFactory,
)
from tests.factories.reviews import ObservedLessonFactory, sheet_of

pytestmark = pytest.mark.django_db


def sheet(packed, name):
    """The rows of a table in the pack, as texts, headers first; of the group's folder where there are two."""
    found = [one for one in packed.namelist() if one.endswith(f"{name}.xlsx") and not one.startswith("全区")]
    book = openpyxl.load_workbook(io.BytesIO(packed.read(found[0])))
    return [["" if cell is None else str(cell) for cell in row] for row in book.active.values]


@pytest.fixture
def year():
    return SchoolYearFactory(start=calendar.year_of(timezone.localdate()))


@pytest.fixture
def group(year):
    group = EducationGroupFactory(name="示范集团")
    MembershipFactory.create_batch(2, group=group, joined_on=date(2020, 9, 1))
    return group


def pack(tmp_path, **options):
    file = tmp_path / "evidence.zip"
    call_command("evidence_pack", file, **options)
    return zipfile.ZipFile(file)


def test_group_s_folder_holds_its_own_rows_and_nobody_else_s(tmp_path, group, year):
    first, second = (row.school for row in group.memberships.all())
    ours = TeacherFactory(school=first, name="李静")
    days = {"starts_on": date(year.start, 9, 1), "ends_on": date(year.start + 1, 7, 1)}
    RotationFactory(group=group, school_year=year, teacher=ours, to_school=second, **days)
    RotationFactory(school_year=year, teacher__name="外人", **days)
    packed = pack(tmp_path, group="示范集团")
    header, row = sheet(packed, "轮岗交流")
    assert (row[0], row[header.index("接收学校")]) == ("李静", second.name)
    assert [one[1] for one in sheet(packed, "集团成员校")[1:]] == [first.name, second.name]
    assert not any("外人" in str(sheet(packed, name)) for name in ("轮岗交流", "师徒协议"))
    assert not any(name.startswith("全区/") for name in packed.namelist())


def test_sessions_are_counted_from_the_rows_and_samples_are_marked(tmp_path, group):
    school = group.memberships.first().school
    session = SessionFactory(organiser=school.unit, capacity=2, title="同备一节课", sample=True)
    for name in ("来了", "没来"):
        teacher = TeacherFactory(signed_up=True, name=name)
        taken = booking.register(session, teacher, by=teacher.user)
        state = Attendance.State.PRESENT if name == "来了" else Attendance.State.ABSENT
        attending.note(taken, state, by=UserFactory(), at=session.starts_at)
    names = ("opens_at", "closes_at", "starts_at", "ends_at")
    gone_by = {name: getattr(session, name) - timedelta(days=60) for name in names}
    Session.objects.filter(pk=session.pk).update(**gone_by)
    packed = pack(tmp_path)
    header, row = sheet(packed, "教研活动")
    said = dict(zip(header, row, strict=True))
    assert (said["名称"], said["名额"], said["报名"], said["出席"]) == ("同备一节课", "2", "2", "1")
    assert said["备注"] == "示例"
    assert [one[2] for one in sheet(packed, "教研签到")[1:]] == ["来了", "没来"]


def test_reviews_are_numbers_and_never_words_or_marks(tmp_path, group):
    teacher = TeacherFactory(school=group.memberships.first().school, signed_up=True)
    lesson = ObservedLessonFactory(presenter=teacher, topic="秋天的雨", held_on=timezone.localdate())
    review = sheet_of(lesson, share=1)
    review.summary = "节奏偏快"
    review.save()
    packed = pack(tmp_path, group="示范集团")
    header, row = sheet(packed, "听评课")
    assert (row[header.index("课题")], row[header.index("评课份数")]) == ("秋天的雨", "1")
    assert b"\xe8\x8a\x82\xe5\xa5\x8f" not in b"".join(packed.read(name) for name in packed.namelist())


def test_list_of_contents_proves_every_file(tmp_path, group):
    packed = pack(tmp_path)
    listed = {(row[0], row[1]): row[3] for row in sheet(packed, "目录")[1:]}
    there = {name for name in packed.namelist() if "/" in name}
    assert {f"{folder}/{name}" for folder, name in listed} == there
    for (folder, name), digest in listed.items():
        assert hashlib.sha256(packed.read(f"{folder}/{name}")).hexdigest() == digest
    assert AuditEvent.objects.filter(action="exported", text__contains="佐证材料").exists()
    with pytest.raises(CommandError, match="已存在"):
        call_command("evidence_pack", tmp_path / "evidence.zip")
    with pytest.raises(CommandError, match="没有名为"):
        call_command("evidence_pack", tmp_path / "other.zip", group="没有的集团")


def test_minors_report_says_where_on_whose_word_and_until_when(tmp_path, capsys):
    today = timezone.localdate()
    kept, bare, adults = (PictureFactory(people=people) for people in ("pupils", "pupils", "adults"))
    until = today + timedelta(days=10)
    Consent.objects.create(
        picture=kept, paper="2026-031", given_on=today, valid_until=until, kept_by="陈老师"
    )
    for picture in (kept, bare):
        Use.objects.create(picture=picture, where=f"/news/{picture.pk}/", visible_from=timezone.now())
    enquiry = EnquiryFactory(unit=SchoolFactory().unit, question="孩子叫小明，住在哪里能上？")
    call_command("minors_report", tmp_path / "minors.zip")
    packed = zipfile.ZipFile(tmp_path / "minors.zip")
    rows = {row[0]: row for row in sheet(packed, "2-能认出学生的图片与同意书")[1:]}
    assert set(rows) == {kept.code, bare.code}
    assert rows[kept.code][4:] == [
        *(
            "2026-031",
            str(today),
            str(until),
            "",
            "陈老师",
            str(timezone.localdate(kept.added_at)),
            f"/news/{kept.pk}/",
            "30天内到期",
        ),
    ]
    assert rows[bare.code][4] == "没有登记" and "请撤下" in rows[bare.code][-1]
    assert sheet(packed, "4-家长咨询")[1][0] == enquiry.unit.name
    said = capsys.readouterr().out
    assert "能认出学生的图片：2" in said and "没有有效同意的图片（应为0）：1" in said
    assert not any("小明".encode() in packed.read(name) for name in packed.namelist())
