"""A sheet on its way: checked, carried out, repeated, taken back; each within the importer's reach."""

import pytest

from accounts.models import AuditEvent, ImportedRow, ImportRun, User
from accounts.roles import Role
from schools.models import Figure, School, Teacher
from tests.factories import (
    FigureFactory,
    SchoolFactory,
    SchoolYearFactory,
    SubjectFactory,
    TeacherFactory,
    person,
)
from tests.sheet_kit import carry_out, imported, upload, xlsx

pytestmark = pytest.mark.django_db
FIGURES = ["学校", "学年", "指标", "数值", "单位", "来源"]
NUMBERS = {"王老师": "13800000001", "张校长": "13800000002"}
TEACHERS = ["学校", "姓名", "专任学科", "开通账号", "账号", "手机号"]


@pytest.fixture
def own():
    return SchoolFactory(name="自家小学")


@pytest.fixture
def correspondent(client, own):
    SchoolYearFactory(start=2026)
    user = person(Role.CORRESPONDENT, own.unit)
    client.force_login(user)
    return user


@pytest.fixture
def system(client):
    SubjectFactory(name="音乐")
    user = person(Role.SYSTEM)
    client.force_login(user)
    return user


def figure(school="自家小学", value="320", kind="在校学生"):
    return [school, "2026", kind, value, "人", "学校填报"]


def test_nothing_is_written_before_it_is_carried_out(client, correspondent):
    _, run = upload(client, "figures", xlsx(FIGURES, figure()))
    assert (run.report["new"], Figure.objects.count()) == (1, 0)
    assert "320" not in run.sheet
    page = client.get(f"/admin/accounts/importrun/{run.pk}/change/").content.decode()
    assert "导入" in page


def test_an_import_writes_rows_ledger_and_trail(client, correspondent, own):
    run = imported(client, "figures", FIGURES, figure(), figure(kind="教学班", value="12"))
    assert [row.words for row in own.figures.order_by("value")] == ["12人", "320人"]
    assert (run.state, run.rows.count(), run.sheet) == (ImportRun.State.DONE, 2, "")
    trail = AuditEvent.objects.filter(action="imported")
    assert trail.filter(label="数据").count() == 2
    assert "新增2" in trail.get(label="表格导入").text


def test_a_second_import_makes_no_duplicates(client, correspondent):
    imported(client, "figures", FIGURES, figure())
    _, run = upload(client, "figures", xlsx(FIGURES, figure()))
    assert (run.report["new"], run.report["changed"], run.report["same"]) == (0, 0, 1)
    carry_out(client, run)
    assert Figure.objects.count() == 1


def test_the_check_shows_each_difference(client, correspondent):
    imported(client, "figures", FIGURES, figure())
    _, run = upload(client, "figures", xlsx(FIGURES, figure(value="331")))
    assert run.report["changes"][0]["differences"] == [["数值", "320", "331"]]


def test_all_errors_at_once_name_row_column_value_and_what_to_do(client, correspondent):
    rows = [figure(value="40余人"), ["没有小学", "2025", "教学班", "-1", "班", ""]]
    _, run = upload(client, "figures", xlsx(FIGURES, *rows))
    said = {(one["line"], one["header"]): one["message"] for one in run.report["problems"]}
    assert set(said) == {(2, "数值"), (3, "学校"), (3, "学年"), (3, "数值"), (3, "来源")}
    assert "“40余人”" in said[2, "数值"]
    assert "“没有小学”" in said[3, "学校"]
    page = client.get(f"/admin/accounts/importrun/{run.pk}/change/").content.decode()
    assert "第3行" in page
    assert "新增时必须填写" in page


def test_another_schools_rows_are_refused_by_row(client, correspondent, own):
    other = SchoolFactory(name="别家小学")
    _, run = upload(client, "figures", xlsx(FIGURES, figure(), figure(school="别家小学")))
    assert [problem["line"] for problem in run.report["problems"]] == [3]
    assert "不属于您的单位" in run.report["problems"][0]["message"]
    carry_out(client, run, rows="good")
    assert (own.figures.count(), other.figures.count()) == (1, 0)


def test_whole_or_not_at_all_unless_the_good_rows_are_chosen(client, correspondent, own):
    _, run = upload(client, "figures", xlsx(FIGURES, figure(), figure(kind="教学班", value="x")))
    assert carry_out(client, run).state == ImportRun.State.CHECKED
    assert own.figures.count() == 0
    assert carry_out(client, run, rows="good").state == ImportRun.State.DONE
    assert own.figures.count() == 1


