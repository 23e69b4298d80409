"""上一节课: who may watch and when, the owner's word, minutes and hours, and what it is never counted as."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse
from django.utils import timezone

from accounts import delivering, desk, inbox
from accounts.models import Delivery, Message, MessagePreference
from accounts.roles import Role
from classrooms import attending, booking, certifying, coverage, last_lessons, library, relay_figures
from classrooms.models import LastLesson, Recording, Registration, Session, Shared
from classrooms.refusal import Refused
from tests.coverage_kit import FIRST, LAST, Class, owe, term
from tests.factories import (
    LastLessonFactory,
    RecordingFactory,
    SessionFactory,
    TeacherFactory,
    district,
    person,
    registered,
)
from tests.factories.library import stored

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def file_of(recording):
    return reverse("library:recording_file", args=[recording.pk])


def page_of(client, session, user=None):
    client.force_login(user) if user else client.logout()
    return client.get(session.get_absolute_url()).content.decode()


@pytest.fixture
def event(media):
    """A recording that is nobody's but its owner's, shown to who takes part until the discussion ends."""
    recording = RecordingFactory(link="", file=stored(), view=Shared.View.PRIVATE)
    return LastLessonFactory(recording=recording, session__capacity=5, session__hours=2)


# --- Watching -----------------------------------------------------------------------------------------------
def test_who_takes_part_watches_in_the_window_and_nobody_else(client, event):
    mine, stranger = registered(event.session)[0].teacher.user, TeacherFactory(signed_up=True).user
    seen = [mine, person(Role.RESEARCHER), event.recording.owner.user]
    for user in [*seen, stranger]:
        client.force_login(user)
        expected = 200 if user in seen else 404
        assert client.get(file_of(event.recording)).status_code == expected
        assert client.get(event.recording.get_absolute_url()).status_code == expected
    client.logout()
    assert client.get(file_of(event.recording)).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"watch_from": HOUR},
        {"watch_until": -timedelta(minutes=1)},
        {"agreed_at": None},
    ],
)
def test_outside_the_window_or_without_the_owner_s_word_nobody_watches(client, event, change):
    teacher = registered(event.session)[0].teacher
    now = timezone.now()
    LastLesson.objects.update(**{name: value and now + value for name, value in change.items()})
    client.force_login(teacher.user)
    assert client.get(file_of(event.recording)).status_code == 404


def test_cancelling_the_seat_or_the_event_ends_it(client, event):
    seats = registered(event.session, 2)
    booking.cancel(seats[0], by=seats[0].teacher.user)
    assert not LastLesson.objects.open_to(seats[0].teacher.user).exists()
    assert LastLesson.objects.open_to(seats[1].teacher.user).exists()
    booking.cancel_session(event.session, by=person(Role.RESEARCHER), reason="停电")
    assert not LastLesson.objects.open_to(seats[1].teacher.user).exists()


def test_a_password_is_not_asked_of_who_takes_part(client, event):
    Recording.objects.update(view=Shared.View.PASSWORD, password=make_password("柚子"))
    teacher = registered(event.session)[0].teacher
    client.force_login(teacher.user)
    page = client.get(event.recording.get_absolute_url(), follow=True)
    assert "<video" in page.content.decode()
    client.force_login(TeacherFactory(signed_up=True).user)
    assert "要口令" in client.get(event.recording.get_absolute_url(), follow=True).content.decode()


def test_the_page_says_what_comes_next(client, event):
    session = event.session
    teacher = TeacherFactory(signed_up=True)
    assert "并报名后可以看" in page_of(client, session)
    assert "报名或候补后可以看" in page_of(client, session, teacher.user)
    booking.register(session, teacher, by=teacher.user)
    assert "看录像，边看边评" in page_of(client, session, teacher.user)
    client.post(reverse("library:comment", args=[event.recording.pk]), {"starts": "1:10", "text": "起音稳"})
    assert [one.text for one in event.recording.comments.all()] == ["起音稳"]
    assert session.title in client.get(event.recording.get_absolute_url()).content.decode()
    LastLesson.objects.update(agreed_at=None)
    unagreed = page_of(client, session, teacher.user)
    assert "等分享的教师同意" in unagreed and event.recording.title not in unagreed
    library.take_down(event.recording, by=event.recording.owner.user)
    assert "已由分享的教师撤下" in page_of(client, session, teacher.user)


# --- Desk and messages --------------------------------------------------------------------------------------
def desk_of(user):
    return [row.text for row in desk.rows_for(user) if "录像" in row.text]


@pytest.mark.both
def test_the_owner_finds_on_the_desk_what_waits_for_their_word(event):
    owner = event.recording.owner.user
    assert desk_of(owner) == []
    LastLesson.objects.update(agreed_at=None)
    assert desk_of(owner) == ["场“上一节课”想用您的录像，请答复"]
    assert desk_of(person(Role.RESEARCHER)) == []
    event.refresh_from_db()
    last_lessons.answer(event, True, by=owner)
    assert desk_of(owner) == []


@pytest.mark.both
@pytest.mark.parametrize("change", ["open to all", "taken down", "called off", "over"])
def test_what_needs_no_word_any_more_leaves_the_desk(event, change):
    LastLesson.objects.update(agreed_at=None)
    if change == "open to all":
        Recording.objects.update(view=Shared.View.SIGNED_IN)
    if change == "taken down":
        library.take_down(event.recording, by=event.recording.owner.user)
    if change == "called off":
        booking.cancel_session(event.session, by=None, reason="停电")
    if change == "over":
        past = {"opens_at": 9, "closes_at": 8, "starts_at": 7, "ends_at": 6}
        Session.objects.update(**{name: timezone.now() - days * 24 * HOUR for name, days in past.items()})
    assert desk_of(event.recording.owner.user) == []


def told():
    return list(Message.objects.filter(kind="last_lesson.open").values_list("recipient", flat=True))


@pytest.mark.both
def test_who_registered_is_told_once_when_the_window_opens(event):
    first, gone = (seat.teacher.user for seat in registered(event.session, 2))
    registered_before = timezone.now() - 2 * HOUR
    Registration.objects.update(registered_at=registered_before)
    booking.cancel(Registration.objects.get(teacher__user=gone), by=gone)
    registered(event.session)
    last_lessons.tell_open(event.watch_from - HOUR)
    assert told() == []
    last_lessons.tell_open(), last_lessons.tell_open()
    assert told() == [first.pk]
    title, body = inbox.texts(Message.objects.get(kind="last_lesson.open"))
    assert (
        title.endswith(event.session.title) and event.recording.title in body and event.session.when in body
    )
    LastLesson.objects.update(watch_from=timezone.now() - timedelta(minutes=1))
    last_lessons.tell_open()
    assert told().count(first.pk) == 2


@pytest.mark.both
def test_nobody_is_told_of_what_may_not_be_watched(event):
    registered(event.session)
    Registration.objects.update(registered_at=timezone.now() - 2 * HOUR)
    LastLesson.objects.update(agreed_at=None)
    last_lessons.tell_open()
    assert told() == []
    last_lessons.answer(LastLesson.objects.for_list().get(), True, by=event.recording.owner.user)
    last_lessons.tell_open()
    assert len(told()) == 1


@pytest.mark.both
def test_a_window_that_opens_at_night_is_mailed_in_the_morning(event, settings, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    user = registered(event.session)[0].teacher.user
    MessagePreference.objects.create(user=user, mail=True)
    type(user).objects.filter(pk=user.pk).update(email="zhang@example.cn")
    Registration.objects.update(registered_at=timezone.now() - 2 * HOUR)
    night = timezone.localtime().replace(hour=23, minute=30)
    monkeypatch.setattr(delivering.timezone, "now", lambda: night)
    LastLesson.objects.update(watch_from=night - HOUR, watch_until=night + 48 * HOUR)
    last_lessons.tell_open()
    due = timezone.localtime(Delivery.objects.get(kind="last_lesson.open").due_at)
    assert (due.date(), due.time()) == (night.date() + timedelta(days=1), settings.QUIET_HOURS[1])


# --- Holding ------------------------------------------------------------------------------------------------
def asked(recording, **more):
    start = timezone.localtime() + timedelta(days=5)
    times = {"watch_from": start - timedelta(days=4), "starts_at": start, "ends_at": start + 2 * HOUR}
    said = {name: f"{value:%Y-%m-%dT%H:%M}" for name, value in times.items()}
    return said | {
        "organiser": district().pk,
        "title": "“上一节课”音乐：起音",
        "recording": recording.pk,
        "capacity": 30,
        "hours": "2",
        "place": "线上",
        **more,
    }


def test_one_form_makes_the_session_and_asks_the_owner(client):
    recording = RecordingFactory(view=Shared.View.PASSWORD, password=make_password("柚子"))
    researcher = person(Role.RESEARCHER)
    client.force_login(researcher)
    response = client.post(reverse("classrooms:last_lesson_hold"), asked(recording), follow=True)
    session = Session.objects.get()
    assert response.status_code == 200 and "请分享录像的教师同意" in response.content.decode()
    assert (session.classroom, session.stage) == ("relay", "last_lesson")
    assert (session.presenter, session.host) == (recording.owner, recording.owner.school)
    assert session.last_lesson.watch_until == session.ends_at and session.phase() == Session.Phase.OPEN
    assert Message.objects.get(kind="last_lesson.asked").recipient == recording.owner.user
    registered(session)
    client.force_login(recording.owner.user)
    assert "同意给报名的教师看" in client.get(reverse("library_own:list")).content.decode()
    client.post(reverse("classrooms:last_lesson_answer", args=[session.pk]), {"agrees": "yes"})
    assert LastLesson.objects.get().agreed_at
    client.post(reverse("classrooms:last_lesson_answer", args=[session.pk]), {"agrees": "no"})
    assert LastLesson.objects.get().agreed_at is None


def test_a_form_that_is_wrong_makes_nothing(client):
    recording, hidden = RecordingFactory(view="public"), RecordingFactory(view="private")
    client.force_login(person(Role.RESEARCHER))
    address = reverse("classrooms:last_lesson_hold")
    late = f"{timezone.localtime() + timedelta(days=6):%Y-%m-%dT%H:%M}"
    for wrong in (
        asked(hidden),
        asked(recording, watch_from=late),
        asked(recording, watch_until="2020-01-01T08:00"),
        asked(recording, capacity=0),
        asked(recording, organiser=TeacherFactory().school.unit_id),
    ):
        assert client.post(address, wrong).status_code == 200
    assert not Session.objects.exists()
    client.force_login(TeacherFactory(signed_up=True).user)
    assert client.post(address, asked(recording)).status_code == 404


def test_another_recording_asks_anew_and_an_open_one_asks_nobody(event):
    researcher, when = (
        person(Role.RESEARCHER),
        {"watch_from": event.watch_from, "watch_until": event.watch_until},
    )
    closed, open_to_all = (
        RecordingFactory(view="password", password="!"),
        RecordingFactory(view="signed_in"),
    )
    changed = last_lessons.show(event.session, recording=closed, by=researcher, **when)
    assert changed.pk == event.pk and changed.needs_consent
    again = last_lessons.show(event.session, recording=open_to_all, by=researcher, **when)
    assert not again.needs_consent and Message.objects.filter(kind="last_lesson.asked").count() == 1
    with pytest.raises(Refused):
        last_lessons.answer(again, True, by=researcher)


def test_an_organiser_changes_the_window_of_what_they_do_not_see(client, event):
    LastLesson.objects.update(watch_from=timezone.now() + HOUR)
    client.force_login(person(Role.RESEARCHER))
    address = reverse("classrooms:last_lesson", args=[event.session_id])
    assert event.recording.get_absolute_url() not in client.get(address).content.decode()
    until = timezone.localtime() + timedelta(days=2)
    asked_for = {"recording": event.recording_id, "watch_from": f"{timezone.localtime():%Y-%m-%dT%H:%M}"}
    client.post(address, asked_for | {"watch_until": f"{until:%Y-%m-%dT%H:%M}"})
    event.refresh_from_db()
    assert event.is_open() and event.agreed_at


def test_a_session_of_another_form_has_no_recording():
    recording, now = RecordingFactory(view="public"), timezone.now()
    with pytest.raises(Refused, match="形式"):
        last_lessons.show(
            SessionFactory(),
            recording=recording,
            watch_from=now,
            watch_until=now + HOUR,
            by=person(Role.RESEARCHER),
        )


# --- Afterwards ---------------------------------------------------------------------------------------------
def begin(session):
    """The discussion began an hour ago."""
    now = timezone.now()
    times = {
        "opens_at": now - 5 * HOUR,
        "closes_at": now - HOUR,
        "starts_at": now - HOUR,
        "ends_at": now - HOUR / 2,
    }
    Session.objects.filter(pk=session.pk).update(**times)
    session.refresh_from_db()


def test_minutes_for_the_signed_in_outcome_for_all_hours_for_who_came(client, event):
    researcher = person(Role.RESEARCHER)
    came, stayed_away = registered(event.session, 2)
    address = reverse("classrooms:last_lesson_write_up", args=[event.session_id])
    client.force_login(researcher)
    said = {"minutes": "先听授课教师说。", "outcome": "起音只给一次。"}
    LastLesson.objects.update(written_at=None)
    assert "还没有开始" in client.post(address, said).content.decode()
    begin(event.session)
    attending.note(came, "present", by=researcher)
    attending.note(stayed_away, "absent", by=researcher)
    for _ in range(2):
        assert client.post(address, said).status_code == 302
    assert Message.objects.filter(kind="last_lesson.written").count() == 2
    public = page_of(client, event.session)
    assert "起音只给一次" in public and "到会 1 人" in public and "先听授课教师说" not in public
    assert "先听授课教师说" in page_of(client, event.session, stayed_away.teacher.user)
    assert "起音只给一次" in client.get(reverse("classrooms:last_lesson_list")).content.decode()
    made = certifying.issue(event.session, by=researcher)
    assert [(one.teacher, one.hours) for one in made] == [(came.teacher, 2)]


def test_it_is_never_counted_as_periods_that_pupils_got():
    """A whole event, held, attended and certified, in a district with figures: not one of them changes."""
    owe(3, 2)
    receiving = Class(term())
    receiving.relay(7, 14)
    noon = timezone.make_aware(datetime(2026, 9, 17, 14))

    def figures():
        seen = coverage.read(on=LAST).total.shown
        relayed = relay_figures.total(relay_figures.by_subject(FIRST, LAST, at=noon + timedelta(days=9)))
        return [str(value) for _, value in seen.parts()], str(seen.required), relayed

    before = figures()
    assert before[2].received == 2
    event = LastLessonFactory(
        session__starts_at=noon,
        session__opens_at=noon - timedelta(days=9),
        watch_from=noon - timedelta(days=5),
        session__host=receiving.school,
        session__organiser=receiving.school.unit,
        session__hours=2,
        recording__owner=TeacherFactory(school=receiving.school, signed_up=True),
    )
    seats = [
        booking.register(event.session, one, by=one.user, at=noon - timedelta(days=1))
        for one in TeacherFactory.create_batch(2, school=receiving.school, signed_up=True)
    ]
    for seat in seats:
        attending.note(seat, "present", by=None, at=noon)
    assert len(certifying.issue(event.session, by=None, at=noon + timedelta(days=1))) == 2
    assert figures() == before


@pytest.mark.parametrize("number", [1, 6])
def test_the_list_costs_the_same_at_any_size(client, number, django_assert_num_queries):
    for _ in range(number):
        LastLessonFactory()
        begin(LastLessonFactory().session)
    user = TeacherFactory(signed_up=True).user
    client.force_login(user)
    client.get(reverse("classrooms:last_lesson_list"))
    with django_assert_num_queries(6):
        client.get(reverse("classrooms:last_lesson_list"))
