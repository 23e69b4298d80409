"""Two reviewers at once, each on a connection of its own: a step is decided once, on either database."""

import threading

import pytest
from django.core.exceptions import ValidationError

from accounts.models import AuditEvent
from accounts.roles import Role
from news import reviewing
from news.models import ReviewStep, Step
from tests.factories import ArticleFactory, person
from tests.reviewing_kit import school_people, seen
from tests.test_booking_races import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two_heads():
    unit, writer, head = school_people()
    review = reviewing.submit(ArticleFactory(unit=unit), by=writer)
    return review, [head, person(Role.HEAD, unit)]


def deciding(review, head):
    """Approves what both saw; returns "passed", or why not."""
    step, mark = reviewing.current_step(review), seen(review)

    def act():
        try:
            reviewing.approve(step, by=head, seen=mark)
        except ValidationError as refusal:
            return refusal.messages[0]
        return "passed"

    return act


def decisions():
    return AuditEvent.objects.filter(action="一审通过").count()


@pytest.mark.both
def test_two_who_approve_at_once_pass_the_step_once(two_heads):
    review, heads = two_heads
    results = all_at_once(*(deciding(review, head) for head in heads))
    assert results.count("passed") == decisions() == 1
    assert any("已经审过" in one for one in results)
    review.refresh_from_db()
    assert review.at_step == Step.SECOND


@pytest.mark.postgres
def test_without_the_lock_both_would_have_passed_it(two_heads, monkeypatch):
    review, heads = two_heads
    barrier = threading.Barrier(2)

    def unlocked(step):
        found = ReviewStep.objects.select_related("review", "claimed_by", "author").get(pk=step.pk)
        barrier.wait(timeout=10)
        return found

    acts = [deciding(review, head) for head in heads]
    monkeypatch.setattr(reviewing, "_locked", unlocked)
    all_at_once(*acts)
    assert decisions() == 2
