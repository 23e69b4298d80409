"""The three classrooms: their pages, the teachers' sessions, relay courses with lessons and receipts."""

from classrooms.models.attendance import Attendance, AttendanceQuerySet, Certificate, CertificateQuerySet
from classrooms.models.cover import Cover, CoverQuerySet
from classrooms.models.coverage import CoverageDay
from classrooms.models.last_lessons import LastLesson, LastLessonQuerySet
from classrooms.models.library import (
    Consultation,
    ConsultationReply,
    Recording,
    Resource,
    ResourceVersion,
    Shared,
    Showcase,
    StoredFile,
    TimedComment,
    Upload,
)
from classrooms.models.needs import MatchLine, MatchProposal, MatchReceiver, SubjectNeed, SubjectOffer
from classrooms.models.pages import Classroom, ClassroomPage
from classrooms.models.pairing import Pair, PairingCycle, PairStep, PlanComment, PlanVersion
from classrooms.models.registrations import Registration, RegistrationQuerySet, SessionQuota
from classrooms.models.relay import Parity, RelayCourse, RelayCourseQuerySet, RelayReceiver, RelaySlot
from classrooms.models.relay_lessons import Receipt, ReceiptQuerySet, RelayLesson, RelayLessonQuerySet
from classrooms.models.reviewing import LessonReview, ObservedLesson, Score
from classrooms.models.rubrics import Rubric, RubricItem
from classrooms.models.sessions import Session, SessionQuerySet, SessionSeries
from classrooms.models.studios import MasterStudio, StudioMember, StudioTarget
from classrooms.models.tours import ClassTour, SpotCheck

__all__ = [
    "Attendance",
    "AttendanceQuerySet",
    "Certificate",
    "CertificateQuerySet",
    "ClassTour",
    "Classroom",
    "ClassroomPage",
    "CoverageDay",
    "Consultation",
    "ConsultationReply",
    "LastLesson",
    "LastLessonQuerySet",
    "LessonReview",
    "MasterStudio",
    "MatchLine",
    "MatchProposal",
    "MatchReceiver",
    "ObservedLesson",
    "Pair",
    "PairStep",
    "PairingCycle",
    "Parity",
    "Cover",
    "CoverQuerySet",
    "PlanComment",
    "PlanVersion",
    "Receipt",
    "ReceiptQuerySet",
    "Recording",
    "Registration",
    "RegistrationQuerySet",
    "RelayCourse",
    "RelayCourseQuerySet",
    "RelayLesson",
    "RelayLessonQuerySet",
    "RelayReceiver",
    "RelaySlot",
    "Resource",
    "ResourceVersion",
    "Rubric",
    "RubricItem",
    "Score",
    "Session",
    "SessionQuerySet",
    "SessionQuota",
    "SessionSeries",
    "Shared",
    "Showcase",
    "SpotCheck",
    "StoredFile",
    "StudioMember",
    "StudioTarget",
    "SubjectNeed",
    "SubjectOffer",
    "TimedComment",
    "Upload",
]
