"""总课表 as schools have it: read either way round, checked at once, a new timetable beside the old one."""

import io
from datetime import date, time

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import ImportRun
from accounts.roles import Role
from schools import occurrences, timetable_cells, timetable_layout
from schools.models import Lesson, Teacher, Timetable
from tests import factories as make
from tests.sheet_kit import carry_out, imported, upload, xlsx

pytestmark = pytest.mark.django_db
WEEK = ["星期一", "星期二", "星期三", "星期四", "星期五"]
Said = timetable_cells.Said


# --- cells and layouts --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("音乐(张)", [Said("音乐", "张")]),
        ("音乐（张　伟）", [Said("音乐", "张伟")]),
        ("音乐 张伟老师", [Said("音乐", "张伟")]),
        ("音乐", [Said("音乐")]),
        ("音乐(单)/美术(双)", [Said("音乐", weeks=21), Said("美术", weeks=22)]),
        ("单:音乐(张)/双:美术(李)", [Said("音乐", "张", 21), Said("美术", "李", 22)]),
        ("音乐/美术", [Said("音乐", weeks=21), Said("美术", weeks=22)]),
        ("自习", []),
        ("大课间", []),
        ("—", []),
        ("", []),
    ],
)
def test_cells_say_what_people_mean(text, said):
    assert timetable_cells.read(text) == said


@pytest.mark.parametrize(
    "name", ["三年级1班", "三（1）班", "三(1)", "三1班", "3.1", "301", "三年级（一）班", "三年1班"]
)
def test_a_class_is_known_however_it_is_written(name):
    assert timetable_cells.class_key(name) == (3, 1)


def test_junior_and_senior_classes_and_other_names():
    assert timetable_cells.class_key("初一2班") == (7, 2)
    assert timetable_cells.class_key("高二（3）班") == (11, 3)
    assert timetable_cells.class_key("大一班") == "大一班"


def read(rows, name="总课表"):
    found, _, _ = timetable_layout.entries([(name, rows)])
    return [(one.owner, one.weekday, one.period, one.text) for one in found]


def test_classes_down_with_days_over_periods():
    rows = [
        ["示例小学总课表"],
        ["班级", "星期一", "", "", "星期二", "", "", "星期三", ""],
        ["", "1", "2", "3", "1", "2", "3", "1", "2"],
        ["三1班", "语文", "数学", "", "音乐", "", "体育", "英语", ""],
    ]
    assert read(rows) == [
        ("三1班", 1, 1, "语文"),
        ("三1班", 1, 2, "数学"),
        ("三1班", 2, 1, "音乐"),
        ("三1班", 2, 3, "体育"),
        ("三1班", 3, 1, "英语"),
    ]


def test_classes_across_with_breaks_and_an_afternoon_counted_anew():
    rows = [
        ["星期", "节次", "三1班", "三2班"],
        ["星期一", "上午1", "语文", "数学"],
        ["", "大课间", "大课间", "大课间"],
        ["", "上午2", "音乐", ""],
        ["", "下午1", "美术", "体育"],
        ["星期二", "上午1", "数学", ""],
        ["星期三", "上午1", "", "英语"],
    ]
    assert read(rows) == [
        ("三1班", 1, 1, "语文"),
        ("三2班", 1, 1, "数学"),
        ("三1班", 1, 2, "音乐"),
        ("三1班", 1, 3, "美术"),
        ("三2班", 1, 3, "体育"),
        ("三1班", 2, 1, "数学"),
        ("三2班", 3, 1, "英语"),
    ]


def test_one_sheet_a_class_is_told_by_its_title_or_name():
    rows = [["三年级1班课程表"], ["节次", *WEEK], ["第1节", "语文"], ["午休"], ["第2节", "", "音乐"]]
    expected = [("三年级1班", 1, 1, "语文"), ("三年级1班", 2, 2, "音乐")]
    assert read(rows) == read(rows[1:], "三年级1班") == expected


def test_what_is_no_timetable_is_said():
    assert timetable_layout.entries([("说明", [["你好"], ["再见"]])])[2][0].startswith("“说明”没有读")


# --- the whole way ------------------------------------------------------------------------------------------
def book(*named):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in named:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


TABLE = [
    ["班级", "星期一", "", "星期二", "", "星期三", ""],
    ["", "1", "2", "1", "2", "1", "2"],
    ["三（1）班", "语(何)", "音乐", "数学(周雨水)", "自习", "", "音乐(单)/美术(双)"],
    ["三（2）班", "", "", "语", "", "体育", ""],
]
ASSIGNED = [["班级", "语文", "音乐"], ["三（2）班", "何立春", ""], ["三（1）班", "", "罗惊蛰"]]


