"""How a viewer stands to a session: what they have, and what the page offers them to do."""

from dataclasses import dataclass

from classrooms.models import Registration, Session
from schools.models import Teacher

OPEN = {Session.Phase.OPEN, Session.Phase.QUEUE}


@dataclass(frozen=True)
class Standing:
    """`offer` names the one thing to do: sign_in, register, queue, cancel, no_teacher or nothing ("")."""

    offer: str = ""
    registration: Registration | None = None
    place: int | None = None
    organises: bool = False

    @property
    def sees_link(self):
        """The meeting is for those with a seat, and for who runs it."""
        return self.organises or bool(self.registration and self.registration.is_confirmed)


def standing(session, viewer):
    """Asks nothing of the database for a visitor, and four things at most for who is signed in."""
    phase = session.phase()
    if viewer is None:
        return Standing("sign_in" if phase in OPEN else "")
    organises = Session.objects.reachable_by(viewer, "organise").filter(pk=session.pk).exists()
    teacher = teacher_of(viewer)
    if teacher is None:
        return Standing("no_teacher" if phase in OPEN else "", organises=organises)
    registration = session.registrations.filter(teacher=teacher).first()
    if registration is None or not registration.is_active:
        offers = {Session.Phase.OPEN: "register", Session.Phase.QUEUE: "queue"}
        return Standing(offers.get(phase, ""), registration, organises=organises)
    over = phase in {Session.Phase.HELD, Session.Phase.CANCELLED} or session.has_begun
    return Standing("" if over else "cancel", registration, registration.place_in_queue, organises)


def teacher_of(user):
    """The teacher whose account this is, or None."""

    return Teacher.objects.select_related("school").filter(user=user).first()
