"""Which school year's catchments and rules answer today."""

from django.utils import timezone

from enrolment.models import Catchment, EnrolmentPlan, PriorityRule
from schools import calendar
from schools.models import SchoolYear


def catchment_year(on=None):
    """The newest school year with published catchments that is not over; None where there is none.

    The coming year answers as soon as it is published; a past one never does.
    """
    running = calendar.year_of(on or timezone.localdate())
    return (
        SchoolYear.objects.filter(start__gte=running, pk__in=Catchment.objects.listed().values("school_year"))
        .order_by("-start")
        .first()
    )


def priority_rules():
    """The newest published order of admission; its year is said beside it."""
    rows = list(PriorityRule.objects.published().select_related("school_year"))
    return [row for row in rows if row.school_year_id == rows[0].school_year_id]


def is_past(rules, on=None):
    """Whether the newest order of admission is of a school year that is over."""
    return bool(rules) and rules[0].school_year.start < calendar.year_of(on or timezone.localdate())


def plans(on=None):
    """The plans of the newest school year that is not over and has any; in the district's order."""
    running = calendar.year_of(on or timezone.localdate())
    rows = list(EnrolmentPlan.objects.listed().filter(school_year__start__gte=running).for_list())
    newest = max((row.school_year.start for row in rows), default=None)
    return [row for row in rows if row.school_year.start == newest]
