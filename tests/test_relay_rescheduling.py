"""Moved, called off, given in addition, made up: announced to both sides, at hours free on both."""

from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Message
from accounts.roles import Role
from classrooms import free_slots, receipts, rescheduling
from classrooms.booking import Refused
from classrooms.models import Receipt, RelayLesson
from schools import busy
from tests import factories as make
from tests.relay_kit import (
    AFTER,
    BEFORE,
    DURING,
    NEXT_TUESDAY,
    TUESDAY,
    affairs_of,
    moment,
    running,
    stand_at,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both]
WEDNESDAY, SATURDAY = date(2026, 11, 18), date(2026, 11, 21)


@pytest.fixture
def relay(monkeypatch):
    stand_at(monkeypatch, BEFORE)
    return running()


@pytest.fixture
def failed(relay, monkeypatch):
    """The Tuesday's lesson fell to a power cut."""
    stand_at(monkeypatch, AFTER)
    receipts.fail(relay.receipt, "power")
    return relay


def researcher(client=None):
    user = make.person(Role.RESEARCHER)
    client and client.force_login(user)
    return user


def told(kind):
    return set(Message.objects.filter(kind=kind).values_list("recipient", flat=True))


# --- moving -------------------------------------------------------------------------------------------------
def test_a_move_is_told_to_both_sides_and_acknowledged(relay):
    affairs = affairs_of(relay)
    rescheduling.move(relay.lesson, WEDNESDAY, 2, by=researcher(), reason="主讲教师外出")
    lesson = relay.course.lessons.get(date=WEDNESDAY)
    assert (lesson.due_on, lesson.when) == (TUESDAY, "11月18日 周三 第2节 09:20—10:00")
    receipt = lesson.receipts.get()
    assert (receipt.date, receipt.period_no, receipt.move_seen_at) == (WEDNESDAY, 2, None)
    presenter, assistant = relay.course.presenter.user, relay.assistant.user
    assert told("relay.moved") == {presenter.pk, assistant.pk, affairs.pk}
    rescheduling.acknowledge(receipt, by=assistant)
    assert lesson.receipts.get().move_seen_at == BEFORE


@pytest.mark.parametrize(
    ("day", "period", "words"),
    [
        (SATURDAY, 2, "不上课"),
        (WEDNESDAY, 9, "没有第9节"),
        (date(2026, 11, 16), 1, "提前通知"),
    ],
)
def test_a_move_needs_a_school_day_a_period_and_time_ahead(relay, day, period, words):
    with pytest.raises(Refused, match=words):
        rescheduling.move(relay.lesson, day, period, by=None, reason="外出")
    assert relay.lesson.moved_at is None


def test_a_move_meets_nobodys_lesson_but_a_class_without_teacher_is_free(relay):
    make.LessonFactory(group=relay.receiver.group, subject=relay.course.subject, weekday=3, period_no=2)
    rescheduling.move(relay.lesson, WEDNESDAY, 2, by=None, reason="外出")
    maths = make.SubjectFactory(name="数学")
    make.LessonFactory(group=relay.receiver.group, subject=maths, weekday=3, period_no=3)
    (later, *_) = relay.course.lessons.filter(date=NEXT_TUESDAY)
    with pytest.raises(Refused, match="这个时间有安排"):
        rescheduling.move(later, date(2026, 11, 25), 3, by=None, reason="外出")


def test_making_lessons_again_leaves_a_moved_one_where_it_is(relay):
    from classrooms import relaying

    rescheduling.move(relay.lesson, WEDNESDAY, 2, by=None, reason="外出")
    done = relaying.schedule(relay.course)
    assert (done.made, done.removed) == (0, 0)
    assert relay.lessons[0].date == WEDNESDAY


