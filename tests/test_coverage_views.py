"""Boards of coverage: from the total to the lesson in four clicks; table and sheet say the same."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.roles import Role
from schools.models import School
from tests import factories as make
from tests.coverage_kit import Class, owe

pytestmark = pytest.mark.django_db
BOARD = "/classrooms/coverage/board/"


@pytest.fixture
def two_schools():
    """One class with half of its music, one with none."""
    owe(3, 2)
    term = make.TermFactory()
    half, none = (
        Class(term, school=make.SchoolFactory(name=name, short_name=name)) for name in ("甲校", "乙校")
    )
    half.lesson(1), none.lesson(2, by="nobody")
    return half, none


def test_public_page_says_the_districts_total_and_no_school(client, two_schools):
    page = client.get("/classrooms/coverage/").text
    assert "每周该上<b>4.0</b>节，已有人上<b>1.0</b>节，开足<b>25.0%</b>" in page
    assert "待安排3.0节" in page
    assert "甲校" not in page
    assert "甲校" not in client.get("/classrooms/coverage/method/").text


def test_setting_opens_schools_but_not_those_of_few_classes(client, two_schools, settings):
    settings.COVERAGE_OF_SCHOOLS = True
    make.TeachingGroupFactory.create_batch(2, school=two_schools[0].school)
    page = client.get("/classrooms/coverage/").text
    assert "甲校" in page
    assert "乙校" not in page


def test_district_walks_from_its_figure_to_the_missing_lesson_in_four_clicks(client, two_schools):
    client.force_login(make.person(Role.RESEARCHER))
    _, none = two_schools
    path = "/classrooms/coverage/"
    school = reverse("classrooms:coverage_school", args=[none.school.slug])
    subject = none.group.lessons.get().subject_id
    lesson = reverse("classrooms:coverage_class", args=[none.school.slug, none.group.pk, subject])
    for following in (BOARD, school, lesson):
        page = client.get(path).text
        assert f'href="{following}' in page
        path = following
    page = client.get(path).text
    assert "周二第1节" in page
    assert "课表上有这节课，没有任课教师" in page


def test_each_sees_the_schools_of_their_own_unit(client, two_schools):
    half, none = two_schools
    membership = make.MembershipFactory(school=none.school)
    for user, seen in (
        (make.person(Role.AFFAIRS, half.school.unit), {"甲校"}),
        (make.person(Role.GROUP, membership.group.unit), {"乙校"}),
        (make.person(Role.RESEARCHER), {"甲校", "乙校"}),
    ):
        client.force_login(user)
        page = client.get(BOARD)
        assert {row.name for row in page.context["heat"]} == seen
        answers = {
            one.school.short_name: client.get(f"{BOARD}{one.school.slug}/").status_code for one in two_schools
        }
        assert {name for name, status in answers.items() if status == 200} == seen


def test_page_and_sheets_say_the_same(client, two_schools):
    client.force_login(make.person(Role.RESEARCHER))
    page = client.get(BOARD)
    table = [[row.name, *map(str, row.sheet)] for row in [*page.context["rows"], page.context["total"]]]
    text = client.post(f"{BOARD}export/", {"form": "csv"}).content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    assert [line[1:] for line in lines if line[0] == "合计"] == table
    by_school = {line[0]: line[2:] for line in lines[1:3]}
    shown = {row.name: row.figures.shown for row in page.context["heat"]}
    assert {name: line[4] for name, line in by_school.items()} == {
        name: str(row.unfilled) for name, row in shown.items()
    }
    book = openpyxl.load_workbook(io.BytesIO(client.post(f"{BOARD}export/", {"form": "xlsx"}).content))
    cells = [[str(cell) for cell in row] for row in book.active.values]
    assert [row[:2] for row in cells] == [line[:2] for line in lines]
    assert [float(row[3]) for row in cells[1:]] == [float(line[3]) for line in lines[1:]]
    assert AuditEvent.objects.filter(action="exported", text__contains="开课情况").count() == 2


def test_cells_are_said_in_number_and_sign(client, two_schools):
    client.force_login(make.person(Role.RESEARCHER))
    half, _ = two_schools
    half.lesson(3)
    page = client.get(BOARD).text
    assert 'class="gap gap--0"' in page and ">✓</a>" in page
    assert 'class="gap gap--4"' in page and ">缺2.0</a>" in page


@pytest.mark.parametrize("count", [1, 8])
def test_board_costs_a_constant_number_of_queries(client, django_assert_num_queries, count):
    owe(3, 2)
    term = make.TermFactory()
    for _ in range(count):
        Class(term).lesson(1)
    client.force_login(make.person(Role.RESEARCHER))
    with django_assert_num_queries(34):
        client.get(BOARD)


def test_schools_without_a_timetable_are_named_and_not_counted(client, two_schools):
    silent = make.TeachingGroupFactory(
        school=make.SchoolFactory(short_name="丙校", stage=School.Stage.PRIMARY)
    )
    client.force_login(make.person(Role.RESEARCHER))
    page = client.get(BOARD)
    assert silent.school in page.context["absent"]
    assert page.context["total"].figures.shown.required == 4
