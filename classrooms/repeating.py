"""A session that comes again: each time is a row of its own in one series, and moves by itself."""

from datetime import timedelta

from django.db import transaction

from classrooms.models import Session, SessionSeries
from classrooms.telling import Refused, record
from schools import calendar

MOST_TIMES = 20
MOMENTS = ("starts_at", "ends_at", "opens_at", "closes_at", "cancel_until")
KEPT = ("pk", "id", "series_id", *Session.KEPT_BY_BOOKING)


@transaction.atomic
def repeat(session, *, every_weeks, times, by, address=None):
    """So many more of the session, each so many weeks later; weeks without school on that day are left out.

    Returns the new sessions, unpublished where this one is. Seats, quotas and registrations are their own.
    """
    if not (1 <= every_weeks <= 8 and 1 <= times <= MOST_TIMES):
        raise Refused(f"间隔1至8周，最多再办{MOST_TIMES}次。")
    session = Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    if session.series_id is None:
        session.series = SessionSeries.objects.create(title=session.title, organiser=session.organiser)
        session.save(update_fields=["series"])
    made = []
    number = 0
    while len(made) < times and number < times + MOST_TIMES:
        number += 1
        again = _again(session, timedelta(weeks=every_weeks * number))
        day = again.starts_at.astimezone().date()
        taken = session.series.sessions.filter(starts_at=again.starts_at).exists()
        if not taken and (calendar.term_of(day) is None or calendar.school_day(day)):
            again.save()
            record("系列活动", again, by, address, series=[None, session.series_id])
            made.append(again)
    return made


def _again(session, later):
    values = {
        field.attname: getattr(session, field.attname)
        for field in Session._meta.concrete_fields
        if field.attname not in KEPT and not field.primary_key
    }
    values |= {name: values[name] + later for name in MOMENTS if values[name]}
    # Registration for a later one opens no later than the first's did: teachers plan ahead.
    values["opens_at"] = session.opens_at
    return Session(**values, series_id=session.series_id, capacity=session.capacity)