def test_what_is_over_is_neither_moved_nor_called_off(failed):
    for act in (
        lambda: rescheduling.move(failed.lesson, WEDNESDAY, 2, by=None, reason="x"),
        lambda: rescheduling.call_off(failed.lesson, by=None, reason="x"),
    ):
        with pytest.raises(Refused, match="已有结果"):
            act()


def test_calling_off_takes_the_period_from_the_plan(relay):
    with pytest.raises(Refused, match="写明原因"):
        rescheduling.call_off(relay.lesson, by=None, reason=" ")
    rescheduling.call_off(relay.lesson, by=None, reason="秋游")
    assert Receipt.objects.planned().count() == 2 and relay.receipt.state == Receipt.State.VOID
    assert relay.assistant.user_id in told("relay.called_off")


def test_an_extra_lesson_is_for_all_receivers(relay):
    lesson = rescheduling.add_lesson(relay.course, WEDNESDAY, 1, by=None)
    assert lesson.slot is None and lesson.receipts.get().group == relay.receiver.group
    assert relay.assistant.user_id in told("relay.extra")


# --- making up ----------------------------------------------------------------------------------------------
def test_a_power_cut_gets_its_make_up_at_an_hour_free_on_both_sides(failed):
    maths = make.SubjectFactory(name="数学")
    for weekday in (2, 3, 4):
        for period in (1, 2):
            make.LessonFactory(group=failed.receiver.group, subject=maths, weekday=weekday, period_no=period)
    make.LessonFactory(
        teacher=failed.course.presenter,
        group=make.TeachingGroupFactory(school=failed.course.school),
        weekday=3,
        period_no=3,
    )
    slots = free_slots.of(failed.lesson, [failed.receipt])
    assert (slots[0].day, slots[0].period_no) == (date(2026, 11, 19), 3)
    assert slots[0].mismatch == "接收教室晚8分钟上下课"
    extra = rescheduling.make_up([failed.receipt], slots[0].day, 3, lesson=failed.lesson, by=None)
    assert extra.made_up_for == failed.lesson and failed.assistant.user_id in told("relay.make_up")
    receipts.confirm(extra.receipts.get(), at=moment(date(2026, 11, 19), 11, 10))
    (row,) = Receipt.objects.periods()
    assert (row["planned"], row["done"]) == (3, 1)


def test_a_failure_is_made_up_once(failed):
    rescheduling.make_up([failed.receipt], WEDNESDAY, 3, lesson=failed.lesson, by=None)
    with pytest.raises(Refused, match="已安排了补课"):
        rescheduling.make_up([failed.receipt], WEDNESDAY, 2, lesson=failed.lesson, by=None)
    with pytest.raises(Refused, match="先取消补课"):
        receipts.correct(failed.receipt, "confirmed", by=affairs_of(failed), why="其实上了")


def test_a_make_up_called_off_may_be_arranged_anew(failed):
    extra = rescheduling.make_up([failed.receipt], WEDNESDAY, 3, lesson=failed.lesson, by=None)
    rescheduling.call_off(extra, by=None, reason="又停电")
    fresh = rescheduling.make_up([failed.receipt], WEDNESDAY, 2, lesson=failed.lesson, by=None)
    assert RelayLesson.objects.standing().filter(made_up_for=failed.lesson).get() == fresh


def test_the_assistant_books_a_make_up_in_the_page(failed):
    client, address = Client(), reverse("classrooms:relay_make_up", args=[failed.lesson.pk])
    client.force_login(failed.assistant.user)
    page = client.get(address).content.decode()
    assert "11月18日 周三 第1节" in page and "接收教室晚8分钟上下课" in page
    assert "请从列出的时间里选" in client.post(address, {"slot": "morning"}).content.decode()
    assert client.post(address, {"slot": "2026-11-18.1"}).status_code == 302
    assert failed.receipt.make_up.date == WEDNESDAY


