"""The live board: where each of today's relay lessons is at this moment."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db import models
from django.utils import timezone

from classrooms.models import Receipt, RelayLesson
from classrooms.relay_week import becoming, with_receipts

# Begun this long ago without a sign of the presenter: late.
LATE_AFTER = timedelta(minutes=5)


class Place(models.TextChoices):
    """The parts of the board, in their order; each lesson stands in the first that fits."""

    FAILED = "failed", "没有上成"
    LATE = "late", "迟开"
    NOW = "now", "正在上"
    NEXT = "next", "接下来"
    ASKED = "asked", "等接收教室确认"
    DONE = "done", "已确认"


@dataclass
class Part:
    place: Place
    lessons: list = field(default_factory=list)


def place_of(lesson, at):
    """Where a lesson with `heard` stands at a moment."""
    states = {one.state for one in lesson.heard}
    if Receipt.State.FAILED in states:
        return Place.FAILED
    if at < lesson.starts_at:
        return Place.NEXT
    if Receipt.State.CONFIRMED in states and Receipt.State.AWAITED not in states:
        return Place.DONE
    if at < lesson.ends_at and lesson.actual_end is None:
        silent = lesson.actual_start is None and Receipt.State.CONFIRMED not in states
        return Place.LATE if silent and at >= lesson.starts_at + LATE_AFTER else Place.NOW
    return Place.ASKED


def today(lessons, at=None):
    """[Part, …] of those parts of today that have lessons, what failed with its make-up; two questions."""
    at = at or timezone.now()
    parts = {place: Part(place) for place in Place}
    for lesson in with_receipts(lessons.standing().filter(date=timezone.localdate(at)).order_by("starts_at")):
        for one in lesson.heard:
            one.becoming = becoming(one)[1] if one.state == Receipt.State.FAILED else ""
        parts[place_of(lesson, at)].lessons.append(lesson)
    return [part for part in parts.values() if part.lessons]


def seen_by(user):
    return RelayLesson.objects.viewable_by(user)
