"""Any history of a session, played beside the simplest model of seats and a queue: both must agree."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts.models import Message
from classrooms import booking
from classrooms.models import Registration
from tests.factories import SchoolFactory, SessionFactory, TeacherFactory, UserFactory

pytestmark = pytest.mark.django_db
PEOPLE = 5
WHO = st.integers(0, PEOPLE - 1)
# Those of the school that has a quota.
OURS = {0, 1}
State = Registration.State


class History(RuleBasedStateMachine):
    """People by number: `seated`, `offered` and `queue` (who, asks first); the first two are of a
    school that has `limit` seats at most. `told` counts promotions, `asked` offers that people read of."""

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.session = SessionFactory(capacity=1, starts_at=timezone.now() + timedelta(days=20))
        school = SchoolFactory()
        self.unit = school.unit
        self.people = [
            *TeacherFactory.create_batch(2, signed_up=True, school=school),
            *TeacherFactory.create_batch(PEOPLE - 2, signed_up=True),
        ]
        self.organiser = UserFactory()
        self.capacity, self.limit = 1, PEOPLE
        self.seated, self.offered, self.queue = set(), set(), []
        self.given = self.told = self.asked = 0

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    # --- the model ------------------------------------------------------------------------------------------
    @property
    def held(self):
        return self.seated | self.offered

    def room(self, who):
        return len(self.held) < self.capacity and (who > 1 or len(self.held & OURS) < self.limit)

    def fill(self):
        for who, asks in list(self.queue):
            if self.room(who):
                self.queue.remove((who, asks))
                (self.offered if asks else self.seated).add(who)
                self.told, self.asked = self.told + (not asks), self.asked + asks

    def leave(self, who):
        self.seated.discard(who)
        self.offered.discard(who)
        self.queue = [one for one in self.queue if one[0] != who]
        self.fill()

    def of(self, who):
        return self.session.registrations.filter(teacher=self.people[who]).first()

    # --- what happens ---------------------------------------------------------------------------------------
    @rule(who=WHO, asks=st.booleans())
    def register(self, who, asks):
        booking.register(self.session, self.people[who], by=self.people[who].user, ask_first=asks)
        if who in self.held or who in dict(self.queue):
            return
        if self.room(who) and not any(self.room(other) for other, _ in self.queue):
            self.seated.add(who)
        else:
            self.queue.append((who, asks))
            self.given += 1

    @rule(who=WHO, by_organiser=st.booleans())
    def cancel(self, who, by_organiser):
        registration = self.of(who)
        if registration is None:
            return
        by = self.organiser if by_organiser else self.people[who].user
        booking.cancel(registration, by=by, reason="调整")
        self.leave(who)

    @rule(who=WHO, goes=st.booleans())
    def answer(self, who, goes):
        if who not in self.offered:
            return
        act = booking.accept if goes else booking.decline
        act(self.of(who), by=self.people[who].user)
        if goes:
            self.offered.discard(who)
            self.seated.add(who)
        else:
            self.leave(who)

    @rule()
    def time_is_up(self):
        last = self.session.registrations.offered().order_by("-offer_expires_at").first()
        booking.expire_offers(at=last.offer_expires_at if last else None)
        self.offered = set()
        self.fill()

    @rule(number=st.integers(0, PEOPLE))
    def change_capacity(self, number):
        if number < max(1, len(self.held)):
            with pytest.raises(booking.Refused):
                booking.change_capacity(self.session, number, by=self.organiser)
            return
        booking.change_capacity(self.session, number, by=self.organiser)
        self.capacity = number
        self.fill()

    @rule(limit=st.integers(0, 2))
    def change_quota(self, limit):
        if limit < len(self.held & OURS):
            with pytest.raises(booking.Refused):
                booking.set_quota(self.session, self.unit, limit, by=self.organiser)
            return
        booking.set_quota(self.session, self.unit, limit, by=self.organiser)
        self.limit = limit
        self.fill()

    # --- what must hold -------------------------------------------------------------------------------------
    @invariant()
    def rows_say_the_same(self):
        rows = self.session.registrations.order_by("queue_number")
        number = {teacher.pk: who for who, teacher in enumerate(self.people)}
        by_state = {state: [number[row.teacher_id] for row in rows if row.state == state] for state in State}
        assert set(by_state[State.CONFIRMED]) == self.seated
        assert set(by_state[State.OFFERED]) == self.offered
        assert by_state[State.WAITING] == [who for who, _ in self.queue]

    @invariant()
    def counters_say_the_same(self):
        self.session.refresh_from_db()
        one = self.session
        counted = (one.capacity, one.taken, one.offered, one.waiting, one.last_number)
        assert counted == (self.capacity, len(self.held), len(self.offered), len(self.queue), self.given)
        for quota in one.quotas.all():
            assert quota.taken == len(self.held & OURS) <= quota.limit

    @invariant()
    def each_step_up_is_told_once(self):
        kinds = ("booking.promoted", "booking.offered")
        told = [Message.objects.filter(kind=kind).count() for kind in kinds]
        assert told == [self.told, self.asked]


def test_every_history_agrees_with_the_model():
    run_state_machine_as_test(
        History, settings=settings(max_examples=15, stateful_step_count=20, deadline=None, database=None)
    )


class PairHistory(RuleBasedStateMachine):
    """A session for partners: 0 with 1, 2 with 3, 4 with 5. Both have a seat or neither; nobody queues."""

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        starts = timezone.now() + timedelta(days=20)
        self.session = SessionFactory(capacity=3, in_pairs=True, starts_at=starts)
        self.people = TeacherFactory.create_batch(6, signed_up=True)
        self.organiser = UserFactory()
        self.capacity, self.seated = 3, set()

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def of(self, who):
        return self.session.registrations.filter(teacher=self.people[who]).first()

    @rule(who=st.integers(0, 5))
    def register_together(self, who):
        pair = {who, who ^ 1}
        mine, theirs = self.people[who], self.people[who ^ 1]
        if pair <= self.seated or (not pair & self.seated and len(self.seated) + 2 <= self.capacity):
            booking.register_together(self.session, mine, theirs, by=mine.user)
            self.seated |= pair
            return
        with pytest.raises(booking.Refused):
            booking.register_together(self.session, mine, theirs, by=mine.user)

    @rule(who=st.integers(0, 5))
    def cancel(self, who):
        if registration := self.of(who):
            booking.cancel(registration, by=self.people[who].user)
            self.seated.discard(who)

    @rule(who=st.integers(0, 5))
    def organiser_adds_one(self, who):
        if who in self.seated or len(self.seated) < self.capacity:
            booking.add(self.session, self.people[who], by=self.organiser, reason="伙伴请假")
            self.seated.add(who)
            return
        with pytest.raises(booking.Refused):
            booking.add(self.session, self.people[who], by=self.organiser, reason="伙伴请假")

    @rule(number=st.integers(1, 6))
    def change_capacity(self, number):
        if number >= len(self.seated):
            booking.change_capacity(self.session, number, by=self.organiser)
            self.capacity = number

    @invariant()
    def rows_and_counters_say_the_same(self):
        self.session.refresh_from_db()
        rows = {row.teacher_id: row for row in self.session.registrations.active()}
        assert set(rows) == {self.people[who].pk for who in self.seated}
        assert (self.session.taken, self.session.waiting) == (len(self.seated), 0)
        assert len(self.seated) <= self.session.capacity == self.capacity


def test_every_history_of_partners_agrees_with_the_model():
    run_state_machine_as_test(
        PairHistory, settings=settings(max_examples=8, stateful_step_count=12, deadline=None, database=None)
    )