@pytest.fixture
def school():
    school = make.SchoolFactory(name="示例小学")
    for name in ("语文", "数学", "音乐", "美术", "体育与健康"):
        make.SubjectFactory(name=name)
    for name in ("何立春", "周雨水", "罗惊蛰"):
        make.TeacherFactory(school=school, name=name)
    for number in (1, 2):
        make.TeachingGroupFactory(school=school, name=f"三年级{number}班")
    make.BellPeriodFactory(school=school, number=1)
    make.BellPeriodFactory(school=school, number=2, starts_at=time(9, 20), ends_at=time(10))
    make.TermFactory()
    return school


@pytest.fixture
def affairs(client, school):
    user = make.person(Role.AFFAIRS, school.unit)
    client.force_login(user)
    return user


def bring(client, school, content, assigned=None, starts_on="2026-09-01"):
    data = {"school": school.pk, "starts_on": starts_on, "file": SimpleUploadedFile("课表.xlsx", content)}
    if assigned:
        data["assignments"] = SimpleUploadedFile("任课表.xlsx", assigned)
    response = client.post("/admin/schools/timetable/import/", data)
    return response, ImportRun.objects.order_by("pk").last()


def lessons(timetable):
    found = timetable.lessons.order_by("group", "weekday", "period_no", "weeks")
    return [
        (one.group.name, one.weekday, one.period_no, one.weeks, one.subject.name, name_of(one))
        for one in found
    ]


def name_of(lesson):
    return lesson.teacher.name if lesson.teacher else ""


def test_whole_school_comes_in_with_its_assignments_and_goes_out_again(client, school, affairs):
    _, run = bring(client, school, book(("总课表", TABLE)), book(("任课表", ASSIGNED)))
    assert run.report["problems"] == [] and not Lesson.objects.exists()
    carry_out(client, run)
    assert lessons(Timetable.objects.get()) == [
        ("三年级1班", 1, 1, 11, "语文", "何立春"),
        ("三年级1班", 1, 2, 11, "音乐", "罗惊蛰"),
        ("三年级1班", 2, 1, 11, "数学", "周雨水"),
        ("三年级1班", 3, 2, 21, "音乐", "罗惊蛰"),
        ("三年级1班", 3, 2, 22, "美术", ""),
        ("三年级2班", 2, 1, 11, "语文", "何立春"),
        ("三年级2班", 3, 1, 11, "体育与健康", ""),
    ]
    client.post(f"/admin/accounts/importrun/{run.pk}/undo/")
    assert not Lesson.objects.exists() and not Timetable.objects.exists()


def test_a_new_version_leaves_the_old_one_as_it_was(client, school, affairs):
    _, run = bring(client, school, book(("总课表", TABLE)))
    carry_out(client, run)
    old = Timetable.objects.get()
    before = lessons(old)
    _, run = bring(
        client, school, book(("总课表", [*TABLE[:2], ["三1班", "数学(周)"]])), starts_on="2026-11-23"
    )
    carry_out(client, run)
    new = Timetable.objects.exclude(pk=old.pk).get()
    assert (new.starts_on, lessons(old)) == (date(2026, 11, 23), before)
    assert lessons(new) == [("三年级1班", 1, 1, 11, "数学", "周雨水")]
    teacher = school.teachers.get(name="周雨水")
    given = occurrences.of_teachers([teacher.pk], date(2026, 11, 16), date(2026, 11, 29))
    assert [one.date for one in given] == [date(2026, 11, 17), date(2026, 11, 23)]


def test_everything_wrong_is_said_at_once_by_cell(client, school, affairs):
    make.TeacherFactory(school=school, name="何谷雨")
    table = [
        *TABLE[:2],
        ["三（1）班", "语(何)", "书法", "数学(王)", "数学(周雨水)"],
        ["三（2）班", "", "", "", "语文(周雨水)"],
        ["四（1）班", "语文"],
    ]
    _, run = bring(client, school, book(("总课表", table)))
    said = " ".join(problem["message"] for problem in run.report["problems"])
    assert "总课表 B3：“何”对应几位教师" in said
    assert "总课表 C3：没有叫“书法”的学科" in said
    assert "总课表 D3：本校没有叫“王”的教师" in said
    assert "总课表 E4：周雨水周二第2节已有三年级1班的课" in said
    assert "总课表 B5：没有叫“四（1）班”的班" in said
    assert len(run.report["problems"]) == 5


