"""The three classrooms in the admin."""

from classrooms.admin.last_lessons import LastLessonAdmin
from classrooms.admin.library import RecordingAdmin, ResourceAdmin, ShowcaseAdmin
from classrooms.admin.needs import MatchProposalAdmin, SubjectNeedAdmin, SubjectOfferAdmin
from classrooms.admin.pages import ClassroomPageAdmin
from classrooms.admin.pairs import MasterStudioAdmin, PairingCycleAdmin
from classrooms.admin.relay import ReceiptAdmin, RelayCourseAdmin, RelayLessonAdmin
from classrooms.admin.rubrics import RubricAdmin
from classrooms.admin.sessions import RegistrationAdmin, SessionAdmin
from classrooms.admin.tours import SpotCheckAdmin

__all__ = [
    "ClassroomPageAdmin",
    "LastLessonAdmin",
    "MasterStudioAdmin",
    "PairingCycleAdmin",
    "MatchProposalAdmin",
    "ReceiptAdmin",
    "RecordingAdmin",
    "ResourceAdmin",
    "ShowcaseAdmin",
    "RegistrationAdmin",
    "RelayCourseAdmin",
    "RelayLessonAdmin",
    "RubricAdmin",
    "SessionAdmin",
    "SpotCheckAdmin",
    "SubjectNeedAdmin",
    "SubjectOfferAdmin",
]
