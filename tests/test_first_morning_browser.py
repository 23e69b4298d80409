"""The first morning as it is clicked: template, upload, check, import, slips, undo."""

import pytest

from accounts.models import Unit, User
from accounts.roles import Role
from enrolment.models import CatchmentEntry
from schools.models import School, Teacher
from tests.factories import person
from tests.sheet_kit import xlsx
from tests.test_first_morning import school_names, school_rows, teacher_rows

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# 1,200 accounts are made within one request, on a machine that does other things too.
PATIENCE = 120_000


def bring_in(page, title, headers, rows, button="导入"):
    """From the list of imports to the imported sheet."""
    page.set_default_timeout(PATIENCE)
    page.goto("/admin/accounts/importrun/")
    page.get_by_role("link", name=f"上传{title}", exact=True).click()
    file = {"name": f"{title}.xlsx", "mimeType": "application/octet-stream", "buffer": xlsx(headers, *rows)}
    page.get_by_label("表格文件").set_input_files(file)
    page.get_by_role("button", name="上传并检查").click()
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_text("已导入：").wait_for()


def test_the_first_morning_of_administrator_and_editor(open_page, axe):
    place = Unit.objects.create(kind=Unit.Kind.DISTRICT, name="示例区教委")
    page = open_page("/admin/", user=person(Role.SYSTEM, place))
    assert page.get_by_text("让网站用起来").is_visible()
    page.get_by_role("link", name="导入乡镇街道").click()
    axe(page)
    bring_in(page, "乡镇街道", ["名称"], [[f"示例镇{n}"] for n in range(1, 9)])
    bring_in(page, "学科", ["名称"], [["音乐"]])
    terms = [["2026", "第一学期", "2026-09-01", "2027-01-22"]]
    bring_in(page, "学期", ["学年起始年", "学期", "开学", "放假"], terms)
    bring_in(page, "学校", ["全称", "学段", "乡镇街道", "寄宿", "公开"], school_rows())
    groups = [[f"示例第{n}小学教育集团", "是"] for n in (1, 2, 3)]
    bring_in(page, "教育集团", ["名称", "公开"], groups)
    bring_in(page, "教师", ["学校", "姓名", "专任学科", "职称", "开通账号"], teacher_rows())
    axe(page)
    page.get_by_role("button", name="打印1200个新账号的激活条").click()
    page.locator(".slip").nth(1199).wait_for()
    assert page.locator(".slip").count() == 1200
    assert (School.objects.count(), Teacher.objects.count(), User.objects.count()) == (40, 1200, 1201)
    editors_part(open_page, axe, place)


def editors_part(open_page, axe, place):
    page = open_page("/admin/", user=person(Role.EDITOR, place), width=360)
    names = school_names()
    headers = ["学年", "学校", "类别", "名称", "来源", "公开"]
    rows = [["2026", name, "村社", f"示例村{number}", "示例通知", "是"] for number, name in enumerate(names)]
    rows[5][1], rows[6][0] = "没有小学", "去年"
    bring_in(page, "招生片区", headers, rows, button="只导入没有问题的38行")
    assert page.get_by_text("没有名为“没有小学”的学校").is_visible()
    axe(page)
    members = [[f"示例第{n % 3 + 1}小学教育集团", names[n], "成员校"] for n in range(30)]
    bring_in(page, "集团成员", ["集团", "学校", "身份"], members)
    page.get_by_role("button", name="撤销这次导入").click()
    assert page.get_by_text("这次导入已撤销").is_visible()
    assert CatchmentEntry.objects.count() == 38
