"""A parent asks without an account and follows by a code; staff answer in time; what is old is forgotten."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts import desk
from accounts.models import AuditEvent
from accounts.roles import Role
from enrolment import enquiring, limits
from enrolment.models import Enquiry, Faq
from schools import calendar
from search import asking
from tests.factories import (
    CalendarDayFactory,
    EnquiryFactory,
    FaqFactory,
    SchoolFactory,
    district,
    person,
)

pytestmark = pytest.mark.django_db
ASK, FOLLOW, LIST = (f"/enrolment/enquiries/{name}" for name in ("ask/", "follow/", ""))
GOOD = {"topic": "enrol", "question": "孩子九月上小学，什么时候登记？", "phone": "138 0000 0000"}


def test_question_gets_a_code_and_a_page_to_follow(client):
    district()
    response = client.post(ASK, GOOD)
    enquiry = Enquiry.objects.get()
    assert response.url == enquiry.get_absolute_url()
    assert enquiry.phone == "13800000000"
    assert "13800000000" not in enquiry.phone_text
    page = client.get(response.url)
    assert enquiry.spoken_code in page.text
    assert "no-store" in page["Cache-Control"]
    assert "13800000000" not in page.text


def test_question_to_a_school_is_the_schools(client):
    school = SchoolFactory()
    client.post(ASK, GOOD | {"school": school.slug})
    assert Enquiry.objects.get().unit == school.unit


@pytest.mark.parametrize(
    "wrong",
    [{"topic": ""}, {"question": "啊"}, {"phone": "123"}, {"school": "absent"}, {"subject_line": "buy"}],
)
def test_what_is_wrong_is_said_and_nothing_kept(client, wrong):
    district()
    response = client.post(ASK, GOOD | wrong)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Enquiry.objects.exists()


def test_hidden_school_cannot_be_asked(client):
    school = SchoolFactory(visible_from=None)
    client.post(ASK, GOOD | {"school": school.slug})
    assert not Enquiry.objects.exists()


def test_one_address_cannot_flood(client):
    district()
    for _ in range(limits.LIMITS["ask"] + 3):
        client.post(ASK, GOOD)
    assert Enquiry.objects.count() == limits.LIMITS["ask"]


@pytest.mark.parametrize("spell", [str.lower, lambda code: f" {code[:4]}-{code[4:]} "])
def test_code_is_found_however_it_is_typed(client, spell):
    enquiry = EnquiryFactory()
    assert client.post(FOLLOW, {"code": spell(enquiry.code)}).url == enquiry.get_absolute_url()


def test_unknown_code_says_so(client):
    assert "没有这个查询码" in client.post(FOLLOW, {"code": "AAAA-BBBB-CCCC"}).text
    assert client.get("/enrolment/enquiries/AAAABBBBCCCC/").status_code == 404


def test_answer_is_due_after_five_working_days():
    CalendarDayFactory(date=date(2026, 10, 1))
    CalendarDayFactory(date=date(2026, 10, 10), taught_as=4)  # a Saturday that is worked
    assert calendar.working_day_after(date(2026, 11, 23), 5) == date(2026, 11, 30)
    assert calendar.working_day_after(date(2026, 9, 30), 1) == date(2026, 10, 2)
    assert calendar.working_day_after(date(2026, 10, 9), 1) == date(2026, 10, 10)


def test_saving_an_answer_shows_it_to_the_parent(client):
    enquiry = EnquiryFactory(unit=SchoolFactory().unit)
    head = person(Role.HEAD, enquiry.unit)
    client.force_login(head)
    address = f"/admin/enrolment/enquiry/{enquiry.pk}/change/"
    client.post(address, {"topic": "enrol", "answer": "7月上旬，见通知。"})
    enquiry.refresh_from_db()
    assert (enquiry.answered_by, enquiry.is_overdue) == (head, False)
    client.logout()
    assert "7月上旬" in client.get(enquiry.get_absolute_url()).text


def test_desk_says_what_is_late():
    head = person(Role.HEAD, SchoolFactory().unit)
    unit = head.staff_roles.get().unit
    EnquiryFactory(unit=unit, due_on=timezone.localdate() - timedelta(days=1))
    EnquiryFactory(unit=unit)
    EnquiryFactory()
    rows = [row for row in desk.rows_for(head) if "咨询" in row.text]
    assert [(row.count, row.urgent) for row in rows] == [(1, True), (1, False)]


def test_showing_a_phone_leaves_a_trace(client):
    enquiry = EnquiryFactory(phone="13800000000")
    client.force_login(person(Role.EDITOR))
    page = client.get(f"/admin/enrolment/enquiry/{enquiry.pk}/change/").text
    assert "138****0000" in page
    assert "13800000000" not in page
    data = {"action": "show_phone", "_selected_action": [enquiry.pk]}
    assert "13800000000" in client.post("/admin/enrolment/enquiry/", data, follow=True).text
    assert AuditEvent.objects.filter(action="查看回电号码").exists()


def test_faq_is_drafted_hidden_and_published_by_those_who_may(client):
    school = SchoolFactory()
    enquiry = EnquiryFactory(unit=school.unit, answered=True)
    faq, _ = enquiring.draft_faq(enquiry)
    now = timezone.localtime()
    data = {"unit": school.unit.pk, "topic": "enrol", "question": "带什么？", "answer": "户口簿", "order": 0}
    data |= {"visible_from_0": f"{now:%Y-%m-%d}", "visible_from_1": "00:00:00"}
    for role, seen in ((Role.CORRESPONDENT, False), (Role.HEAD, True)):
        client.force_login(person(role, school.unit))
        assert client.post(f"/admin/enrolment/faq/{faq.pk}/change/", data).status_code == 302
        client.logout()
        assert ("带什么？" in client.get(LIST).text) is seen


def test_what_is_promised_to_be_forgotten_is():
    long_ago = timezone.now() - timedelta(days=40)
    recent = EnquiryFactory(answered=True, phone="13800000000")
    month = EnquiryFactory(answer="好", answered_at=long_ago, phone="13800000000")
    year = EnquiryFactory(answer="好", answered_at=timezone.now() - timedelta(days=366))
    faq = FaqFactory(enquiry=year)
    waiting = EnquiryFactory(asked_at=timezone.now() - timedelta(days=900), phone="13800000000")
    enquiring.forget()
    enquiring.forget()
    assert set(Enquiry.objects.all()) == {recent, month, waiting}
    assert [Enquiry.objects.get(pk=row.pk).phone for row in (recent, month)] == ["13800000000", ""]
    assert Faq.objects.get() == faq


def test_statistics_count_by_topic(client):
    EnquiryFactory(answered=True)
    EnquiryFactory(answered=True, due_on=timezone.localdate() - timedelta(days=3))
    EnquiryFactory(due_on=timezone.localdate() - timedelta(days=1), topic="life")
    response = client.get("/enrolment/enquiries/statistics/")
    rows = [("报名时间和材料", 2, 2, 1, 0), ("住校、就餐、校车和收费", 1, 0, 0, 1)]
    assert (response.context["rows"], response.context["totals"]) == (rows, [3, 2, 1, 1])


@pytest.mark.parametrize("count", [1, 30])
def test_list_costs_one_query(client, count, django_assert_num_queries):
    FaqFactory.create_batch(count)
    FaqFactory(visible_from=None)
    with django_assert_num_queries(1):
        response = client.get(LIST)
    assert sum(len(rows) for _, rows in response.context["topics"]) == count


def found_faqs(word):
    return [(hit.path) for hit in asking.find(word, ["faq"]).hits.get("faq", [])]


@pytest.mark.both
def test_a_published_faq_is_found_and_a_draft_is_not():
    faq = FaqFactory(question="转学要办哪些手续？", answer="先问学校有没有学位。")
    FaqFactory(question="学位不够怎么办？", visible_from=None)
    assert found_faqs("学位") == [faq.get_absolute_url()]
    faq.visible_until = timezone.now()
    faq.save()
    assert found_faqs("学位") == []
    faq.visible_until = None
    faq.save()
    faq.delete()
    assert found_faqs("学位") == []


def test_a_faqs_address_is_its_answer_on_the_page(client):
    faq = FaqFactory()
    page, _, mark = faq.get_absolute_url().partition("#")
    assert f'id="{mark}"' in client.get(page).text
    assert faq.question in client.get("/search/", {"q": faq.answer[:4]}).text
    assert "#" not in client.get("/sitemap.xml", {"section": "found"}).text
