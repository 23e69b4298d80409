"""Rows of lesson reviews for tests."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from classrooms import reviewing, rubrics
from classrooms.models import ObservedLesson, Rubric, RubricItem
from tests.factories.accounts import district
from tests.factories.schools import TeacherFactory


class RubricFactory(DjangoModelFactory):
    """A template without rows; `rubric_of` makes one with them."""

    class Meta:
        model = Rubric

    unit = factory.LazyFunction(district)
    name = factory.Sequence(lambda n: f"评课表{n}")


class RubricItemFactory(DjangoModelFactory):
    class Meta:
        model = RubricItem

    rubric = factory.SubFactory(RubricFactory)
    order = factory.Sequence(lambda n: n + 1)
    kind = RubricItem.Kind.HEADING
    title = "教学目标"


def rubric_of(outline="目标明确 10\n学生活动 20\n反馈及时 10", **fields):
    rubric = RubricFactory(**fields)
    return rubrics.write(rubric, rubrics.parse(outline, scored=rubric.scored))


class ObservedLessonFactory(DjangoModelFactory):
    class Meta:
        model = ObservedLesson

    presenter = factory.SubFactory(TeacherFactory, signed_up=True)
    topic = factory.Sequence(lambda n: f"认识分数{n}")
    held_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1))


def sheet_of(lesson=None, rubric=None, by=None, share=None):
    """A draft of a lesson; with a `share` (0 to 1) it is handed in with that part of each maximum."""
    by = by or TeacherFactory(signed_up=True).user
    review = reviewing.start(lesson or ObservedLessonFactory(), rubric or rubric_of(), by=by)
    if share is None:
        return review
    scored = review.rubric.items.filter(kind="score")
    said = reviewing.Said(points={item.pk: item.maximum * share for item in scored}, summary="好。")
    return reviewing.submit(review, said, by=by)
