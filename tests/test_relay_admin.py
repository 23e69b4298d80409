"""The plan of a course in the admin: saved as running it makes lessons, and says what stands against it."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from accounts.roles import Role
from classrooms import relaying
from classrooms.models import RelayCourse, RelayReceiver
from tests import factories as make
from tests.relay_kit import BEFORE, TUESDAY, running, school_with_bells, stand_at

pytestmark = pytest.mark.django_db
ADD = reverse("admin:classrooms_relaycourse_add")


@pytest.fixture(autouse=True)
def researcher(client, monkeypatch):
    user = make.person(Role.RESEARCHER)
    client.force_login(user)
    stand_at(monkeypatch, BEFORE)
    return user


def form(presenter, receivers=(), slots=((2, 3),), course=None, **changed):
    rows = {
        "slots-TOTAL_FORMS": len(slots),
        "slots-INITIAL_FORMS": 0,
        "receivers-TOTAL_FORMS": len(receivers),
        "receivers-INITIAL_FORMS": 0,
    }
    for number, (weekday, period) in enumerate(slots):
        rows |= {f"slots-{number}-weekday": weekday, f"slots-{number}-period_no": period}
        rows |= {f"slots-{number}-week_parity": 0}
    for number, fields in enumerate(receivers):
        rows |= {f"receivers-{number}-{name}": value for name, value in fields.items()}
    return {
        "term": make.TermFactory().pk,
        "kind": "planned",
        "status": "running",
        "subject": make.SubjectFactory().pk,
        "grades": [3],
        "organiser": make.district().pk,
        "school": presenter.school_id,
        "presenter": presenter.pk,
        "until_on": "2026-12-04",
        "max_receivers": 2,
        "view_auth": 0,
        **rows,
        **changed,
    }


def words(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_a_plan_saved_as_running_makes_lessons_and_receipts(client):
    presenter = make.TeacherFactory(school=school_with_bells())
    group = make.TeachingGroupFactory(school=school_with_bells(8))
    response = client.post(ADD, form(presenter, [{"group": group.pk}]))
    assert response.status_code == 302
    course = RelayCourse.objects.get()
    assert [lesson.receipts.count() for lesson in course.lessons.all()] == [1, 1, 1]
    assert course.receivers_count == 1
    page = client.get(reverse("admin:classrooms_relaycourse_change", args=[course.pk])).content.decode()
    assert "接收教室晚8分钟上下课" in page


def test_what_the_timetable_has_against_it_is_said(client):
    presenter = make.TeacherFactory(school=school_with_bells())
    group = make.TeachingGroupFactory(school=school_with_bells())
    make.LessonFactory(group=group, subject=make.SubjectFactory(name="数学"), weekday=2, period_no=3)
    response = client.post(ADD, form(presenter, [{"group": group.pk}]))
    assert "数学" in words(response) and RelayCourse.objects.get().lessons.count() == 3


def test_a_full_course_and_a_missing_bell_are_said_and_break_nothing(client):
    presenter = make.TeacherFactory(school=school_with_bells())
    groups = make.TeachingGroupFactory.create_batch(3)
    response = client.post(ADD, form(presenter, [{"group": group.pk} for group in groups]))
    assert "接收班已满" in words(response) and RelayReceiver.objects.count() == 2
    other = make.TeacherFactory(school=presenter.school)
    response = client.post(ADD, form(other, slots=((2, 9),)))
    assert "没有第9节" in words(response)


@pytest.mark.parametrize(
    ("changed", "message"),
    [({"until_on": "2026-09-01", "from_on": "2026-10-01"}, "截止日期"), ({"grades": []}, "必填")],
)
def test_a_broken_plan_is_not_saved(client, changed, message):
    response = client.post(ADD, form(make.TeacherFactory(), **changed))
    assert message in response.content.decode() and not RelayCourse.objects.exists()


def test_a_presenter_of_another_school_is_refused(client):
    response = client.post(ADD, form(make.TeacherFactory(), school=make.SchoolFactory().pk))
    assert "不在主讲学校" in response.content.decode()


def test_a_receiver_taken_out_has_no_further_receipts(client):
    relay = running()
    slot = relay.course.slots.get()
    data = form(relay.course.presenter, [{}]) | {
        "slots-INITIAL_FORMS": 1,
        "slots-0-id": slot.pk,
        "slots-0-course": relay.course.pk,
        "receivers-INITIAL_FORMS": 1,
        "receivers-0-id": relay.receiver.pk,
        "receivers-0-course": relay.course.pk,
        "receivers-0-DELETE": "on",
    }
    client.post(reverse("admin:classrooms_relaycourse_change", args=[relay.course.pk]), data)
    relay.receiver.refresh_from_db()
    relay.course.refresh_from_db()
    assert relay.receiver.left_on == TUESDAY.replace(day=16) and relay.course.receivers_count == 0
    assert not relay.lesson.receipts.exists()


def test_an_old_form_does_not_put_the_count_back():
    relay = running()
    as_shown = RelayCourse.objects.get(pk=relay.course.pk)
    relaying.add_receiver(relay.course, make.TeachingGroupFactory())
    as_shown.note = "改过"
    as_shown.save()
    assert RelayCourse.objects.get(pk=relay.course.pk).receivers_count == 2


def test_only_editions_of_a_subject_go_together(client):
    music = make.TextbookVersionFactory()
    art = make.TextbookVersionFactory(subject=make.SubjectFactory(name="美术"))
    add = reverse("admin:schools_textbookversion_add")
    data = {"subject": music.subject_id, "name": "西师大版"}
    assert "同一学科" in client.post(add, data | {"compatible_with": [art.pk]}).content.decode()
    assert client.post(add, data | {"compatible_with": [music.pk]}).status_code == 302
    fitting = type(music).objects.fitting(music)
    assert {version.name for version in fitting} == {"人教版", "西师大版"}


def test_the_term_ends_the_course_where_the_plan_does_not():
    relay = running(until=None)
    assert relay.lessons[-1].date == date(2027, 1, 19)