# --- timetables ---------------------------------------------------------------------------------------------
def test_both_sides_are_busy_with_the_relay(relay):
    span = moment(TUESDAY, 8), moment(TUESDAY, 18)
    own = make.TeachingGroupFactory(school=relay.course.school)
    type(relay.course).objects.update(presenting_group=own)
    people = busy.busy_spans([relay.course.presenter, relay.assistant], *span)
    assert [spans[0].text for spans in people.values()] == [
        "专递课 音乐 三年级（主讲）",
        f"专递课 音乐 三年级（辅助 {relay.receiver.group.name}）",
    ]
    classes = busy.busy_groups([relay.receiver.group, own], *span)
    assert [len(spans) for spans in classes.values()] == [1, 1]
    rescheduling.call_off(relay.lesson, by=None, reason="秋游")
    assert not any(busy.busy_spans([relay.course.presenter, relay.assistant], *span).values())


# --- in pages -----------------------------------------------------------------------------------------------
def test_the_organiser_moves_and_calls_off_in_the_page(relay, client):
    researcher(client)
    path = f"{relay.lesson.get_absolute_url()}move/"
    response = client.post(path, {"day": "2026-11-18", "period_no": 2, "reason": ""})
    assert "请写明原因" in response.content.decode() and relay.lesson.moved_at is None
    pk = relay.lesson.pk
    assert client.post(path, {"day": "2026-11-18", "period_no": 2, "reason": "外出"}).status_code == 302
    page = client.get(reverse("classrooms:relay_lesson", args=[pk])).content.decode()
    assert "调课未回复" in page
    client.post(reverse("classrooms:relay_call_off", args=[pk]), {"off-reason": "秋游"})
    assert RelayLesson.objects.get(pk=pk).state == RelayLesson.State.CANCELLED


def test_the_presenter_clocks_in_and_a_tour_is_noted(relay, client, monkeypatch):
    stand_at(monkeypatch, DURING)
    client.force_login(relay.course.presenter.user)
    path = relay.lesson.get_absolute_url()
    assert client.post(f"{path}begin/").status_code == 302
    assert relay.lesson.actual_start == DURING
    assert client.post(f"{path}tour/", {"finding": "well"}).status_code == 404
    researcher(client)
    assert client.post(f"{path}tour/", {"finding": "picture", "note": "声音断续"}).status_code == 302
    assert "声音断续" in client.get(path).content.decode()
    outsider = Client()
    outsider.force_login(make.person(Role.AFFAIRS, make.SchoolFactory().unit))
    assert outsider.get(path).status_code == 404


def test_the_receiving_school_names_its_assistant(relay, client):
    client.force_login(affairs_of(relay))
    colleague = make.TeacherFactory(school=relay.assistant.school)
    stranger = make.TeacherFactory()
    path, prefix = (
        reverse("classrooms:relay_receiver", args=[relay.receiver.pk]),
        f"receiver-{relay.receiver.pk}",
    )
    client.post(path, {f"{prefix}-assistant": stranger.pk})
    relay.receiver.refresh_from_db()
    assert relay.receiver.assistant == relay.assistant
    client.post(path, {f"{prefix}-assistant": colleague.pk, f"{prefix}-period_no": 2})
    relay.receiver.refresh_from_db()
    assert (relay.receiver.assistant, relay.receiver.period_no) == (colleague, 2)
    assert (
        "接收教室" in client.get(reverse("classrooms:relay_course", args=[relay.course.pk])).content.decode()
    )


def test_bells_of_the_page_follow_the_day(relay):
    """A school that changes to winter hours is compared by those from that day on."""
    school = relay.receiver.group.school
    for number, starts, ends in ((3, time(10, 25), time(11, 5)),):
        make.BellPeriodFactory(
            school=school, from_on=date(2026, 11, 17), number=number, starts_at=starts, ends_at=ends
        )
    from classrooms.relay_week import mismatches

    receipt = Receipt.objects.for_list().get(pk=relay.receipt.pk)
    assert mismatches([receipt])[receipt.pk].fits
