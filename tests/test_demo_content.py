"""What the demo holds: what is invented is marked, what is published is found, the report stands whole."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from classrooms import coverage_lists
from classrooms.models import Registration, RelayCourse, Session
from enrolment.models import CatchmentEntry
from groups.models import EducationGroup
from liangping_portal.demo import sessions
from liangping_portal.demo.sample_school import SLUG as SAMPLE
from news.models import Article, Edition, Section
from pictures.models import Picture
from schools.models import Figure, Lesson, School, SchoolTextbook, Teacher, TextbookVersion
from search.models import Entry
from tests.factories import TeacherFactory, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def test_invented_people_cannot_sign_in():
    assert not User.objects.filter(is_active=True).exists()
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_all_that_is_invented_is_marked_and_nothing_else():
    assert not Session.objects.filter(sample=False).exists()
    assert not Teacher.objects.filter(sample=False).exists()
    assert not Figure.objects.filter(school__sample=True, sample=False).exists()
    assert not CatchmentEntry.objects.filter(catchment__sample=False).exists()
    assert not Lesson.objects.filter(group__sample=False).exists()
    invented = School.objects.filter(sample=True)
    assert invented.count() == 7 and all(school.name.startswith("示例") for school in invented)
    assert not Article.objects.filter(report_entries__isnull=False, sample=True).exists()


def test_only_the_sample_school_has_a_phone_an_address_and_a_timetable():
    real = School.objects.filter(sample=False)
    assert real.count() == 7
    assert not real.exclude(phone="", address="", fees="", school_out="").exists()
    assert not real.filter(teaching_groups__isnull=False).exists()
    assert not real.filter(catchments__isnull=False).exists()


def test_the_sample_timetable_is_whole_and_has_no_music_teacher():
    music = Lesson.objects.filter(subject__name="音乐")
    assert Lesson.objects.count() == 26 + 26 + 4 * 30
    assert music.count() == 12
    assert not music.filter(teacher__isnull=False).exists()
    assert not Lesson.objects.exclude(subject__name="音乐").filter(teacher=None).exists()


def test_the_special_report_stands_whole_with_its_five_stories():
    report = Edition.objects.reports().published().get()
    stories = [Edition.objects.get(pk=entry["edition"]) for entry in report.content["entries"]]
    assert [entry["weight"] for entry in report.content["entries"]] == [3, 2, 2, 1, 1]
    assert all(story.visible_from == report.visible_from and story.cover for story in stories)
    assert all(story.content["rewritten_from"] == "据公开报道改写" for story in stories)
    assert {names["label"] for story in stories for names in story.content["bylines"]} == {"原报道记者"}


def test_news_beside_the_report_fill_the_front_page_and_say_whose_facts_they_are(client):
    latest = client.get("/").context["latest"]
    assert len(latest) == 6 and not any(row.sample for row in latest)
    assert {row.column_name for row in latest} == {"集团动态", "教研", "校园"}
    briefs = Article.objects.filter(rewritten_from="据公开报道改写", report_entries__isnull=True)
    assert briefs.count() == 5
    assert all(brief.bylines.count() == 3 and brief.cover and not brief.happened_on for brief in briefs)


def test_the_lead_story_has_three_sections_with_a_subhead_of_two_lines():
    lead = Article.objects.get(report_entries__weight=3)
    subheads = Section.objects.filter(parent=lead).exclude(subhead="")
    assert [bool(one.subhead_second) for one in subheads] == [True] * 3
    length = sum(len(one.text) for one in Section.objects.filter(parent=lead))
    assert 900 < length < 1700


def test_everything_published_can_be_found_and_seen():
    found = set(Entry.objects.published().values_list("path", flat=True))
    for school in School.objects.listed():
        assert school.get_absolute_url() in found
    for edition in Edition.objects.published():
        assert edition.get_absolute_url() in found
    assert not Picture.objects.filter(uses__isnull=True).exists()


def test_seats_are_counted_as_booking_counts_them():
    for session in Session.objects.all():
        states = list(session.registrations.values_list("state", flat=True))
        assert states.count(Registration.State.CONFIRMED) == session.taken
        assert states.count(Registration.State.WAITING) == session.waiting


@pytest.mark.parametrize("days", range(0, 70, 3))
@pytest.mark.parametrize("clock", [time(0, 1), time(12), time(23, 59)])
def test_a_session_is_in_its_phase_all_day_long_whatever_the_day(days, clock):
    today = timezone.localdate() + timedelta(days=days)
    now = timezone.make_aware(datetime.combine(today, clock))
    for fields in sessions.SESSIONS.values():
        phase = fields["phase"]
        times = sessions.times(phase, fields["day"], fields["at"], today)
        full = phase == Session.Phase.QUEUE
        session = Session(capacity=1, taken=int(full), **times)
        expected = Session.Phase.OPEN if phase == Session.Phase.CANCELLED else phase
        assert session.phase(now) == expected


def test_a_session_with_quotas_shows_them_and_what_a_full_one_says(client):
    session = Session.objects.get(has_quotas=True)
    quotas = {quota.unit.name: quota for quota in session.quotas.select_related("unit")}
    full = quotas["礼让镇中心小学"]
    assert (full.taken, full.limit) == (1, 1) and quotas["西苑小学"].taken < quotas["西苑小学"].limit
    assert session.has_a_seat and session.phase() == Session.Phase.OPEN
    client.force_login(TeacherFactory(signed_up=True).user)
    assert "名额已满" not in client.get(session.get_absolute_url()).content.decode()
    refused = TeacherFactory(school=full.unit.school, signed_up=True)
    client.force_login(refused.user)
    page = client.get(session.get_absolute_url()).content.decode()
    assert "礼让镇中心小学的名额（1个）已满" in page and "候补报名" in page
    posted = client.post(reverse("classrooms:session_register", args=[session.pk]), follow=True)
    assert "已为您候补，排在第1位" in posted.content.decode()
    client.force_login(person(Role.RESEARCHER))
    managed = client.get(reverse("classrooms:session_manage", args=[session.pk])).content.decode()
    assert "已报 1，至多 1" in managed


def test_relayed_music_is_by_an_edition_that_goes_with_that_of_the_receiving_school():
    ours = SchoolTextbook.objects.get(school__slug=SAMPLE, subject__name="音乐").version
    for course in RelayCourse.objects.filter(receivers__group__school__slug=SAMPLE, subject__name="音乐"):
        assert course.version != ours
        assert course.version in TextbookVersion.objects.fitting(ours)


def test_the_invented_group_is_not_published_and_sends_a_teacher_who_came():
    group = EducationGroup.objects.get(sample=True)
    assert not EducationGroup.objects.published().filter(pk=group.pk).exists()
    _, without = coverage_lists.visits(School.objects.filter(slug__startswith="shili"))
    assert [(one.teacher.name, one.get_kind_display(), one.sample) for one in without] == [
        ("蒋大暑", "走教", True)
    ]
