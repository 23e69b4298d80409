"""The demo in the order in which its rows need each other."""

from django.db import transaction
from django.utils import timezone

from liangping_portal.demo import (
    calendar,
    classrooms,
    cooperation,
    coverage,
    covers,
    enrolment,
    groups,
    happenings,
    last_lessons,
    library,
    newsroom,
    pairs,
    pictures,
    places,
    programmes,
    relay,
    reviews,
    rotation,
    sample_district,
    sample_school,
    schools,
    sessions,
    standard,
    teachers,
    wordings,
    writing,
)
from liangping_portal.demo.ledger import Ledger
from publishing.models import raise_version

SECTIONS = ("news", "schools", "groups", "enrolment", "classrooms")


@transaction.atomic
def load(today=None):
    """Write what is missing and renew what nobody edited; returns the `Ledger` of the run."""
    today = today or timezone.localdate()
    ledger = Ledger()
    places.load(ledger)
    calendar.load(ledger, today)
    pictures.load(ledger)
    schools.load(ledger)
    programmes.load(ledger)
    groups.load(ledger)
    cooperation.load(ledger)
    classrooms.load(ledger)
    sample_school.load_profile(ledger)
    sample_school.load_programmes(ledger)
    teachers.load(ledger)
    standard.load(ledger)
    sample_school.load_timetable(ledger)
    sample_school.load_catchment(ledger)
    sample_district.load(ledger)
    enrolment.load(ledger)
    sessions.load(ledger, today)
    relay.load(ledger, today)
    rotation.load(ledger)
    coverage.load(ledger, today)
    reviews.load(ledger, today)
    wordings.load(ledger)
    pairs.load(ledger, today)
    library.load(ledger, today)
    last_lessons.load(ledger)
    writing.load(ledger)
    happenings.load(ledger, today)
    if ledger.made or ledger.renewed:
        raise_version(*SECTIONS)
    return ledger


@transaction.atomic
def seat_sign_ins(ledger):
    """Give those who may sign in their teacher and something on their desk; their accounts exist by now."""
    teachers.link(ledger)
    sessions.load_seats(ledger)
    covers.load(ledger)
    newsroom.load(ledger)
    relay.load_roles(ledger)
    reviews.load_drafts(ledger)
    pairs.load_for_sign_ins(ledger)
