"""How a viewer stands to a session: what they have, and what the page offers them to do."""

from dataclasses import dataclass, field

from django.db.models import F
from django.utils import timezone

from classrooms import eligible
from classrooms.fit import Fit, fits
from classrooms.models import Registration, Session, SessionQuota
from classrooms.partners import partners_of
from schools.models import Teacher

OPEN = {Session.Phase.OPEN, Session.Phase.QUEUE}


@dataclass(frozen=True)
class Standing:
    """`offer` names the one thing to do: sign_in, register, queue, together, answer, cancel, no_teacher,
    not_for (see `why_not`) or nothing ("")."""

    offer: str = ""
    registration: Registration | None = None
    place: int | None = None
    organises: bool = False
    fit: Fit | None = None
    why_not: str = ""
    # The full quota of a unit of the viewer's: a seat there waits though others are free.
    quota: SessionQuota | None = None
    # The registration that could be given up for this session.
    instead_of: Registration | None = None
    partners: list = field(default_factory=list)
    covers: list = field(default_factory=list)
    # Cancelling now asks for a reason.
    late: bool = False

    @property
    def sees_link(self):
        """The meeting is for those with a seat, and for who runs it."""
        return self.organises or bool(self.registration and self.registration.is_confirmed)


def standing(session, viewer):
    """Asks nothing of the database for a visitor, and the same few things for whoever is signed in."""
    phase = session.phase()
    if viewer is None:
        return Standing("sign_in" if phase in OPEN else "")
    organises = Session.objects.reachable_by(viewer, "organise").filter(pk=session.pk).exists()
    teacher = teacher_of(viewer)
    if teacher is None:
        return Standing("no_teacher" if phase in OPEN else "", organises=organises)
    registration = session.registrations.filter(teacher=teacher).first()
    if registration is None or not registration.is_active:
        return _of_newcomer(session, teacher, phase, registration, organises)
    over = phase in {Session.Phase.HELD, Session.Phase.CANCELLED} or session.has_begun
    offer = "" if over else "answer" if registration.is_offered else "cancel"
    covers = list(registration.covers.for_list()) if registration.is_confirmed else []
    late = registration.is_confirmed and timezone.now() >= session.cancellable_until
    return Standing(offer, registration, registration.place_in_queue, organises, covers=covers, late=late)


def _of_newcomer(session, teacher, phase, registration, organises):
    if phase not in OPEN:
        return Standing("", registration, organises=organises)
    if why := eligible.why_not(session, teacher):
        return Standing("not_for", registration, organises=organises, why_not=why)
    fit = fits(teacher, [session])[session.pk]
    if session.in_pairs:
        partners = list(partners_of(teacher))
        return Standing("together", registration, organises=organises, fit=fit, partners=partners)
    other = None
    if fit.session:
        mine = teacher.registrations.active().select_related("session")
        other = mine.filter(session=fit.session).first()
    quota = _full_quota(session, teacher)
    offer = "register" if phase == Session.Phase.OPEN and quota is None else "queue"
    return Standing(offer, registration, organises=organises, fit=fit, instead_of=other, quota=quota)


def _full_quota(session, teacher):
    if not session.has_quotas:
        return None
    own = session.quotas.filter(unit__in=eligible.units_of(teacher.school_id), taken__gte=F("limit"))
    return own.select_related("unit").first()


def teacher_of(user):
    """The teacher whose account this is, or None."""
    return Teacher.objects.of(user)
