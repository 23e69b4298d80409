"""The three classrooms: their pages, and the teachers' sessions with who takes part."""

from classrooms.models.pages import Classroom, ClassroomPage
from classrooms.models.sessions import Registration, RegistrationQuerySet, Session, SessionQuerySet

__all__ = [
    "Classroom",
    "ClassroomPage",
    "Registration",
    "RegistrationQuerySet",
    "Session",
    "SessionQuerySet",
]
