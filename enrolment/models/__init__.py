"""Enrolment: which place belongs to which school, and what parents ask."""

from enrolment.models.catchments import Catchment, CatchmentEntry, PriorityRule
from enrolment.models.enquiries import Enquiry, Faq
from enrolment.models.guides import Guide
from enrolment.models.plans import EnrolmentPlan, EnrolmentStep

__all__ = [
    "Catchment",
    "CatchmentEntry",
    "EnrolmentPlan",
    "EnrolmentStep",
    "Enquiry",
    "Faq",
    "Guide",
    "PriorityRule",
]
