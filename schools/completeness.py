"""What a school's page still lacks, how old its figures are, and by when they are due.

The disclosure list asks for an update within 20 working days; here counted from the day a term begins.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from schools import calendar
from schools.models import Figure, School, SchoolYear

WORKING_DAYS = 20
OLD_AFTER_DAYS = 365
# Of the disclosure list (domain.md), what stands in the school's own row.
DISCLOSED = (
    "address",
    "phone",
    "phone_hours",
    "complaint_phone",
    "kind",
    "township",
    "head_name",
    "school_out",
    "boarding",
    "canteen",
    "bus",
    "after_school",
    "fees",
)


@dataclass(frozen=True)
class Standing:
    """Of one school: fields left open, figures of last year not yet given for this one, the oldest count."""

    school: School
    missing: tuple
    asked: tuple
    oldest: date | None
    due_on: date | None

    @property
    def filled(self):
        return len(DISCLOSED) - len(self.missing)

    @property
    def stale(self):
        today = timezone.localdate()
        return self.oldest is not None and (today - self.oldest).days > OLD_AFTER_DAYS

    @property
    def overdue(self):
        return bool(self.due_on and self.due_on < timezone.localdate() and (self.missing or self.asked))


def standings(schools):
    """The standing of each school of a queryset, in four queries whatever their number."""
    term = calendar.current_term()
    due_on = calendar.working_day_after(term.starts_on, WORKING_DAYS) if term else None
    rows = list(schools.in_order())
    figures = list(
        Figure.objects.filter(school__in=rows).select_related("school_year").order_by("school", "order", "pk")
    )
    by_school = {}
    for figure in figures:
        by_school.setdefault(figure.school_id, []).append(figure)
    year = term.school_year.start if term else None
    return [_standing(school, by_school.get(school.pk, []), year, due_on) for school in rows]


def _standing(school, figures, year, due_on):
    counted = [figure.as_of for figure in figures if figure.as_of]
    return Standing(
        school=school,
        missing=tuple(_label(name) for name in DISCLOSED if getattr(school, _column(name)) in (None, "")),
        asked=tuple(asked_of(figures, year)),
        oldest=min(counted, default=None),
        due_on=due_on,
    )


def asked_of(figures, year):
    """Last year's figures that this year lacks: 本学期只需您填……项, last year's value beside."""
    given = {_told(one) for one in figures if one.school_year and one.school_year.start == year}
    return [
        one
        for one in figures
        if one.school_year and one.school_year.start + 1 == year and _told(one) not in given
    ]


def _told(figure):
    return figure.kind, figure.population


def _column(name):
    return School._meta.get_field(name).attname


def _label(name):
    return str(School._meta.get_field(name).verbose_name)


def current_year():
    term = calendar.current_term()
    return term.school_year if term else SchoolYear.objects.first()
