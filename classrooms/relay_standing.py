"""Who stands how to a relay lesson, and which rows of relays a person may open."""

from dataclasses import dataclass, field

from django.db.models import Q

from accounts.rights import reach
from classrooms import receipts
from classrooms.models import ClassTour, Receipt, RelayCourse, RelayLesson


def lessons_for(user):
    """Lessons that a person's roles reach, presents, or helps to receive."""
    helped = Receipt.objects.standing().filter(receiver__assistant__user=user)
    return RelayLesson.objects.filter(
        Q(pk__in=RelayLesson.objects.viewable_by(user).values("pk"))
        | Q(presenter__user=user)
        | Q(pk__in=helped.values("lesson"))
    )


def courses_for(user):
    helped = RelayCourse.objects.filter(receivers__assistant__user=user, receivers__left_on=None)
    return RelayCourse.objects.filter(
        Q(pk__in=RelayCourse.objects.viewable_by(user).values("pk"))
        | Q(presenter__user=user)
        | Q(pk__in=helped.values("pk"))
    )


@dataclass(frozen=True)
class RelayStanding:
    """`answers`: keys of the lesson's receipts that the person may answer."""

    presents: bool = False
    organises: bool = False
    tours: bool = False
    answers: frozenset = field(default_factory=frozenset)
    sees_all: bool = False

    @property
    def takes_part(self):
        """Those who need the address of the meeting."""
        return self.presents or self.organises or bool(self.answers)


def standing(lesson, user):
    presents = lesson.presenter.user_id == user.pk
    organises = RelayLesson.objects.editable_by(user).filter(pk=lesson.pk).exists()
    held = reach(user, "view", "classrooms.relaylesson")
    at_presenter = held.everything or lesson.course.school.unit_id in held.units
    answers = receipts.answerable_by(user).filter(lesson=lesson).values_list("pk", flat=True)
    return RelayStanding(
        presents=presents,
        organises=organises,
        tours=may_tour(user, lesson),
        answers=frozenset(answers),
        sees_all=presents or organises or at_presenter,
    )


def may_tour(user, lesson):
    """Who looks in on lessons at all, on those within their sight."""
    if not reach(user, "add", ClassTour._meta.label_lower):
        return False
    return RelayLesson.objects.viewable_by(user).filter(pk=lesson.pk).exists()


def shown_receipts(lesson, user, stands):
    """All receivers' rows for the presenting and organising side, else those of the person's own classes."""
    found = lesson.receipts.standing().for_list().select_related("make_up")
    found = found.order_by("group__school__official_order", "pk")
    if stands.sees_all:
        return found
    seen = Receipt.objects.viewable_by(user)
    return found.filter(Q(pk__in=seen.values("pk")) | Q(receiver__assistant__user=user))