def test_a_sheet_is_carried_out_once(client, correspondent):
    _, run = upload(client, "figures", xlsx(FIGURES, figure()))
    for _ in range(2):
        carry_out(client, run)
    assert Figure.objects.count() == 1
    assert AuditEvent.objects.filter(action="imported", label="表格导入").count() == 1


def test_what_was_right_at_the_check_is_checked_again(client, correspondent, own):
    _, run = upload(client, "figures", xlsx(FIGURES, figure()))
    correspondent.staff_roles.update(unit=SchoolFactory().unit)
    assert carry_out(client, run).state == ImportRun.State.CHECKED
    assert own.figures.count() == 0


def test_a_repeated_row_is_named(client, correspondent):
    _, run = upload(client, "figures", xlsx(FIGURES, figure(), figure(value="321")))
    assert run.report["problems"][0]["message"].startswith("和第2行是同一条")


def test_undo_takes_the_set_back(client, correspondent, own):
    kept = FigureFactory(school=own, school_year=SchoolYearFactory(), kind="在校学生", value=300, unit="人")
    run = imported(client, "figures", FIGURES, figure(), figure(kind="教学班", value="12"))
    client.post(f"/admin/accounts/importrun/{run.pk}/undo/")
    run.refresh_from_db()
    kept.refresh_from_db()
    assert (run.state, kept.value, own.figures.count()) == (ImportRun.State.UNDONE, 300, 1)
    assert AuditEvent.objects.filter(action="import_undone").exists()


def test_undo_is_refused_where_a_row_was_changed_since(client, correspondent, own):
    run = imported(client, "figures", FIGURES, figure(), figure(kind="教学班", value="12"))
    Figure.objects.filter(kind="教学班").update(value=13)
    response = client.post(f"/admin/accounts/importrun/{run.pk}/undo/", follow=True)
    assert "导入后又改过" in response.content.decode()
    assert own.figures.count() == 2


def test_undo_is_refused_where_something_hangs_on_a_row(client, system):
    run = imported(client, "schools", ["全称", "学段"], ["新建小学", "小学"])
    FigureFactory(school=School.objects.get())
    response = client.post(f"/admin/accounts/importrun/{run.pk}/undo/", follow=True)
    assert "已有别的内容用到它" in response.content.decode()
    assert School.objects.count() == 1


def test_others_imports_do_not_exist(client, correspondent, own):
    run = imported(client, "figures", FIGURES, figure())
    client.force_login(person(Role.CORRESPONDENT, own.unit))
    for page in ("change", "faulty"):
        assert client.get(f"/admin/accounts/importrun/{run.pk}/{page}/").status_code == 404
    assert client.post(f"/admin/accounts/importrun/{run.pk}/undo/").status_code == 404


def test_a_kind_beyond_the_role_does_not_exist(client, correspondent):
    assert client.get("/admin/accounts/importrun/new/schools/").status_code == 404
    assert client.get("/admin/accounts/importrun/template/accounts/xlsx/").status_code == 404
    assert "学校数据" in client.get("/admin/accounts/importrun/").content.decode()


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_template_goes_in_as_it_comes_out_without_its_example(client, correspondent, form):
    content = client.get(f"/admin/accounts/importrun/template/figures/{form}/").content
    response, run = upload(client, "figures", content, f"模板.{form}")
    assert run is None
    assert "只有示例行" in response.content.decode()


def test_a_missing_column_is_named(client, correspondent):
    _, run = upload(client, "figures", xlsx(["学校", "数目"], ["自家小学", "1"]))
    assert "缺少这些列：指标、数值" in run.report["problems"][0]["message"]
    assert carry_out(client, run, rows="good").state == ImportRun.State.CHECKED


def test_faulty_rows_come_back_with_their_reasons(client, correspondent):
    _, run = upload(client, "figures", xlsx(FIGURES, figure(), figure(kind="教学班", value="x")))
    content = client.get(f"/admin/accounts/importrun/{run.pk}/faulty/").content
    from accounts import sheets

    sheet = sheets.read("表.xlsx", content)
    assert (sheet.headers[0], len(sheet.rows)) == ("问题", 1)
    assert "“x”" in sheet.rows[0][0]


