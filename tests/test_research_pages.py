"""教研组 in public: the rota of two weeks, a group's plan, a contest's order; names only of who agreed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from schools import research
from schools.models import ContestEntry, ResearchPlan, School
from tests.factories import (
    ContestFactory,
    OpenLessonFactory,
    ResearchGroupFactory,
    SchoolFactory,
    TeacherFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
ROTA = "/classrooms/research/"


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_rota_lists_this_week_and_the_next_and_contests(client):
    monday = research.this_monday()
    for topic, days in (("麻雀", 0), ("周长", 9), ("太远", 14), ("太早", -1)):
        OpenLessonFactory(topic=topic, held_on=monday + timedelta(days=days), teacher__name="黎处暑")
    ContestFactory(title="习作赛课")
    ContestFactory(
        title="去年的赛课", starts_on=monday - timedelta(days=99), ends_on=monday - timedelta(days=90)
    )
    said = text_of(client.get(ROTA))
    assert "麻雀" in said and "周长" in said and "习作赛课" in said
    assert not any(word in said for word in ("太远", "太早", "去年的赛课", "黎处暑"))


def test_group_s_page_has_plan_rota_and_those_who_agreed_to_be_named(client):
    term = TermFactory()
    group = ResearchGroupFactory(name="语文组")
    named, other = (TeacherFactory(school=group.school, name=name) for name in ("覃立秋", "冯清明"))
    type(named).objects.filter(pk=named.pk).update(public=True)
    group.members.set([named, other])
    ResearchPlan.objects.create(group=group, term=term, text="每周一人开课\n\n期末各交一段反思")
    OpenLessonFactory(group=group, topic="麻雀", teacher=other, held_on=timezone.localdate())
    said = text_of(client.get(group.get_absolute_url()))
    assert all(word in said for word in ("期末各交一段反思", "麻雀", "覃立秋", "另有 1 位组员"))
    assert "冯清明" not in said


def test_contest_s_page_has_the_order_drawn_and_no_marks(client):
    contest = ContestFactory(title="习作赛课", theme="第一句怎么教")
    teacher = TeacherFactory(name="彭大雪", public=True)
    ContestEntry.objects.create(contest=contest, teacher=teacher, topic="我的朋友", order=3)
    said = text_of(client.get(contest.get_absolute_url()))
    assert all(word in said for word in ("第一句怎么教", "我的朋友", "抽签第3", "彭大雪", "不公布分数和名次"))


def test_a_closed_school_s_group_is_as_good_as_absent(client):
    lesson = OpenLessonFactory(topic="麻雀", group__school=SchoolFactory())
    School.objects.filter(pk=lesson.group.school_id).update(status=School.Status.CLOSED)
    assert client.get(lesson.group.get_absolute_url()).status_code == 404
    assert "麻雀" not in text_of(client.get(ROTA))


@pytest.mark.parametrize("rows", [1, 30])
def test_pages_ask_as_much_for_one_as_for_thirty(client, django_assert_num_queries, rows):
    group = ResearchGroupFactory()
    TermFactory()
    for number in range(rows):
        OpenLessonFactory(group=group, period_no=number)
        contest = ContestFactory(title=f"赛课{number}")
        ContestEntry.objects.create(contest=contest, teacher=TeacherFactory(), topic="课", order=1)
    with django_assert_num_queries(6):
        research.rota()
    with django_assert_num_queries(4):
        research.group_page(group)
