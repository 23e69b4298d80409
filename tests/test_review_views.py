"""The pages of lesson reviews."""

import pytest
from django.urls import reverse

from classrooms.models import LessonReview, ObservedLesson
from tests.factories import (
    SessionFactory,
    SubjectFactory,
    TeacherFactory,
    registered,
)
from tests.factories.reviews import ObservedLessonFactory, rubric_of, sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(client):
    teacher = TeacherFactory(signed_up=True)
    client.force_login(teacher.user)
    return teacher


def path(name, *args):
    return reverse(f"reviews:{name}", args=args)


def written(review, **more):
    scores = {f"p{item.pk}": "8" for item in review.rubric.items.filter(kind="score")}
    return {"revision": review.revision, "key": "k1", "notes": "10:25 导入", **scores, **more}


def by_script(client, review, **data):
    return client.post(
        path("sheet", review.pk), written(review, **data), headers={"X-Requested-With": "sheet"}
    )


def test_a_lesson_is_entered_and_its_sheet_opens(client, teacher):
    presenter, rubric = TeacherFactory(school=teacher.school), rubric_of()
    data = {
        "presenter": presenter.pk,
        "topic": "认识分数",
        "subject": SubjectFactory().pk,
        "held_on": "2026-11-20",
        "method": "on_site",
        "lesson_type": "new",
        "rubric": rubric.pk,
    }
    response = client.post(path("new"), data)
    review = LessonReview.objects.get()
    assert response.url == path("sheet", review.pk)
    assert review.lesson.presenter == presenter and review.lesson.added_by == teacher.user
    page = client.get(response.url).content.decode()
    assert "目标明确" in page and "/ 10" in page


def test_a_lesson_of_tomorrow_or_of_nobody_is_refused(client, teacher):
    rubric_of()
    response = client.post(path("new"), {"held_on": "2099-01-01", "topic": "无"})
    assert response.status_code == 200 and "这一天还没有到" in response.content.decode()
    assert not ObservedLesson.objects.exists()


def test_a_teacher_of_another_school_is_found_by_name(client, teacher):
    far = TeacherFactory(name="钟远山")
    assert far.name not in client.get(path("new")).content.decode()
    assert far.name in client.get(path("new"), {"teacher": "远山"}).content.decode()


def test_a_session_one_attends_is_joined_and_no_other(client):
    session = SessionFactory(presenter=TeacherFactory(), stage="teach")
    (registration,) = registered(session)
    session.starts_at = session.opens_at
    session.closes_at, session.opens_at = session.starts_at, session.opens_at.replace(year=2025)
    session.save()
    rubric = rubric_of()
    client.force_login(registration.teacher.user)
    assert session.title in client.get(path("new")).content.decode()
    client.post(path("join"), {"lesson": f"session-{session.pk}", "rubric": rubric.pk})
    assert LessonReview.objects.get().lesson.session == session
    client.force_login(TeacherFactory(signed_up=True).user)
    client.post(path("join"), {"lesson": f"session-{session.pk}", "rubric": rubric.pk})
    assert LessonReview.objects.count() == 1


def test_a_script_saves_in_the_background_and_is_told_of_faults(client, teacher):
    review = sheet_of(by=teacher.user)
    assert by_script(client, review).json()["revision"] == 1
    assert by_script(client, review).json()["revision"] == 1
    late = by_script(client, review, key="k2")
    assert late.status_code == 409 and "另一台设备" in late.json()["error"]
    review.refresh_from_db()
    wrong = by_script(client, review, key="k3", **{f"p{review.rubric.items.first().pk}": "11"})
    assert wrong.status_code == 400 and "最多10分" in wrong.json()["error"]


def test_a_plain_form_hands_in_and_leads_to_the_lesson(client, teacher):
    review = sheet_of(by=teacher.user)
    response = client.post(path("sheet", review.pk), written(review, act="submit"))
    assert response.url == path("lesson", review.lesson_id)
    assert client.get(path("sheet", review.pk)).status_code == 302
    page = client.get(response.url).content.decode()
    assert "<svg" in page and teacher.name in page
    paper = client.get(path("record", review.pk)).content.decode()
    assert "听课记录" in paper and "10:25 导入" in paper


def test_the_second_press_on_a_plain_form_knows_of_the_other_device(client, teacher):
    review = sheet_of(by=teacher.user)
    by_script(client, review)
    page = client.post(path("sheet", review.pk), written(review, key="k9"))
    assert "再按一次" in page.content.decode()
    assert page.context["revision"] == 1


@pytest.mark.parametrize("name", ["sheet", "discard", "record"])
def test_another_s_draft_is_as_good_as_absent(client, teacher, name):
    review = sheet_of()
    assert client.get(path(name, review.pk)).status_code == (405 if name == "discard" else 404)
    assert client.post(path(name, review.pk), {}).status_code == (405 if name == "record" else 404)
    assert LessonReview.objects.filter(pk=review.pk).exists()


def test_a_stranger_finds_no_lesson_and_the_presenter_writes_there(client, teacher):
    assert client.get(path("lesson", ObservedLessonFactory().pk)).status_code == 404
    own = ObservedLessonFactory(presenter=teacher)
    client.post(path("reflect", own.pk), {"reflection": "太快了。"})
    client.post(path("visibility", own.pk), {"visibility": "group"})
    own.refresh_from_db()
    assert (own.reflection, own.visibility) == ("太快了。", "group")
    assert client.post(path("visibility", own.pk), {"visibility": "everybody"}).status_code == 200
    other = ObservedLessonFactory()
    assert client.post(path("reflect", other.pk), {"reflection": "改"}).status_code == 404


def test_a_draft_is_thrown_away(client, teacher):
    review = sheet_of(by=teacher.user)
    assert client.post(path("discard", review.pk)).url == path("list")
    assert not LessonReview.objects.exists()


@pytest.mark.parametrize("number", [1, 6])
def test_lists_and_reports_cost_the_same_at_any_size(client, teacher, number, django_assert_num_queries):
    lesson, rubric = ObservedLessonFactory(presenter=teacher), rubric_of()
    for _ in range(number):
        sheet_of(lesson, rubric, share=1)
        sheet_of(by=teacher.user, share=1)
        sheet_of(by=teacher.user)
    client.get(path("list"))
    with django_assert_num_queries(QUERIES["list"]):
        client.get(path("list"))
    with django_assert_num_queries(QUERIES["lesson"]):
        client.get(path("lesson", lesson.pk))
    with django_assert_num_queries(QUERIES["new"]):
        client.get(path("new"))


QUERIES = {"list": 7, "lesson": 12, "new": 16}
