"""Lessons a person is likely to want a sheet for: of sessions they attend, and entered around them."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from classrooms.circles import circle_of
from classrooms.models import ObservedLesson, Registration, Session
from schools.models import OpenLesson

DAYS_BACK = 14
SHOWN = 12
# Not lessons, though presented by somebody.
WITHOUT_A_LESSON = (Session.Stage.PREPARE, Session.Stage.REVIEW, Session.Stage.DISCUSSION)


def sessions_to_review(user, at=None):
    """Sessions with a lesson that the person has a seat at, or runs, from a day ahead to two weeks after."""
    at = at or timezone.now()
    seats = Registration.objects.of(user).confirmed().values("session")
    organised = Session.objects.reachable_by(user, "organise").values("pk")
    return list(
        Session.objects.filter(Q(pk__in=seats) | Q(pk__in=organised) | Q(presenter__user=user))
        .filter(cancelled_at=None, presenter__isnull=False)
        .exclude(stage__in=WITHOUT_A_LESSON)
        .exclude(observed_lessons__reviews__reviewer=user)
        .filter(starts_at__gte=at - timedelta(days=DAYS_BACK), starts_at__lte=at + timedelta(hours=12))
        .for_list()
        .order_by("-starts_at", "-pk")[:SHOWN]
    )


def lessons_to_join(user, today=None):
    """Lessons entered in the last two weeks, of the person's schools and of those they work with."""
    today = today or timezone.localdate()
    circle = circle_of(user)
    near = Q(presenter__school__in=circle.own_schools) | Q(
        presenter__in=circle.partners | circle.studio_mates
    )
    return list(
        ObservedLesson.objects.filter(near)
        .filter(held_on__gte=today - timedelta(days=DAYS_BACK))
        .exclude(reviews__reviewer=user)
        .for_list()[:SHOWN]
    )


def open_lessons_to_review(user, today=None):
    """Open lessons of the rota at the person's schools, of the last two weeks and today, not yet entered."""
    today = today or timezone.localdate()
    entered = ObservedLesson.objects.filter(
        presenter=OuterRef("teacher"), held_on=OuterRef("held_on"), topic=OuterRef("topic")
    )
    found = OpenLesson.objects.filter(
        group__school__in=circle_of(user).own_schools,
        held_on__range=(today - timedelta(days=DAYS_BACK), today),
    ).exclude(teacher__user=user)
    rows = found.filter(~Exists(entered)).select_related("teacher__school", "group__subject")
    return list(rows.order_by("-held_on", "pk")[:SHOWN])
