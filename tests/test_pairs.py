"""The pair's chain from offer to looking back, a silent partner, and pairing anew."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import desk
from accounts.models import Message
from accounts.roles import Role
from classrooms import pairing, reviewing, targets
from classrooms.circles import circle_of
from classrooms.models import Pair, PairingCycle
from classrooms.refusal import Refused
from schools import teaching_days
from tests.factories import (
    CalendarDayFactory,
    MasterStudioFactory,
    MentorshipFactory,
    PairFactory,
    PairingCycleFactory,
    StudioMemberFactory,
    TeacherFactory,
    TermFactory,
    person,
)
from tests.factories.pairs import pair_of
from tests.factories.reviews import ObservedLessonFactory, rubric_of, sheet_of

pytestmark = pytest.mark.django_db
State = Pair.State


def state_of(pair):
    return Pair.objects.get(pk=pair.pk).state


def kinds_to(user):
    return list(Message.objects.filter(recipient=user).order_by("pk").values_list("kind", flat=True))


# --- Teaching days ------------------------------------------------------------------------------------------
def test_teaching_days_skip_holidays_and_count_made_up_saturdays():
    TermFactory()
    CalendarDayFactory(date=date(2026, 10, 1))
    CalendarDayFactory(date=date(2026, 10, 2))
    CalendarDayFactory(date=date(2026, 10, 10), taught_as=3)
    assert teaching_days.after(date(2026, 9, 30), 1) == date(2026, 10, 5)
    assert teaching_days.after(date(2026, 10, 9), 1) == date(2026, 10, 10)
    assert teaching_days.before(date(2026, 10, 10), 2) == date(2026, 10, 8)
    assert teaching_days.before(date(2026, 9, 3), 60) < date(2026, 7, 1), (
        "there is no teaching before the term"
    )


# --- From offer to looking back -----------------------------------------------------------------------------
def test_an_offer_is_answered_and_the_other_side_agrees():
    cycle, teacher = PairingCycleFactory(), TeacherFactory(signed_up=True)
    pair = pairing.propose(cycle, teacher, by=teacher.user)
    assert pairing.propose(cycle, teacher, by=teacher.user) == pair, "a double click is one question"
    assert (pair.first, pair.second, pair.state) == (cycle.teacher, teacher, State.PROPOSED)
    with pytest.raises(Refused, match="对方"):
        pairing.answer(pair, True, by=teacher.user)
    pairing.answer(pair, True, by=cycle.teacher.user)
    assert state_of(pair) == State.PLAN
    assert list(pair.steps.values_list("step", flat=True)) == list(State.active())
    with pytest.raises(Refused, match="结满"):
        pairing.propose(cycle, other := TeacherFactory(signed_up=True), by=other.user)


def test_a_need_puts_the_helper_first_and_a_no_tells_kindly():
    cycle, helper = PairingCycleFactory(kind=PairingCycle.Kind.NEED), TeacherFactory(signed_up=True)
    pair = pairing.propose(cycle, helper, by=helper.user)
    assert (pair.first, pair.second) == (helper, cycle.teacher)
    pairing.answer(pair, False, by=cycle.teacher.user)
    assert state_of(pair) == State.DECLINED
    assert kinds_to(helper.user) == ["pair.declined"]


def test_nobody_pairs_with_themselves():
    with pytest.raises(IntegrityError), transaction.atomic():
        cycle = PairingCycleFactory()
        PairFactory(cycle=cycle, second=cycle.teacher)
    cycle = PairingCycleFactory()
    with pytest.raises(Refused, match="和自己"):
        pairing.propose(cycle, cycle.teacher, by=cycle.teacher.user)


def test_the_whole_chain():
    pair = pair_of()
    one, two = pair.first.user, pair.second.user
    plan = pairing.add_plan(pair, by=two, text="先唱低声部")
    assert state_of(pair) == State.PREPARE
    pairing.comment(plan, "手势前面再加一步", by=one)
    with pytest.raises(Refused, match="请对方看过"):
        pairing.agree_on_plan(pair, by=two)
    pairing.agree_on_plan(pair, by=one)
    lesson = ObservedLessonFactory(presenter=pair.second, visibility="pair")
    pairing.hold(pair, lesson, by=two)
    assert state_of(pair) == State.REVIEW
    rubric = rubric_of()
    sheet_of(lesson, rubric, by=one, share=1)
    assert state_of(pair) == State.REVIEW, "one of two sheets"
    sheet_of(lesson, rubric, by=two, share=1)
    assert state_of(pair) == State.FOLLOW_UP
    day = timezone.localdate() + timedelta(days=20)
    pairing.set_follow_up(pair, day, by=one)
    with pytest.raises(Refused, match="收获"):
        pairing.finish(pair, "  ", by=two)
    pairing.finish(pair, "起音稳了。", by=two)
    done = Pair.objects.get(pk=pair.pk)
    assert done.state == State.DONE and done.outcome == "起音稳了。"
    assert not done.steps.filter(done_on=None).exists()
    assert done.steps.get(step=State.FOLLOW_UP).due_on == day
    assert set(kinds_to(one)) == {"pair.begun", "pair.moved"}


def test_steps_are_taken_in_order_and_by_the_two_alone():
    pair, stranger = pair_of(), TeacherFactory(signed_up=True).user
    lesson = ObservedLessonFactory(presenter=pair.first)
    with pytest.raises(Refused, match="先一起备好课"):
        pairing.hold(pair, lesson, by=pair.first.user)
    with pytest.raises(Refused, match="走完前面"):
        pairing.finish(pair, "好", by=pair.first.user)
    with pytest.raises(Refused, match="只有结对的两位"):
        pairing.add_plan(pair, by=stranger, text="插一脚")
    Pair.objects.filter(pk=pair.pk).update(state=State.TEACH)
    with pytest.raises(Refused, match="不是你们俩"):
        pairing.hold(pair, ObservedLessonFactory(), by=pair.first.user)


def test_partners_read_each_other_s_lessons_where_the_presenter_lets_them():
    pair = pair_of()
    assert circle_of(pair.first.user).partners == {pair.second_id}
    assert circle_of(pair.second.user).partners == {pair.first_id}
    pairing.end(pair, "停一停", by=person(Role.RESEARCHER))
    again = type(pair.first.user).objects.get(pk=pair.first.user_id)
    assert circle_of(again).partners == set()


# --- A silent partner ---------------------------------------------------------------------------------------
def still_since(pair, number):
    """The pair has not moved for so many teaching days."""
    day = teaching_days.before(timezone.localdate(), number) - timedelta(days=1)
    Pair.objects.filter(pk=pair.pk).update(moved_on=day)


@pytest.mark.parametrize(
    ("number", "reminded", "waits"), [(13, False, False), (14, True, False), (20, True, True)]
)
def test_who_stands_still_is_reminded_then_waits_for_the_lead(number, reminded, waits):
    pair, researcher = pair_of(), person(Role.RESEARCHER)
    still_since(pair, number)
    pairing.watch()
    pairing.watch()
    assert kinds_to(pair.first.user).count("pair.silent") == reminded
    assert kinds_to(pair.second.user).count("pair.silent") == reminded
    assert kinds_to(researcher) == ["pair.waits"] * waits
    assert Pair.objects.waiting_for_lead().exists() == waits


def test_a_move_ends_the_waiting_and_a_later_silence_is_told_anew():
    pair = pair_of()
    still_since(pair, 20)
    pairing.watch()
    pairing.add_plan(pair, by=pair.first.user, text="接着来")
    assert not Pair.objects.waiting_for_lead().exists()
    still_since(pair, 15)
    pairing.watch()
    assert kinds_to(pair.first.user).count("pair.silent") == 2


def test_only_the_organiser_sees_that_a_pair_waits(client):
    pair, researcher = pair_of(), person(Role.RESEARCHER)
    still_since(pair, 20)
    pairing.watch()
    seen = {}
    for user in (researcher, pair.first.user):
        client.force_login(user)
        seen[user] = "待牵头校协调" in client.get(pair.get_absolute_url()).content.decode()
    assert seen == {researcher: True, pair.first.user: False}
    assert any("待牵头校协调" in row.text for row in desk.rows_for(researcher))
    assert not any("待牵头校协调" in row.text for row in desk.rows_for(pair.first.user))


def test_pairing_anew_loses_nothing_and_is_the_organiser_s_alone():
    pair, other = pair_of(), TeacherFactory(signed_up=True)
    pairing.add_plan(pair, by=pair.first.user, text="一稿")
    with pytest.raises(Refused, match="组织单位"):
        pairing.pair_anew(pair, pair.first, other, "换一位", by=pair.first.user)
    researcher = person(Role.RESEARCHER)
    newer = pairing.pair_anew(pair, pair.first, other, "休产假", by=researcher)
    assert pairing.pair_anew(pair, pair.first, other, "休产假", by=researcher) == newer
    assert newer.continues == pair and newer.state == State.PLAN
    assert state_of(pair) == State.ENDED and pair.plans.get().text == "一稿"
    assert kinds_to(pair.second.user)[-1] == "pair.ended"


def test_the_portal_re_pairs_nobody_by_itself():
    pair = pair_of()
    still_since(pair, 60)
    pairing.watch()
    assert Pair.objects.get().state == State.PLAN


# --- Targets ------------------------------------------------------------------------------------------------
def test_targets_of_a_mentorship_are_counted_from_sheets_of_the_two():
    term = TermFactory()
    agreement = MentorshipFactory()
    for kind, number in agreement.targets.model.USUAL.items():
        agreement.targets.create(kind=kind, number=number)
    day = date(2026, 10, 12)
    taught = ObservedLessonFactory(presenter=agreement.mentor, held_on=day)
    shown = ObservedLessonFactory(presenter=agreement.mentee, held_on=day)
    sheet_of(taught, by=agreement.mentee.user, share=1)
    sheet_of(shown, by=agreement.mentor.user, share=1)
    sheet_of(shown, by=agreement.mentee.user, share=1)
    sheet_of(
        ObservedLessonFactory(presenter=agreement.mentor, held_on=date(2026, 5, 4)),
        by=agreement.mentee.user,
        share=1,
    )
    reviewing.reflect(shown, "太快", by=agreement.mentee.user)
    results = targets.of_mentorships([agreement], term)[agreement.pk]
    assert [result.text for result in results] == ["1/8", "1/4", "1/1", "1/2"]


def test_an_agreement_ends_after_its_years_or_when_it_was_ended():
    agreement = MentorshipFactory(signed_on=date(2024, 2, 29), years=2)
    assert agreement.until == date(2026, 3, 1)
    model = type(agreement)
    assert model.objects.active(date(2026, 2, 28)).exists()
    assert not model.objects.active(date(2026, 3, 1)).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        MentorshipFactory(years=4)


def test_a_studio_counts_what_its_people_did_together():
    term, studio = TermFactory(), MasterStudioFactory()
    member = StudioMemberFactory(studio=studio, joined_on=date(2026, 9, 1)).teacher
    lesson = ObservedLessonFactory(presenter=studio.master, held_on=date(2026, 10, 12))
    sheet_of(lesson, by=member.user, share=1)
    for kind in ("lessons", "reviews", "pairs", "sessions", "shared"):
        studio.targets.create(term=term, kind=kind, number=1)
    results = targets.of_studio(studio, term)
    assert [result.done for result in results] == [1, 1, 0, 0, 0]
    assert circle_of(member.user).studio_mates >= {studio.master_id}
