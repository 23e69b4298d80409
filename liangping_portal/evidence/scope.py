"""Of whom and when a pack speaks, and the sheets it is made of.

    @sheet("轮岗交流", "教师", "派出学校", …)
    def rotations(scope):
        for row in …: yield [row.teacher.name, …]

Every figure is counted from the rows that are listed; nothing is typed in, and no lesson's marks are in it.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts.models import Unit
from groups.models import EducationGroup, Membership
from schools.models import School, SchoolYear, Term


@dataclass(frozen=True)
class Scope:
    """`group` None: the whole district."""

    year: SchoolYear
    group: EducationGroup | None
    schools: tuple
    units: tuple
    first: date
    last: date
    terms: tuple

    @property
    def name(self):
        return self.group.name if self.group else "全区"

    @property
    def days(self):
        return self.first, self.last

    def of_units(self, rows, path="unit"):
        return rows.filter(**{f"{path}__in": self.units}) if self.group else rows

    def of_schools(self, rows, path="school"):
        return rows.filter(**{f"{path}__in": self.schools}) if self.group else rows


def scope_of(year, group=None):
    """The schools that belonged to the group on some day of the school year, and their units."""
    first, last = date(year.start, 9, 1), date(year.start + 1, 8, 31)
    schools = School.objects.all()
    if group is not None:
        members = Membership.objects.filter(group=group).overlapping(first, last)
        schools = schools.filter(pk__in=members.values("school"))
    schools = tuple(schools.order_by("official_order", "pk"))
    units = {school.unit_id for school in schools} | ({group.unit_id} if group else set())
    terms = tuple(Term.objects.filter(school_year=year).order_by("starts_on"))
    last = min(last, timezone.localdate())
    return Scope(year, group, schools, tuple(Unit.objects.filter(pk__in=units)), first, last, terms)


@dataclass(frozen=True)
class Sheet:
    name: str
    headers: tuple
    rows: object


SHEETS = []
SAMPLE = "示例"


def sheet(name, *headers):
    def keep(function):
        SHEETS.append(Sheet(name, headers, function))
        return function

    return keep


def day(value):
    return f"{timezone.localtime(value):%Y-%m-%d}" if hasattr(value, "hour") else value and value.isoformat()


def mark(row):
    """Invented content is never handed in as if it had happened."""
    return SAMPLE if getattr(row, "sample", False) else ""
