"""Writing sheets of observed lessons. This module alone writes lessons, reviews and scores.

A sheet is saved as often as its writer likes, and handed in once; from then on nothing in it changes. A save
carries a key, so that one sent twice (a phone that came back online) counts once, and the number of saves it
knows of, so that a second device does not overwrite the first unknowingly.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts import audit, constraints, inbox
from classrooms.models import LessonReview, ObservedLesson, RubricItem, Score
from classrooms.refusal import Refused

LOCKED = "这张评课表已经提交，不能再改。"
inbox.register(
    "review.submitted",
    title="收到评课：{lesson}",
    body="{reviewer}交了评课表。谁能看到，由您在评课页上决定。",
)


_listeners = []


def after_submitting(function):
    """Register `function(review, by=…)`, called in the transaction that hands a sheet in."""
    _listeners.append(function)
    return function


class Overtaken(Refused):
    """The sheet was changed elsewhere since this copy of it was read."""


@dataclass(frozen=True)
class Said:
    """What a sheet says: points and remarks by the key of the template's row."""

    notes: str = ""
    summary: str = ""
    points: dict[int, Decimal | None] = field(default_factory=dict)
    remarks: dict[int, str] = field(default_factory=dict)


def enter_lesson(*, by, presenter, topic, held_on, class_name="", **fields):
    """The lesson, entered unless somebody has entered the same one."""
    same = {"presenter": presenter, "held_on": held_on, "topic": topic, "class_name": class_name}
    with constraints.spoken_as(Refused), transaction.atomic():
        return ObservedLesson.objects.get_or_create(**same, defaults={"added_by": by, **fields})[0]


def lesson_of(session, *, by):
    """The lesson of a session: what its presenter taught there."""
    if session.presenter is None:
        raise Refused("这场活动没有写主讲教师，请按“其他课”登记。")
    known = ObservedLesson.objects.filter(session=session, presenter=session.presenter).first()
    return known or enter_lesson(
        by=by,
        presenter=session.presenter,
        topic=session.title[: ObservedLesson._meta.get_field("topic").max_length],
        held_on=timezone.localtime(session.starts_at).date(),
        subject=session.subject,
        session=session,
        method=ObservedLesson.Method.ONLINE if session.meeting_link else ObservedLesson.Method.ON_SITE,
        sample=session.sample,
    )


def start(lesson, rubric, *, by, sample=False):
    """The person's sheet of the lesson: a fresh one, or the one they have."""
    with constraints.spoken_as(Refused), transaction.atomic():
        return LessonReview.objects.get_or_create(
            lesson=lesson,
            reviewer=by,
            defaults={"rubric": rubric, "reviewer_name": by.name, "sample": sample},
        )[0]


def save(review, said, *, by, key="", revision=None, at=None):
    """Keep a draft. `revision`: the number of saves the writer's copy knows of; None overwrites."""
    with constraints.spoken_as(Refused), transaction.atomic():
        review = _lock(review, by)
        if key and review.last_key == key:
            return review
        _refuse_locked(review)
        if revision is not None and revision != review.revision:
            raise Overtaken("这张评课表在另一台设备上改过。")
        _write(review, said, key, at or timezone.now())
    return review


def submit(review, said, *, by, key="", revision=None, at=None):
    """Hand a sheet in: every row to be scored has its points, and nothing changes from now on."""
    at = at or timezone.now()
    with constraints.spoken_as(Refused), transaction.atomic():
        review = _lock(review, by)
        if review.is_locked:
            return review
        if revision is not None and revision != review.revision and review.last_key != key:
            raise Overtaken("这张评课表在另一台设备上改过。")
        _write(review, said, key, at)
        _refuse_unfinished(review)
        scored = [score for score in review.scores.all() if score.points is not None]
        review.points = sum((score.points for score in scored), Decimal(0)) if scored else None
        review.points_of = sum((score.maximum for score in scored), Decimal(0)) if scored else None
        review.state, review.submitted_at = LessonReview.State.SUBMITTED, at
        review.save()
        _tell_presenter(review)
        for function in _listeners:
            function(review, by=by)
        audit.record("提交评课", by=by, row=review)
    return review


