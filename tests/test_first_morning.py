"""An empty site brought to life by sheets alone, through the admin's own pages."""

import time

import pytest

from accounts.models import StaffRole, Unit, User
from accounts.roles import Role
from enrolment.models import Catchment, CatchmentEntry
from groups.models import Membership
from schools.models import Figure, School, Teacher
from tests.factories import person
from tests.sheet_kit import carry_out, imported, upload, xlsx

pytestmark = pytest.mark.django_db
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊洋艳勇军杰娟涛明超兰霞平"


def school_rows():
    for number in range(1, 41):
        stage = "小学" if number <= 30 else "初中"
        yield [f"示例第{number}{stage}", stage, f"示例镇{number % 8 + 1}", "是" if number % 2 else "", "是"]


def school_names():
    return [row[0] for row in school_rows()]


def teacher_rows():
    for number in range(1200):
        name = SURNAMES[number % 20] + GIVEN[number // 20 % 20] + GIVEN[number // 400 + 3]
        yield [school_names()[number % 40], name, "音乐", "一级教师", "是"]


def systems_morning(client):
    imported(client, "units", ["类别", "名称"], ["区级", "示例区教委"])
    imported(client, "townships", ["名称", "城区街道"], *[[f"示例镇{n}", "否"] for n in range(1, 9)])
    imported(client, "subjects", ["名称", "顺序"], ["音乐", "1"], ["美术", "2"])
    terms = [
        ["2026", "第一学期", "2026-09-01", "2027-01-22"],
        ["2026", "第二学期", "2027-02-22", "2027-07-02"],
    ]
    imported(client, "terms", ["学年起始年", "学期", "开学", "放假"], *terms)
    imported(client, "schools", ["全称", "学段", "乡镇街道", "寄宿", "公开"], *school_rows())
    groups = [[f"示例第{n}小学教育集团", "横向", "是"] for n in (1, 2, 3)]
    imported(client, "groups", ["名称", "方向", "公开"], *groups)
    headers = ["学校", "姓名", "专任学科", "职称", "开通账号"]
    return imported(client, "teachers", headers, *teacher_rows())


def editors_morning(client):
    names = school_names()
    members = [
        [f"示例第{n % 3 + 1}小学教育集团", names[n], "牵头校" if n < 3 else "成员校", "2026-09-01"]
        for n in range(30)
    ]
    imported(client, "memberships", ["集团", "学校", "身份", "加入日期"], *members)
    entries = [
        ["2026", names[n], "村社", f"示例村{n}-{part}", f"{n}村{part}组", "示例通知", "是"]
        for n in range(40)
        for part in range(5)
    ]
    headers = ["学年", "学校", "类别", "名称", "别名", "来源", "公开"]
    return imported(client, "catchments", headers, *entries)


@pytest.mark.both
def test_an_empty_site_comes_to_life_by_sheets_alone(client):
    boss = person(Role.SYSTEM, Unit.objects.create(kind=Unit.Kind.DISTRICT, name="区级"))
    client.force_login(boss)
    started = time.monotonic()
    teachers = systems_morning(client)
    slips = client.post(f"/admin/accounts/importrun/{teachers.pk}/slips/").content.decode()
    editor = person(Role.EDITOR, Unit.objects.get(name="区级"))
    client.force_login(editor)
    editors_morning(client)
    print(f"the first morning took {time.monotonic() - started:.0f} s")
    assert (School.objects.listed().count(), Membership.objects.active().count()) == (40, 30)
    assert (Teacher.objects.count(), User.objects.count(), slips.count('class="slip"')) == (1200, 1202, 1200)
    assert StaffRole.objects.filter(role=Role.TEACHER).count() == 1200
    assert (Catchment.objects.published().count(), CatchmentEntry.objects.count()) == (40, 200)
    client.logout()
    assert "示例第1小学" in client.get("/enrolment/catchments/?q=示例村0-1").content.decode()
    assert "示例第1小学教育集团" in client.get("/groups/").content.decode()


FIGURES = ["学校", "学年", "指标", "数值", "单位", "来源"]


def figure_rows(schools):
    for number in range(2000):
        yield [schools[number % 40].name, "2026", f"指标{number // 40}", str(number), "人", "学校填报"]


@pytest.mark.both
def test_two_thousand_figures_with_two_faulty_rows(client):
    from tests.factories import SchoolFactory, SchoolYearFactory

    SchoolYearFactory(start=2026)
    schools = [SchoolFactory() for _ in range(40)]
    client.force_login(person(Role.EDITOR))
    rows = list(figure_rows(schools))
    rows[700][3], rows[1500][0] = "约三百", "没有小学"
    started = time.monotonic()
    _, run = upload(client, "figures", xlsx(FIGURES, *rows))
    checked = time.monotonic()
    assert [(one["line"], one["header"]) for one in run.report["problems"]] == [(702, "数值"), (1502, "学校")]
    assert carry_out(client, run).state == run.State.CHECKED
    assert carry_out(client, run, rows="good").report["new"] == 1998
    print(
        f"2,000 figures: checked in {checked - started:.1f} s, imported in {time.monotonic() - checked:.1f} s"
    )
    _, again = upload(client, "figures", xlsx(FIGURES, *rows))
    assert (again.report["new"], again.report["same"], Figure.objects.count()) == (0, 1998, 1998)
