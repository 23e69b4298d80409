"""Stories on their way through the three reviews, for tests that are about something else or about these."""

from accounts.models import Unit
from accounts.roles import Role
from news import approval, reviewing
from tests.factories import UnitFactory, person


def seen(review):
    """The mark that the page of a review carries: what its reader saw."""
    return approval.mark_of(approval.snapshot(review.story))


def submitted(story, by=None):
    return reviewing.submit(story, by=by or person(Role.EDITOR))


def reviewer_of(step):
    """Somebody who may decide the step, found or newly appointed."""
    found = reviewing.people_of(step).first()
    return found or person(step.role, step.place)


def pass_step(review, by=None, **more):
    step = reviewing.current_step(review)
    reviewing.approve(step, by=by or reviewer_of(step), seen=seen(review), **more)
    review.refresh_from_db()
    return review


def approved(story, by=None):
    """The story, approved by three people as it stands."""
    review = submitted(story, by)
    while review.is_open:
        pass_step(review)
    story.refresh_from_db()
    return story


def school_people(name="示例小学"):
    """(the school's unit, its correspondent, its head)."""
    unit = UnitFactory(kind=Unit.Kind.SCHOOL, name=name)
    return unit, person(Role.CORRESPONDENT, unit), person(Role.HEAD, unit)
