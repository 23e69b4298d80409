"""The three classrooms in the admin."""

from classrooms.admin.pages import ClassroomPageAdmin
from classrooms.admin.sessions import RegistrationAdmin, SessionAdmin

__all__ = ["ClassroomPageAdmin", "RegistrationAdmin", "SessionAdmin"]
