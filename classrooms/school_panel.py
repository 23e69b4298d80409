"""What a school's page shows of sessions: those it hosts that are still to come."""

from classrooms.models import Session
from schools import panels

SHOWN = 4


@panels.register("sessions", 60, "classrooms/school_panel.html", title="教研活动", side=True)
def hosted_sessions(schools, viewer):
    """{school: its next sessions}."""
    sessions = Session.objects.published().filter(host__in=schools, cancelled_at=None).coming().for_list()
    found = {}
    for session in sessions[: SHOWN * len(schools)]:
        rows = found.setdefault(session.host_id, [])
        if len(rows) < SHOWN:
            rows.append(session)
    return found
