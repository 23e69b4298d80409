"""Targets of mentorships and studios beside what was done: counted from records, in a term, never marks."""

from dataclasses import dataclass

from django.db.models import Count, F, Q

from classrooms.models import LessonReview, ObservedLesson, Pair, Session, StudioMember, StudioTarget
from groups.models import MentorshipTarget


@dataclass(frozen=True)
class Result:
    """A target with how much of it was done."""

    name: str
    number: int
    done: int

    @property
    def is_met(self):
        return self.done >= self.number

    @property
    def text(self):
        return f"{self.done}/{self.number}"


def of_mentorships(mentorships, term):
    """{mentorship key: its results in a term}; asks the same number of times however many there are."""
    mentorships = list(mentorships)
    targets = MentorshipTarget.objects.filter(mentorship__in=mentorships)
    counted = _counts_of_mentorships(mentorships, term) if term else {}
    found = {one.pk: [] for one in mentorships}
    for target in targets:
        done = counted.get((target.mentorship_id, target.kind), 0)
        found[target.mentorship_id].append(Result(target.get_kind_display(), target.number, done))
    return found


def _counts_of_mentorships(mentorships, term):
    Kind, days = MentorshipTarget.Kind, (term.starts_on, term.ends_on)
    people = {one.mentor_id for one in mentorships} | {one.mentee_id for one in mentorships}
    sheets = LessonReview.objects.submitted().filter(
        reviewer__teacher__in=people, lesson__presenter__in=people, lesson__held_on__range=days
    )
    seen = {}
    for pair in sheets.values_list("reviewer__teacher", "lesson__presenter"):
        seen[pair] = seen.get(pair, 0) + 1
    lessons = _lessons_of(people, days)
    counted = {}
    for one in mentorships:
        open_lessons, reflections = lessons.get(one.mentee_id, (0, 0))
        counted |= {
            (one.pk, Kind.MENTEE_OBSERVES): seen.get((one.mentee_id, one.mentor_id), 0),
            (one.pk, Kind.MENTOR_OBSERVES): seen.get((one.mentor_id, one.mentee_id), 0),
            (one.pk, Kind.REPORT_LESSON): open_lessons,
            (one.pk, Kind.REFLECTION): reflections,
        }
    return counted


def _lessons_of(teachers, days):
    """{teacher: (lessons with a sheet handed in by another, lessons reflected upon)}."""
    others = Q(reviews__state=LessonReview.State.SUBMITTED) & ~Q(reviews__reviewer__teacher=F("presenter"))
    found = ObservedLesson.objects.filter(presenter__in=teachers, held_on__range=days).order_by()
    counted = found.values_list("presenter").annotate(
        seen=Count("pk", filter=others, distinct=True),
        reflected=Count("pk", filter=~Q(reflected_at=None), distinct=True),
    )
    return {presenter: (seen, reflected) for presenter, seen, reflected in counted}


_shared = []


def count_shared(function):
    """Register `function(teachers, days) -> number` of recordings and resources they shared."""
    _shared.append(function)
    return function


def of_studio(studio, term):
    """A studio's results in a term: what its master and members did together."""
    if term is None:
        return []
    days = (term.starts_on, term.ends_on)
    members = StudioMember.objects.filter(studio=studio, joined_on__lte=term.ends_on)
    teachers = {studio.master_id, *members.values_list("teacher", flat=True)}
    results = []
    for target in StudioTarget.objects.filter(studio=studio, term=term):
        done = COUNTS[target.kind](teachers, days)
        results.append(Result(target.get_kind_display(), target.number, done))
    return results


def _sessions(teachers, days):
    held = Session.objects.filter(presenter__in=teachers, cancelled_at=None)
    return held.filter(starts_at__date__range=days).count()


def _reviews(teachers, days):
    found = LessonReview.objects.submitted().filter(reviewer__teacher__in=teachers)
    return found.filter(lesson__held_on__range=days).count()


def _pairs(teachers, days):
    done = Pair.objects.filter(state=Pair.State.DONE, moved_on__range=days)
    return done.filter(Q(first__in=teachers) | Q(second__in=teachers)).count()


def _open_lessons(teachers, days):
    return sum(seen for seen, _ in _lessons_of(teachers, days).values())


def _all_shared(teachers, days):
    return sum(function(teachers, days) for function in _shared)


Kind = StudioTarget.Kind
COUNTS = {
    Kind.SESSIONS: _sessions,
    Kind.LESSONS: _open_lessons,
    Kind.REVIEWS: _reviews,
    Kind.PAIRS: _pairs,
    Kind.SHARED: _all_shared,
}
