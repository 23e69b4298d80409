"""Sessions and relay lessons in a teacher's own calendar, and one session's calendar file."""

from accounts import agenda
from classrooms.models import Registration, Session
from classrooms.standing import teacher_of
from schools import busy

# Spans of these kinds have entries of their own, or stand in the school's timetable.
NOT_AGAIN = frozenset({"lesson", "exam", "session", "presented"})


def event_of(session, note=""):
    """The meeting's password is never in a file that other programs read."""
    return agenda.Event(
        uid=f"session-{session.pk}",
        start=session.starts_at,
        end=session.ends_at,
        title=f"{'【示例】' if session.sample else ''}{session.title}",
        place=session.where,
        note=note or session.summary,
        path=session.get_absolute_url(),
        sequence=session.calendar_sequence,
        cancelled=bool(session.cancelled_at),
        changed_at=session.visible_from,
    )


@agenda.register("sessions")
def sessions_of(user, start, end):
    teacher = teacher_of(user)
    if teacher is None:
        return
    rows = Registration.objects.of(user).seated().filter(session__starts_at__range=(start, end))
    seen = set()
    for row in rows.select_related("session__host"):
        seen.add(row.session_id)
        yield event_of(row.session, "待确认，请打开页面接受" if row.is_offered else "")
    presented = Session.objects.published().filter(presenter=teacher, starts_at__range=(start, end))
    for session in presented.exclude(pk__in=seen).select_related("host"):
        yield event_of(session, "您是主讲")


@agenda.register("relay")
def relay_of(user, start, end):
    teacher = teacher_of(user)
    for span in busy.busy(teacher, start, end) if teacher else ():
        if span.kind not in NOT_AGAIN:
            key = "-".join(map(str, span.key)) or f"{span.start:%Y%m%d%H%M}"
            yield agenda.Event(
                f"{span.kind}-{key}-{teacher.pk}", span.start, span.end, span.text, path=span.path
            )
