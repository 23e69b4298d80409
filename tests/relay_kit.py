"""A relay as the tests need it: two schools with bells, a music course on Tuesdays, a class that receives it.

The clock stands still (`stand_at`), so that these days are never past by surprise.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from accounts.roles import Role
from classrooms import relaying
from classrooms.models import RelayCourse
from tests import factories as make

# Weeks 12 (even) and 13 (odd) of a term that opens on Tuesday 1 September 2026.
MONDAY, TUESDAY, NEXT_TUESDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 24)
BELLS = ((1, time(8, 30), time(9, 10)), (2, time(9, 20), time(10)), (3, time(10, 25), time(11, 5)))


def moment(day, hour, minute=0):
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


BEFORE = moment(MONDAY, 8)
DURING = moment(TUESDAY, 10, 40)
AFTER = moment(TUESDAY, 11, 10)


def stand_at(monkeypatch, at):
    """Let it be this moment everywhere."""
    monkeypatch.setattr(timezone, "now", lambda: at)


def school_with_bells(later=0, **fields):
    """A school whose bells ring so many minutes later than the presenter's."""
    school = make.SchoolFactory(**fields)
    for number, starts, ends in BELLS:
        hours = [time(*divmod(clock.hour * 60 + clock.minute + later, 60)) for clock in (starts, ends)]
        make.BellPeriodFactory(school=school, number=number, starts_at=hours[0], ends_at=hours[1])
    return school


@dataclass
class Relay:
    course: object
    receiver: object
    assistant: object

    @property
    def lessons(self):
        return list(self.course.lessons.order_by("starts_at"))

    @property
    def lesson(self):
        return self.course.lessons.get(date=TUESDAY)

    @property
    def receipt(self):
        return self.lesson.receipts.get()


def running(until=date(2026, 12, 4), since=BEFORE, later=8, **fields):
    """A course in period 3 of Tuesdays with one receiving class whose bells ring 8 minutes later."""
    presenter = make.TeacherFactory(school=school_with_bells(), signed_up=True)
    course = make.RelayCourseFactory(
        presenter=presenter, until_on=until, status=RelayCourse.Status.DRAFT, **fields
    )
    make.RelaySlotFactory(course=course)
    receiving = school_with_bells(later)
    assistant = make.TeacherFactory(school=receiving, signed_up=True)
    group = make.TeachingGroupFactory(school=receiving)
    receiver = relaying.add_receiver(course, group, assistant=assistant)
    RelayCourse.objects.filter(pk=course.pk).update(status=RelayCourse.Status.RUNNING)
    relaying.schedule(course, since=since)
    course.refresh_from_db()
    return Relay(course, receiver, assistant)


def affairs_of(relay):
    """Who keeps the receiving school's teaching affairs."""
    return make.person(Role.AFFAIRS, relay.receiver.group.school.unit)
