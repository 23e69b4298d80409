"""Any history of a session, played beside the simplest model of seats and a queue: both must agree."""

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts.models import Message
from classrooms import booking
from classrooms.models import Registration
from tests.factories import SessionFactory, TeacherFactory, UserFactory

pytestmark = pytest.mark.django_db
PEOPLE = 5
WHO = st.integers(0, PEOPLE - 1)
State = Registration.State


class History(RuleBasedStateMachine):
    """`seated` and `queue` hold people by number; `told` counts promotions that a person must read of."""

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.session = SessionFactory(capacity=1)
        self.people = TeacherFactory.create_batch(PEOPLE, signed_up=True)
        self.organiser = UserFactory()
        self.capacity, self.seated, self.queue, self.given, self.told = 1, set(), [], 0, 0

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def fill(self):
        while self.queue and len(self.seated) < self.capacity:
            self.seated.add(self.queue.pop(0))
            self.told += 1

    def leave(self, who):
        self.seated.discard(who)
        if who in self.queue:
            self.queue.remove(who)
        self.fill()

    @rule(who=WHO)
    def register(self, who):
        booking.register(self.session, self.people[who], by=self.people[who].user)
        if who in self.seated or who in self.queue:
            return
        if len(self.seated) < self.capacity and not self.queue:
            self.seated.add(who)
        else:
            self.queue.append(who)
            self.given += 1

    @rule(who=WHO, by_organiser=st.booleans())
    def cancel(self, who, by_organiser):
        registration = self.session.registrations.filter(teacher=self.people[who]).first()
        if registration is None:
            return
        by = self.organiser if by_organiser else self.people[who].user
        booking.cancel(registration, by=by, reason="调整")
        self.leave(who)

    @rule(number=st.integers(0, PEOPLE))
    def change_capacity(self, number):
        if number < max(1, len(self.seated)):
            with pytest.raises(booking.Refused):
                booking.change_capacity(self.session, number, by=self.organiser)
            return
        booking.change_capacity(self.session, number, by=self.organiser)
        self.capacity = number
        self.fill()

    @invariant()
    def rows_say_the_same(self):
        rows = self.session.registrations.order_by("queue_number")
        number = {teacher.pk: who for who, teacher in enumerate(self.people)}
        by_state = {state: [number[row.teacher_id] for row in rows if row.state == state] for state in State}
        assert set(by_state[State.CONFIRMED]) == self.seated
        assert by_state[State.WAITING] == self.queue

    @invariant()
    def counters_say_the_same(self):
        self.session.refresh_from_db()
        counted = (self.session.capacity, self.session.taken, self.session.waiting, self.session.last_number)
        assert counted == (self.capacity, len(self.seated), len(self.queue), self.given)

    @invariant()
    def each_promotion_is_told_once(self):
        assert Message.objects.filter(kind="booking.promoted").count() == self.told


def test_every_history_agrees_with_the_model():
    run_state_machine_as_test(
        History, settings=settings(max_examples=15, stateful_step_count=20, deadline=None, database=None)
    )
