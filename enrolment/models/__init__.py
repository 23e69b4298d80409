"""Enrolment: which place belongs to which school, and what parents ask."""

from enrolment.models.catchments import Catchment, CatchmentEntry, PriorityRule
from enrolment.models.enquiries import Enquiry, Faq

__all__ = ["Catchment", "CatchmentEntry", "Enquiry", "Faq", "PriorityRule"]