def discard(review, *, by):
    """Throw a draft away; a lesson nobody else observed goes with it."""
    with transaction.atomic():
        review = _lock(review, by)
        _refuse_locked(review)
        lesson = review.lesson
        review.delete()
        if lesson.added_by_id == by.pk and not lesson.reviews.exists() and not lesson.reflection:
            lesson.delete()


def reflect(lesson, text, *, by, at=None):
    """The presenter's own view of the lesson."""
    _refuse_others(lesson, by)
    with transaction.atomic():
        lesson.reflection = text.strip()
        lesson.reflected_at = (at or timezone.now()) if lesson.reflection else None
        lesson.save(update_fields=["reflection", "reflected_at"])
        audit.record("教学反思", by=by, row=lesson)
    return lesson


def choose_visibility(lesson, visibility, *, by):
    """Let more, or fewer, people read what was said of the lesson."""
    _refuse_others(lesson, by)
    if visibility == lesson.visibility:
        return lesson
    with transaction.atomic():
        change = {"visibility": [lesson.visibility, visibility]}
        lesson.visibility = visibility
        lesson.save(update_fields=["visibility"])
        audit.record("评课可见范围", by=by, row=lesson, change=change)
    return lesson


def _lock(review, by):
    locked = LessonReview.objects.select_for_update(of=("self",)).select_related(
        "lesson__presenter__user", "rubric"
    )
    review = locked.get(pk=review.pk)
    if review.reviewer_id != by.pk:
        raise Refused("只能改自己的评课表。")
    return review


def _refuse_locked(review):
    if review.is_locked:
        raise Refused(LOCKED)


def _refuse_others(lesson, by):
    if lesson.presenter.user_id is None or lesson.presenter.user_id != by.pk:
        raise Refused("只有上课教师本人能写反思、定谁能看。")


def _write(review, said, key, at):
    """Put what was said into the rows, and count the save."""
    review.notes, review.summary = said.notes, said.summary
    review.saved_at, review.last_key, review.revision = at, key, review.revision + 1
    review.save()
    review.scores.all().delete()
    Score.objects.bulk_create(_scores(review, said))


def _scores(review, said):
    for item in RubricItem.objects.filter(rubric=review.rubric_id).exclude(kind=RubricItem.Kind.HEADING):
        points = said.points.get(item.pk) if item.kind == RubricItem.Kind.SCORE else None
        remark = said.remarks.get(item.pk, "").strip()
        if points is not None or remark:
            yield Score(review=review, item=item, points=points, maximum=item.maximum, remark=remark)


def _refuse_unfinished(review):
    asked = RubricItem.objects.filter(rubric=review.rubric_id, kind=RubricItem.Kind.SCORE)
    missing = asked.exclude(scores__review=review, scores__points__isnull=False)
    titles = list(missing.values_list("title", flat=True)[:3])
    if titles:
        raise Refused(f"还有{missing.count()}行没有打分：{'、'.join(titles)}。")
    if not asked.exists() and not review.scores.exclude(remark="").exists() and not review.summary.strip():
        raise Refused("还没有写评语，请至少写一句再提交。")


def _tell_presenter(review):
    presenter = review.lesson.presenter.user
    if presenter is not None and presenter.pk != review.reviewer_id:
        inbox.send(
            "review.submitted",
            [presenter],
            key=review.pk,
            payload={"lesson": str(review.lesson), "reviewer": review.reviewer_name},
            path=review.lesson.get_absolute_url(),
        )


def number_of_reviews(teachers, since, until):
    """{teacher key: sheets they handed in from one day to another}: counts of work done, never of marks."""
    found = LessonReview.objects.submitted().filter(
        reviewer__teacher__in=teachers, lesson__held_on__gte=since, lesson__held_on__lte=until
    )
    counted = {}
    for teacher in found.exclude(lesson__presenter=F("reviewer__teacher")).values_list(
        "reviewer__teacher", flat=True
    ):
        counted[teacher] = counted.get(teacher, 0) + 1
    return counted