def test_one_sheet_a_teacher(client, school, affairs):
    music = make.SubjectFactory(name="音乐")
    school.teachers.filter(name="罗惊蛰").update(specialism=music)
    rows = [["节次", *WEEK], ["1", "三1", "", "三2音乐"], ["2", "", "", "", "美术 三（1）班"]]
    _, run = bring(client, school, book(("罗惊蛰", rows)))
    assert run.report["problems"] == []
    carry_out(client, run)
    assert [row[:5] for row in lessons(Timetable.objects.get())] == [
        ("三年级1班", 1, 1, 11, "音乐"),
        ("三年级1班", 4, 2, 11, "美术"),
        ("三年级2班", 3, 1, 11, "音乐"),
    ]


def test_flat_rows_come_in_by_the_template_and_stay_within_ones_school(client, school, affairs):
    other = make.SchoolFactory(name="别校")
    headers = ["学校", "起用日期", "班级", "周几", "节次", "周次", "学科", "教师"]
    row = ["2026-09-01", "三年级1班", "周三", "2", "双周", "音乐", "罗惊蛰"]
    imported(client, "lessons", headers, ["示例小学", *row])
    assert lessons(Timetable.objects.get()) == [("三年级1班", 3, 2, 22, "音乐", "罗惊蛰")]
    _, run = upload(client, "lessons", xlsx(headers, [other.name, *row]))
    assert "没有您可以导入的学校" in run.report["problems"][0]["message"]


def test_a_file_without_days_is_refused_in_words(client, school, affairs):
    response, _ = bring(client, school, book(("说明", [["你好", "再见"]])))
    assert "没有读到课" in response.content.decode()


# --- the grid -----------------------------------------------------------------------------------------------
def grid(timetable, day=1):
    return f"/admin/schools/timetable/{timetable.pk}/grid/?day={day}"


def test_small_school_types_a_day_and_clashes_stand_at_their_cells(client, school, affairs):
    timetable = make.TimetableFactory(school=school)
    one, two = school.teaching_groups.order_by("pk")
    page = client.get(grid(timetable)).content.decode()
    assert f'name="c-{one.pk}-2"' in page
    client.post(grid(timetable), {f"c-{one.pk}-1": "语文(何立春)", f"c-{two.pk}-2": "音乐(单)/美术(双)"})
    assert [row[3:] for row in lessons(timetable)] == [
        (11, "语文", "何立春"),
        (21, "音乐", ""),
        (22, "美术", ""),
    ]
    wrong = client.post(grid(timetable), {f"c-{one.pk}-1": "语文(何立春)", f"c-{two.pk}-1": "数学(何)"})
    assert "何立春周一第1节已有三年级1班的课" in wrong.content.decode()
    assert timetable.lessons.count() == 3
    client.post(grid(timetable), {f"c-{one.pk}-1": ""})
    assert timetable.lessons.count() == 0


def test_head_reads_the_grid_and_writes_nothing(client, school):
    timetable = make.TimetableFactory(school=school)
    client.force_login(make.person(Role.HEAD, school.unit))
    assert '<input type="text"' not in client.get(grid(timetable)).content.decode()
    assert client.post(grid(timetable), {}).status_code == 403
    client.force_login(make.person(Role.HEAD, make.UnitFactory()))
    assert client.get(grid(timetable)).status_code == 404


def test_a_lesson_at_another_school_at_the_same_hour_is_told_and_no_obstacle(client, school, affairs):
    teacher, there = Teacher.objects.get(name="何立春"), make.TeachingGroupFactory()
    for period, weekday in ((1, 1), (2, 2)):
        make.LessonFactory(group=there, teacher=teacher, weekday=weekday, period_no=period)
    for starts_at, told_of in ((time(8, 40), 1), (time(9, 20), 0)):
        bell = {"starts_at": starts_at, "ends_at": time(starts_at.hour + 1, 0)}
        there.school.bell_periods.all().delete()
        make.BellPeriodFactory(school=there.school, number=1, **bell)
        _, run = bring(client, school, book(("总课表", TABLE)), book(("任课表", ASSIGNED)))
        told = [note for note in run.report["notes"] if note.startswith("提醒")]
        assert len(told) == told_of and run.report["problems"] == []
        assert all("何立春周一第1节" in note and there.school.short_name in note for note in told)