@pytest.mark.both
def test_teachers_get_accounts_and_namesakes_stay_apart(client, system, own):
    rows = [
        ["自家小学", "张　伟", "音乐", "是", "", ""],
        ["自家小学", "张伟", "", "是", "zhangwei-b", "13800000001"],
        ["自家小学", "阿依古丽•买买提", "", "否", "", ""],
    ]
    imported(client, "teachers", TEACHERS, *rows)
    found = {teacher.name: teacher for teacher in Teacher.objects.all()}
    assert (len(found), Teacher.objects.count(), User.objects.exclude(pk=system.pk).count()) == (2, 3, 2)
    assert found["阿依古丽·买买提"].user is None
    assert User.objects.get(username="zhangwei").staff_roles.get().unit == own.unit
    _, run = upload(client, "teachers", xlsx(TEACHERS, rows[1], rows[2]))
    assert run.report["same"] == 2


def test_unclear_namesakes_are_asked_for(client, system, own):
    TeacherFactory(school=own, name="张伟")
    TeacherFactory(school=own, name="张伟")
    _, run = upload(client, "teachers", xlsx(TEACHERS, ["自家小学", "张伟", "音乐", "", "", ""]))
    assert "请填写账号或手机号" in run.report["problems"][0]["message"]


def test_a_correspondent_opens_no_accounts(client, correspondent):
    _, run = upload(client, "teachers", xlsx(TEACHERS, ["自家小学", "王五", "", "是", "", ""]))
    assert run.report["problems"][0]["header"] == "开通账号"


def test_slips_are_for_the_accounts_of_the_import(client, system, own):
    run = imported(client, "teachers", TEACHERS, ["自家小学", "王五", "", "是", "", ""])
    page = client.post(f"/admin/accounts/importrun/{run.pk}/slips/").content.decode()
    assert "wangwu" in page
    assert User.objects.get(username="wangwu").activation_code.issued_by == system
    client.post(f"/admin/accounts/importrun/{run.pk}/undo/")
    assert not User.objects.filter(username="wangwu").exists()


def test_a_school_comes_with_its_unit_and_public_page(client, system):
    headers = ["全称", "别名", "学段", "寄宿", "公开"]
    imported(client, "schools", headers, ["礼让镇中心小学", "礼让小学、中心校", "小学", "是", "是"])
    school = School.objects.get()
    assert (school.unit.name, school.slug) == ("礼让镇中心小学", "lirangzhenzhongxinxiaoxue")
    assert school.aliases == ["礼让小学", "中心校"]
    assert client.get(school.get_absolute_url()).status_code == 200


def test_a_broken_rule_of_the_database_is_told_in_its_own_words(client, system):
    headers = ["学年起始年", "学期", "开学", "放假"]
    _, run = upload(client, "terms", xlsx(headers, ["2026", "第一学期", "2026-09-01", "2026-08-01"]))
    assert [one["message"] for one in run.report["problems"]] == ["放假要在开学之后。"]


def test_old_sheets_and_ledgers_are_forgotten(client, correspondent):
    from datetime import timedelta

    from django.utils import timezone

    from accounts import imports

    done = imported(client, "figures", FIGURES, figure())
    upload(client, "figures", xlsx(FIGURES, figure(value="9")))
    long_ago = timezone.now() - timedelta(days=31)
    ImportRun.objects.update(at=long_ago)
    ImportRun.objects.filter(pk=done.pk).update(done_at=long_ago)
    imports.forget()
    assert (ImportRun.objects.count(), ImportedRow.objects.count()) == (1, 0)


def test_a_correspondent_may_not_change_the_number_of_who_holds_more(client, correspondent, own):
    SubjectFactory(name="音乐")
    rows = []
    for name, role in (("王老师", Role.TEACHER), ("张校长", Role.HEAD)):
        user = person(role, own.unit, name=name)
        TeacherFactory(school=own, name=name, user=user)
        rows.append(["自家小学", name, "音乐", "", user.username, NUMBERS[name]])
    _, run = upload(client, "teachers", xlsx(TEACHERS, *rows))
    carry_out(client, run, rows="good")
    told = {teacher.name: teacher.user.phone for teacher in Teacher.objects.select_related("user")}
    assert told == {"王老师": NUMBERS["王老师"], "张校长": ""}
    assert "另有职务" in run.report["problems"][0]["message"]
