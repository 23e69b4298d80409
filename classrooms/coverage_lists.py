"""The lists beside the boards of coverage: what inspectors saw, relays that failed, who comes from another
school, and equipment that nobody uses. Beside the figures, never mixed into them."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, Q
from django.utils import timezone

from classrooms.models import Receipt, RelayLesson, SpotCheck, SubjectNeed
from groups.models import Rotation
from schools.models import Figure, Lesson

# Equipment is idle where no relay was received or presented for so long.
IDLE = timedelta(weeks=4)
# The figure by which a school says that it has the equipment.
ROOMS = "网络多媒体教室"


# --- what was seen ------------------------------------------------------------------------------------------
def checks(user, schools, term):
    """What inspectors saw at these schools in a term, newest first."""
    found = SpotCheck.objects.viewable_by(user).filter(group__school__in=schools.order_by())
    found = found.filter(date__range=(term.starts_on, term.ends_on))
    return found.select_related("group__school", "planned", "seen", "checked_by")


@dataclass(frozen=True)
class Seen:
    """How many periods were looked at, and how many of them were not what the timetable says."""

    looked: int
    differing: int


def seen(user, schools, term):
    differs = Q(seen__isnull=True) | ~Q(seen=F("planned"))
    counted = checks(user, schools, term).order_by()
    return Seen(**counted.aggregate(looked=Count("pk"), differing=Count("pk", filter=differs)))


# --- relays that failed -------------------------------------------------------------------------------------
def failed(schools, first, last, reason=""):
    """Receipts of relays that did not take place, newest first, with what `relay_week.becoming` asks."""
    found = Receipt.objects.failed().between(first, last).filter(group__school__in=schools.order_by())
    if reason in Receipt.Reason.values:
        found = found.filter(reason=reason)
    rows = found.select_related(
        "group__school", "lesson__course__subject", "lesson__presenter__school", "make_up"
    )
    return rows.order_by("-date", "group", "period_no", "pk")


def reason_counts(schools, first, last):
    """[(reason key, words, number), …] for the choice above the list of failures."""
    counted = failed(schools, first, last).order_by().values_list("reason").annotate(number=Count("pk"))
    return [
        (reason, Receipt.Reason(reason).label, number)
        for reason, number in counted.order_by("-number", "reason")
    ]


# --- teachers of other schools ------------------------------------------------------------------------------
@dataclass(frozen=True)
class Visit:
    """Weekly periods of a subject that a teacher of another school gives at a school."""

    teacher: object
    school: object
    subject: object
    periods: int
    rotation: object = None

    @property
    def said(self):
        """轮岗 where the group's list says so; else nobody has entered it, and it reads 走教."""
        return self.rotation.get_kind_display() if self.rotation else "走教（集团轮岗名单里没有）"


def visits(schools, on=None):
    """([Visit, …], [Rotation, …] arrived without a lesson in the timetable) at these schools on a day."""
    on = on or timezone.localdate()
    keys = schools.order_by().values("pk")
    lessons = Lesson.objects.on(on).filter(group__school__in=keys).exclude(teacher__school=F("group__school"))
    lessons = lessons.exclude(teacher=None).select_related("teacher__school", "group__school", "subject")
    arrived = {
        (one.teacher_id, one.to_school_id): one
        for one in Rotation.objects.filter(
            to_school__in=keys, status=Rotation.Status.ARRIVED, starts_on__lte=on, ends_on__gte=on
        ).select_related("teacher__school", "to_school")
    }
    counted = {}
    for one in lessons:
        key = one.teacher, one.group.school, one.subject
        counted[key] = counted.get(key, 0) + 1
    rows = [
        Visit(*key, periods, arrived.get((key[0].pk, key[1].pk)))
        for key, periods in sorted(counted.items(), key=lambda pair: [one.pk for one in reversed(pair[0])])
    ]
    teaching = {(row.teacher.pk, row.school.pk) for row in rows}
    shadowing = Rotation.Kind.SHADOWING
    return rows, [one for key, one in arrived.items() if key not in teaching and one.kind != shadowing]


# --- equipment ----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Idle:
    """A school that has the equipment and used it for no relay of late, with what it lacks meanwhile."""

    school: object
    had: str
    lacking: int


def idle(schools, term, on=None):
    """[Idle, …] of these schools. Known to have the equipment: those that say so in their figures, and those
    that took part in a relay this term."""
    on = on or timezone.localdate()
    keys = schools.order_by().values("pk")
    rooms = _rooms(keys)
    received, presented = _used(keys, term.starts_on, on)
    taken_part = received | presented
    late = set.union(*_used(keys, max(term.starts_on, on - IDLE), on))
    quiet = (set(rooms) | taken_part) - late
    lacking = _lacking(quiet, term)
    return [
        Idle(school, rooms.get(school.pk) or "本学期用过专递课", lacking.get(school.pk, 0))
        for school in schools.filter(pk__in=quiet)
    ]


def _rooms(keys):
    """{school: how many rooms with equipment, in words} by the newest figure of each."""
    figures = Figure.objects.filter(school__in=keys, kind=ROOMS, value__gt=0).order_by("school_year__start")
    return {one.school_id: f"{ROOMS}{one.value.normalize():f}{one.unit or '间'}" for one in figures}


def _used(keys, first, last):
    """(schools that received, schools that presented) a relay that took place between two days."""
    received = Receipt.objects.filter(state=Receipt.State.CONFIRMED, group__school__in=keys)
    held = RelayLesson.objects.filter(state=RelayLesson.State.HELD, presenter__school__in=keys)
    return (
        set(received.between(first, last).order_by().values_list("group__school", flat=True)),
        set(held.between(first, last).order_by().values_list("presenter__school", flat=True)),
    )


def _lacking(schools, term):
    """{school: periods a week that its classes lack}."""
    found = {}
    open_needs = SubjectNeed.objects.filter(
        term=term, state=SubjectNeed.State.OPEN, group__school__in=schools
    )
    for school, periods in open_needs.order_by().values_list("group__school", "periods"):
        found[school] = found.get(school, 0) + periods
    return found
