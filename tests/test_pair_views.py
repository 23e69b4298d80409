"""The pages of pairs, studios and research groups."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from classrooms import pairing
from classrooms.models import LessonReview, ObservedLesson, Pair, PairingCycle
from classrooms.pairs_panel import pairings_of
from schools.research import research_of
from tests.factories import (
    ContestFactory,
    MasterStudioFactory,
    OpenLessonFactory,
    PairingCycleFactory,
    StudioMemberFactory,
    TeacherFactory,
    TermFactory,
    person,
)
from tests.factories.pairs import pair_of
from tests.factories.reviews import rubric_of

pytestmark = pytest.mark.django_db
State = Pair.State


def path(name, *args):
    return reverse(f"pairs:{name}", args=args)


def signed_in(client, teacher):
    client.force_login(teacher.user)
    return client


def text_of(response):
    return response.content.decode()


def test_a_teacher_offers_another_answers_and_it_begins(client):
    master, teacher = TeacherFactory(signed_up=True), TeacherFactory(signed_up=True)
    researcher = person(Role.RESEARCHER)
    organiser = researcher.staff_roles.get().unit_id
    data = {"title": "一起备好习作", "form": "mentoring", "places": 1, "organiser": organiser}
    signed_in(client, master).post(path("offer"), data)
    cycle = PairingCycle.objects.get()
    assert cycle.teacher == master
    signed_in(client, teacher)
    assert "一起备好习作" in text_of(client.get(path("list")))
    client.post(path("propose", cycle.pk))
    pair = Pair.objects.get()
    signed_in(client, master)
    assert "等您答复" in text_of(client.get(path("list")))
    client.post(path("answer", pair.pk), {"answer": "yes"})
    assert Pair.objects.get().state == State.PLAN


def test_plans_are_checked_by_content_and_served_to_the_two_alone(client, media):
    pair = pair_of()
    signed_in(client, pair.first)
    fake = SimpleUploadedFile("教案.pdf", b"MZ this is no pdf")
    assert "文件内容不是pdf" in text_of(client.post(path("plan", pair.pk), {"text": "", "file": fake}))
    real = SimpleUploadedFile("教案.pdf", b"%PDF-1.7 plan")
    client.post(path("plan", pair.pk), {"text": "", "file": real})
    assert "教案.pdf" in text_of(client.get(pair.get_absolute_url()))
    file = path("plan_file", pair.pk, 1)
    response = signed_in(client, pair.second).get(file)
    assert b"".join(response) == b"%PDF-1.7 plan"
    assert response["Content-Disposition"].startswith("attachment") and response["Cache-Control"]
    client.force_login(person(Role.RESEARCHER))
    assert client.get(file).status_code == 404
    assert "教案.pdf" not in text_of(client.get(pair.get_absolute_url()))


def test_a_lesson_is_entered_from_the_pair_s_page(client):
    pair = pair_of()
    Pair.objects.filter(pk=pair.pk).update(state=State.TEACH)
    signed_in(client, pair.first)
    assert "请选一节登记过的课" in text_of(client.post(path("hold", pair.pk), {}))
    data = {"presenter": pair.second_id, "topic": "麻雀", "held_on": timezone.localdate()}
    client.post(path("hold", pair.pk), data)
    assert Pair.objects.get().state == State.REVIEW
    assert ObservedLesson.objects.get().visibility == "pair"


@pytest.mark.parametrize(
    "name", ["answer", "plan", "agree", "hold", "follow_up", "finish", "end", "due", "anew"]
)
def test_a_stranger_moves_nothing(client, name):
    pair = pair_of()
    signed_in(client, TeacherFactory(signed_up=True))
    assert client.post(path(name, pair.pk), {"reason": "无"}).status_code == 404
    assert client.get(path(name, pair.pk)).status_code == 405
    assert Pair.objects.get().state == State.PLAN


def test_the_organiser_moves_a_date_and_pairs_anew(client):
    pair, other = pair_of(), TeacherFactory(signed_up=True)
    client.force_login(person(Role.RESEARCHER))
    client.post(path("due", pair.pk), {"step": "plan", "day": "2026-12-24"})
    assert str(pair.steps.get(step="plan").due_on) == "2026-12-24"
    data = {"stays": pair.second_id, "partner": other.pk, "reason": "调走了"}
    client.post(path("anew", pair.pk), data)
    newer = Pair.objects.get(continues=pair)
    assert (newer.first, newer.second) == (other, pair.second)


@pytest.mark.parametrize("number", [1, 5])
def test_pages_cost_the_same_at_any_size(client, number, django_assert_num_queries):
    TermFactory()
    teacher, cycle = TeacherFactory(signed_up=True), PairingCycleFactory(places=99)
    for _ in range(number):
        pair = pair_of(cycle, teacher)
        pairing.comment(pairing.add_plan(pair, by=teacher.user, text="一稿"), "好", by=pair.second.user)
        PairingCycleFactory()
        ContestFactory(unit=teacher.school.unit).entries.create(teacher=teacher, topic="麻雀", order=1)
        OpenLessonFactory(group__school=teacher.school, teacher=TeacherFactory(school=teacher.school))
    signed_in(client, teacher).get("/me/")
    with django_assert_num_queries(QUERIES["list"]):
        client.get(path("list"))
    with django_assert_num_queries(QUERIES["pair"]):
        client.get(pair.get_absolute_url())
    client.force_login(person(Role.RESEARCHER))
    with django_assert_num_queries(QUERIES["organised"]):
        client.get(path("organised"))
    # Of the school's page, the two panels alone: other rooms put theirs beside them.
    with django_assert_num_queries(QUERIES["panels"]):
        research_of([teacher.school], None)
        pairings_of([teacher.school], None)


QUERIES = {"list": 14, "pair": 8, "organised": 8, "panels": 7}


def test_a_studio_names_only_who_agreed(client):
    studio = MasterStudioFactory(master__public=True)
    StudioMemberFactory(studio=studio, teacher__name="何不名")
    page = text_of(client.get(studio.get_absolute_url()))
    assert studio.master.name in page and "何不名" not in page and "另有 1 位" in page
    studio.visible_from = None
    studio.save()
    assert client.get(studio.get_absolute_url()).status_code == 404


def test_the_rota_stands_on_the_school_s_page_and_leads_to_a_sheet(client):
    lesson = OpenLessonFactory(teacher__public=True, teacher__name="冯开课")
    page = text_of(client.get(lesson.group.school.get_absolute_url()))
    assert "麻雀" in page and "冯开课" in page
    rubric, colleague = rubric_of(), TeacherFactory(school=lesson.group.school, signed_up=True)
    signed_in(client, colleague).post(
        reverse("reviews:join"), {"lesson": f"open-{lesson.pk}", "rubric": rubric.pk}
    )
    assert LessonReview.objects.get().lesson.presenter == lesson.teacher


def test_a_school_s_page_counts_pairs_and_names_nobody(client):
    pair = pair_of()
    page = text_of(client.get(pair.first.school.get_absolute_url()))
    assert "在走 1 对" in page and pair.second.name not in page
