"""Education groups with their members, and partnerships across the border."""

from groups.models.groups import EducationGroup, GroupQuerySet, Membership, MembershipQuerySet
from groups.models.mentorship import Mentorship, MentorshipQuerySet, MentorshipTarget
from groups.models.partnerships import Partnership, PartnershipActivity, PartnershipQuerySet
from groups.models.rotation import Rotation

__all__ = [
    "EducationGroup",
    "GroupQuerySet",
    "Membership",
    "MembershipQuerySet",
    "Mentorship",
    "MentorshipQuerySet",
    "MentorshipTarget",
    "Partnership",
    "PartnershipActivity",
    "PartnershipQuerySet",
    "Rotation",
]
