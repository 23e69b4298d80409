"""What sessions keep a teacher busy with: seats, offered ones too, and what they present."""

from classrooms.models import Registration, Session
from schools import busy


@busy.register("sessions")
def seats(teachers, start, end):
    found = Registration.objects.seated().filter(
        teacher__in=teachers,
        session__cancelled_at=None,
        session__starts_at__lt=end,
        session__ends_at__gt=start,
    )
    for registration in found.select_related("session"):
        yield registration.teacher_id, of_session(registration.session, "session")


@busy.register("presented")
def presented(teachers, start, end):
    found = Session.objects.filter(
        presenter__in=teachers, cancelled_at=None, starts_at__lt=end, ends_at__gt=start
    )
    for session in found:
        yield session.presenter_id, of_session(session, "presented")


def of_session(session, kind):
    words = f"主讲：{session.title}" if kind == "presented" else session.title
    return busy.Span(
        session.starts_at, session.ends_at, kind, words, session.get_absolute_url(), (session.pk,)
    )
