"""Changing over, going together, quotas, and what organisers do: one request at a time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import AuditEvent, Message
from classrooms import booking
from classrooms.models import Registration, Session
from classrooms.partners import partners_of
from tests import factories as make
from tests.factories import SessionFactory, TeacherFactory, UserFactory, registered

pytestmark = [pytest.mark.django_db, pytest.mark.both]
State = Registration.State


def register(session, teacher, **options):
    return booking.register(session, teacher, by=teacher.user, **options)


def signed_up(**fields):
    return TeacherFactory(signed_up=True, **fields)


def state_of(registration):
    return Registration.objects.get(pk=registration.pk).state


def counters(session):
    session.refresh_from_db()
    return session.taken, session.offered, session.waiting


# --- one for another ----------------------------------------------------------------------------------------
def test_swap_gives_one_seat_up_for_another_and_repeats_harmlessly():
    old_session, new_session, teacher = SessionFactory(capacity=1), SessionFactory(), signed_up()
    old = register(old_session, teacher)
    waiting = registered(old_session)[0]
    for _ in range(2):
        new = booking.swap(new_session, teacher, instead_of=old, by=teacher.user)
    assert [state_of(one) for one in (old, new, waiting)] == [
        State.CANCELLED,
        State.CONFIRMED,
        State.CONFIRMED,
    ]
    assert counters(old_session) == (1, 0, 0) and counters(new_session) == (1, 0, 0)


def test_swap_for_a_full_session_leaves_everything_as_it_was():
    old_session, full, teacher = SessionFactory(), SessionFactory(capacity=1), signed_up()
    old = register(old_session, teacher)
    registered(full)
    with pytest.raises(booking.Refused, match="原来的报名还在"):
        booking.swap(full, teacher, instead_of=old, by=teacher.user)
    assert state_of(old) == State.CONFIRMED and full.registrations.count() == 1
    assert counters(full) == (1, 0, 0)


# --- who may ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"for_stage": "junior"}, "面向初中教师"),
        ({"for_subject": "美术"}, "面向美术教师"),
        ({"for_backbone": "city"}, "市级骨干及以上"),
        ({"for_group": True}, "示例集团的教师"),
    ],
)
def test_session_is_for_those_it_names(limits, words):
    if "for_subject" in limits:
        limits = {"for_subject": make.SubjectFactory(name="美术")}
    if "for_group" in limits:
        limits = {"for_group": make.EducationGroupFactory(name="示例集团")}
    session = SessionFactory(**limits)
    with pytest.raises(booking.Refused, match=words):
        register(session, signed_up(backbone="district"))
    assert not session.registrations.exists()


def test_those_a_session_is_for_register():
    school, music = make.SchoolFactory(), make.SubjectFactory(name="音乐")
    group = make.MembershipFactory(school=school).group
    session = SessionFactory(for_group=group, for_subject=music, for_stage="primary", for_backbone="district")
    teacher = signed_up(school=school, specialism=music, backbone="city")
    assert register(session, teacher).is_confirmed


# --- quotas -------------------------------------------------------------------------------------------------
def test_quota_lets_another_schools_teacher_pass_and_keeps_the_order():
    session, school = SessionFactory(capacity=3), make.SchoolFactory()
    booking.set_quota(session, school.unit, 1, by=UserFactory())
    mine = [register(session, signed_up(school=school)) for _ in range(3)]
    other = register(session, signed_up())
    assert [one.state for one in [*mine, other]] == ["confirmed", "waiting", "waiting", "confirmed"]
    assert session.quotas.get().taken == 1 and counters(session) == (2, 0, 2)
    booking.cancel(mine[0], by=mine[0].teacher.user)
    assert [state_of(one) for one in mine] == ["cancelled", "confirmed", "waiting"]
    booking.set_quota(session, school.unit, None, by=UserFactory())
    assert state_of(mine[2]) == "confirmed" and counters(session) == (3, 0, 0)


def test_who_waits_for_a_seat_of_their_own_unit_does_not_fill_the_session_for_others():
    session, school = SessionFactory(capacity=3), make.SchoolFactory()
    booking.set_quota(session, school.unit, 1, by=UserFactory())
    mine = [register(session, signed_up(school=school)) for _ in range(2)]
    assert mine[1].is_waiting
    session.refresh_from_db()
    assert session.phase() == Session.Phase.OPEN
    assert Session.objects.in_phase(Session.Phase.OPEN).get() == session
    assert not Session.objects.in_phase(Session.Phase.QUEUE).exists()
    assert register(session, signed_up()).is_confirmed


def test_quota_of_a_group_counts_the_teachers_of_all_its_schools():
    membership = make.MembershipFactory()
    session, other = SessionFactory(capacity=3), make.MembershipFactory(group=membership.group, role="member")
    booking.set_quota(session, membership.group.unit, 1, by=UserFactory())
    states = [register(session, signed_up(school=one.school)).state for one in (membership, other)]
    assert states == ["confirmed", "waiting"]


@pytest.mark.django_db(transaction=True)
def test_quota_below_what_is_taken_is_refused_in_words():
    session, school = SessionFactory(), make.SchoolFactory()
    register(session, signed_up(school=school))
    with pytest.raises(booking.Refused, match="单位名额不能少于"):
        booking.set_quota(session, school.unit, 0, by=UserFactory())
    assert not session.quotas.exists()


# --- both or none -------------------------------------------------------------------------------------------
def test_partners_get_seats_together_or_not_at_all():
    session, (one, two) = SessionFactory(capacity=2, in_pairs=True), [signed_up(), signed_up()]
    with pytest.raises(booking.Refused, match="结对的两位一起"):
        register(session, one)
    for _ in range(2):
        mine, theirs = booking.register_together(session, one, two, by=one.user)
    assert mine.is_confirmed and theirs.is_confirmed and mine.partner_id == theirs.pk
    three, four = signed_up(), signed_up()
    booking.change_capacity(session, 3, by=UserFactory())
    with pytest.raises(booking.Refused, match="不够两位"):
        booking.register_together(session, three, four, by=three.user)
    assert session.registrations.count() == 2 and counters(session) == (2, 0, 0)
    booking.cancel(theirs, by=two.user)
    assert Message.objects.get(kind="booking.partner_left").recipient == one.user


# --- the deadline -------------------------------------------------------------------------------------------
def test_after_the_deadline_one_cancels_with_a_reason():
    session = SessionFactory()
    registration = registered(session)[0]
    late = session.closes_at + timedelta(minutes=1)
    with pytest.raises(booking.Refused, match="请写明原因"):
        booking.cancel(registration, by=registration.teacher.user, at=late)
    booking.cancel(registration, by=registration.teacher.user, reason="孩子发烧", at=late)
    registration.refresh_from_db()
    assert (registration.state, registration.reason) == (State.CANCELLED, "孩子发烧")


# --- organisers ---------------------------------------------------------------------------------------------
def test_organiser_adds_a_teacher_who_reads_why():
    session = SessionFactory(capacity=1, closes_at=timezone.now() - timedelta(minutes=1))
    teacher, by = TeacherFactory(signed_up=True), UserFactory()
    with pytest.raises(booking.Refused, match="原因"):
        booking.add(session, teacher, by=by, reason="")
    for _ in range(2):
        registration = booking.add(session, teacher, by=by, reason="评委")
    assert registration.is_confirmed and counters(session) == (1, 0, 0)
    told = Message.objects.get(kind="booking.added")
    assert told.recipient == teacher.user and told.payload["reason"] == "评委"
    with pytest.raises(booking.Refused, match="请先加名额"):
        booking.add(session, TeacherFactory(), by=by, reason="评委")


def test_organiser_moves_a_teacher_and_the_seat_goes_to_the_next():
    here, there = SessionFactory(capacity=1), SessionFactory(capacity=1)
    first, second = registered(here, 2)
    moved = booking.move(first, there, by=UserFactory(), reason="座位调整")
    assert moved.session == there and moved.is_confirmed
    assert [state_of(first), state_of(second)] == [State.CANCELLED, State.CONFIRMED]
    assert Message.objects.get(kind="booking.moved").recipient == first.teacher.user
    with pytest.raises(booking.Refused, match="请先加名额"):
        booking.move(second, there, by=UserFactory(), reason="座位调整")
    assert state_of(second) == State.CONFIRMED and counters(here) == (1, 0, 0)


def test_moved_session_keeps_its_seats_and_tells_everyone():
    session = SessionFactory(capacity=1)
    registrations = registered(session, 2)
    later = session.starts_at + timedelta(days=2)
    booking.reschedule(
        session, by=UserFactory(), starts_at=later, ends_at=later + timedelta(hours=1), place="二楼会议室"
    )
    session.refresh_from_db()
    assert (session.starts_at, session.place, session.taken) == (later, "二楼会议室", 1)
    assert session.closes_at <= later
    told = Message.objects.filter(kind="session.changed")
    assert {message.recipient for message in told} == {one.teacher.user for one in registrations}
    assert AuditEvent.objects.filter(action="改期").count() == 1
    with pytest.raises(booking.Refused, match="现在之后"):
        booking.reschedule(session, by=UserFactory(), starts_at=timezone.now(), ends_at=later)


def test_partner_of_a_standing_pair_is_one_to_register_with():
    proposed, pair = make.PairFactory(), make.PairFactory(state="plan")
    assert list(partners_of(proposed.first)) == []
    assert list(partners_of(pair.first)) == [pair.second]
    assert list(partners_of(pair.second)) == [pair.first]
    assert list(partners_of(signed_up())) == []
