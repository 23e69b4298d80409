"""A school year opens: terms and holidays carried over, classes a grade up. What was before is not touched.

Every step adds only what the new year lacks, so that opening it twice changes nothing.
"""

from dataclasses import dataclass
from datetime import timedelta

from schools.models import CalendarDay, School, SchoolYear, TeachingGroup, Term
from schools.wording import grade_name

# The same weekday a year on.
YEAR = timedelta(weeks=52)
LAST_GRADE = {
    School.Stage.PRESCHOOL: 3,
    School.Stage.PRIMARY: 6,
    School.Stage.JUNIOR: 9,
    School.Stage.SENIOR: 12,
    School.Stage.VOCATIONAL: 12,
}


@dataclass
class Opened:
    year: SchoolYear
    terms: int = 0
    holidays: int = 0
    classes: int = 0
    leaving: int = 0


def open_year(start):
    """Prepare the school year that begins in `start` from the one before."""
    year, _ = SchoolYear.objects.get_or_create(start=start)
    done = Opened(year)
    before = SchoolYear.objects.filter(start=start - 1).first()
    if before is not None:
        done.terms = _terms(before, year)
        done.holidays = _holidays(before)
        done.classes, done.leaving = _classes(before, year)
    return done


def _terms(before, year):
    there = set(year.terms.values_list("number", flat=True))
    fresh = [
        Term(
            school_year=year,
            number=term.number,
            starts_on=term.starts_on + YEAR,
            ends_on=term.ends_on + YEAR,
            sample=term.sample,
        )
        for term in before.terms.order_by("number")
        if term.number not in there
    ]
    for term in fresh:
        term.save()
    return len(fresh)


def _holidays(before):
    """Days off on the same date; days made up are announced anew each year, so they are not guessed."""
    span = [(term.starts_on, term.ends_on) for term in before.terms.all()]
    if not span:
        return 0
    days = CalendarDay.objects.of_the_district().filter(
        taught_as=None, date__range=(min(first for first, _ in span), max(last for _, last in span))
    )
    count = 0
    for day in days:
        note = f"{day.note}（沿用上年，待核）"[:40]
        _, made = CalendarDay.objects.get_or_create(
            date=_same_date(day.date), school=None, defaults={"note": note, "sample": day.sample}
        )
        count += made
    return count


def _same_date(date):
    return date.replace(year=date.year + 1) if (date.month, date.day) != (2, 29) else date + YEAR


def _classes(before, year):
    """Classes one grade up under their new names; the last grade leaves, the first is entered by schools."""
    there = set(TeachingGroup.objects.filter(school_year=year).values_list("school_id", "name"))
    moved = leaving = 0
    for group in TeachingGroup.objects.filter(school_year=before).select_related("school"):
        last = LAST_GRADE[group.school.stage]
        grades = [grade + 1 for grade in group.grades if grade + 1 <= last]
        if not grades:
            leaving += 1
            continue
        name = _name_above(group)
        if (group.school_id, name) in there:
            continue
        TeachingGroup.objects.create(
            school=group.school,
            school_year=year,
            name=name,
            grades=grades,
            order=group.order,
            sample=group.sample,
        )
        moved += 1
    return moved, leaving


def _name_above(group):
    """三年级2班 → 四年级2班; a name that does not say its grade stays."""
    name = group.name
    for grade in reversed(group.grades):
        stage = group.school.stage
        name = name.replace(grade_name(stage, grade), grade_name(stage, grade + 1))
    return name
