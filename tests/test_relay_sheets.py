"""Offers and needs from a sheet: words as people write them, another school's refused, taken back as one."""

import pytest

from accounts.roles import Role
from classrooms.models import SubjectNeed, SubjectOffer
from tests import factories as make
from tests.sheet_kit import imported, upload, xlsx

pytestmark = pytest.mark.django_db
OFFERS = ["学校", "教师", "学科", "年级", "可主讲的时段", "每周最多几节", "相邻年级"]
NEEDS = ["学校", "班级", "学科", "需要每周几节", "原因"]


@pytest.fixture
def school(client, this_term):
    school = make.SchoolFactory(name="礼让小学")
    make.SubjectFactory(name="音乐")
    make.TeacherFactory(school=school, name="江小寒")
    client.force_login(make.person(Role.AFFAIRS, school.unit))
    return school


@pytest.fixture
def this_term():
    return make.TermFactory()


def offer(teacher="江小寒", school="礼让小学", hours="周二第2节、星期四第1节", grades="3-4"):
    return [school, teacher, "音", grades, hours, "2", "1"]


def test_an_offer_is_read_as_people_write_it_and_changed_the_second_time(client, school, this_term):
    book = make.TextbookVersionFactory(subject=make.SubjectFactory(name="音乐"))
    make.SchoolTextbookFactory(school=school, version=book, subject=book.subject)
    imported(client, "offers", OFFERS, offer())
    made = SubjectOffer.objects.get()
    assert (made.term, made.teacher.name, made.subject.name) == (this_term, "江小寒", "音乐")
    assert (made.grades, made.hours, made.span) == ([3, 4], [[2, 2], [4, 1]], 1)
    assert list(made.versions.all()) == [book]
    run = imported(client, "offers", OFFERS, offer(hours="周五第3节"))
    assert run.report["changed"] == 1
    assert SubjectOffer.objects.get().hours == [[5, 3]]


def test_what_cannot_be_read_is_named_by_its_cell(client, school):
    make.SchoolFactory(name="别校")
    rows = [offer(hours="有空就行"), offer(grades="中年级"), offer("无此人"), offer(school="别校")]
    _, run = upload(client, "offers", xlsx(OFFERS, *rows))
    said = {(one["line"], one["header"]) for one in run.report["problems"]}
    assert said == {(2, "可主讲的时段"), (3, "年级"), (4, "教师"), (5, "学校")}
    assert not SubjectOffer.objects.exists()


def test_an_import_of_offers_is_taken_back_with_its_editions(client, school):
    book = make.TextbookVersionFactory(subject=make.SubjectFactory(name="音乐"))
    make.SchoolTextbookFactory(school=school, version=book, subject=book.subject)
    run = imported(client, "offers", OFFERS, offer())
    client.post(f"/admin/accounts/importrun/{run.pk}/undo/")
    assert not SubjectOffer.objects.exists()


def test_a_need_by_hand_wants_its_reason_and_nought_withdraws(client, school, this_term):
    group = make.TeachingGroupFactory(school=school, name="三年级1班", school_year=this_term.school_year)
    row = ["礼让小学", "三（1）班", "音乐"]
    _, run = upload(client, "needs", xlsx(NEEDS, [*row, "2", ""]))
    assert [(one["header"], one["message"]) for one in run.report["problems"]] == [
        ("原因", "按课表算是0节，与此不同，请写明原因。")
    ]
    imported(client, "needs", NEEDS, [*row, "2", "课表还没录入"])
    need = SubjectNeed.objects.get()
    assert (need.group, need.periods, need.computed, need.state) == (group, 2, 0, SubjectNeed.State.OPEN)
    imported(client, "needs", NEEDS, [*row, "0", ""])
    need.refresh_from_db()
    assert need.state == SubjectNeed.State.WITHDRAWN


def test_a_head_imports_nothing(client, school):
    client.force_login(make.person(Role.HEAD, school.unit))
    assert client.get("/admin/accounts/importrun/new/offers/").status_code == 404
