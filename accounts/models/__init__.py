"""Who people are, where they belong, what they may do, what was said to them, and what was done."""

from accounts.models.leaving import LeavingQuerySet, LeavingRequest
from accounts.models.messages import Delivery, Message, MessagePreference, Robot
from accounts.models.people import StaffRole, Unit, User, UserManager, UserQuerySet
from accounts.models.signing_in import ActivationCode, SignInLock, TrustedPhone
from accounts.models.trail import AuditEvent, ImportedRow, ImportRun, ImportRunQuerySet

__all__ = [
    "ActivationCode",
    "AuditEvent",
    "Delivery",
    "ImportRun",
    "ImportRunQuerySet",
    "ImportedRow",
    "LeavingQuerySet",
    "LeavingRequest",
    "Message",
    "MessagePreference",
    "Robot",
    "SignInLock",
    "StaffRole",
    "TrustedPhone",
    "Unit",
    "User",
    "UserManager",
    "UserQuerySet",
]
