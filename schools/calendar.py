"""The district's calendar: which week it is, and which weekday's lessons a day has."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.ready import among, ready
from schools.models import CalendarDay, ExamPeriod, Term
from schools.models.teaching import WEEKDAYS

NAMES = dict(WEEKDAYS)
WEEKEND = (6, 7)


# A school year begins on the first of this month.
SEPTEMBER = 9


def year_of(date):
    """The year in which a day's school year began: 2026 from September 2026 to August 2027."""
    return date.year if date.month >= SEPTEMBER else date.year - 1


def term_of(date):
    """The term that a day belongs to; None in the holidays between terms."""
    return (
        Term.objects.filter(starts_on__lte=date, ends_on__gte=date)
        .select_related("school_year")
        .order_by("-starts_on")
        .first()
    )


def current_term(date=None):
    """The term whose timetable is asked for: the running one, else the coming one, else the last."""
    date = date or timezone.localdate()
    terms = Term.objects.select_related("school_year")
    return terms.filter(ends_on__gte=date).order_by("starts_on").first() or terms.order_by("-ends_on").first()


def week_no(term, date):
    """Week 1 is the week, Monday to Sunday, in which the term begins."""
    return (_monday(date) - _monday(term.starts_on)).days // 7 + 1


def week_of(date):
    """(term, week number) of a day; None outside of terms."""
    term = term_of(date)
    return (term, week_no(term, date)) if term else None


def school_day(date, school=None):
    """The weekday whose lessons are taught on a date, 1 to 7; None where there is no school.

    Of the district, or of one school with its own days (a school's key or the school).
    """
    key = getattr(school, "pk", school)
    if term_of(date) is None:
        return None
    return taught_days(date, date, [key])[key][date]


def taught_days(first, last, schools):
    """{school key: {date: weekday taught or None}} of the days from `first` to `last`, in two queries.

    A school's own calendar goes before its and the district's examinations, these before the district's
    calendar, and that before the weekday. Terms are not asked for: a timetable has its own.
    """
    schools = set(schools)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    named = _named_days(first=first, last=last, schools=_keys(schools))
    changed = {(school, day): taught_as for school, day, taught_as in named}
    examined = {(exam.school_id, day) for exam in exams(first, last, schools) for day in exam_days(exam)}
    return {school: {day: _taught(school, day, changed, examined) for day in days} for school in schools}


def exams(first, last, schools):
    """The examinations of the district and of some schools that touch these days."""
    return _exams(first=first, last=last, schools=_keys(schools))


def exams_touch(first, last):
    return ExamPeriod.objects.filter(starts_on__lte=last, ends_on__gte=first).exists()


def exam_days(exam):
    return [
        exam.starts_on + timedelta(days=number) for number in range((exam.ends_on - exam.starts_on).days + 1)
    ]


@ready
def _named_days(first, last, schools):
    days = CalendarDay.objects.filter(date__range=(first, last)).filter(_of(schools))
    return days.order_by().values_list("school_id", "date", "taught_as")


@ready
def _exams(first, last, schools):
    return ExamPeriod.objects.filter(starts_on__lte=last, ends_on__gte=first).filter(_of(schools))


def _keys(schools):
    return [school for school in schools if school]


def _of(schools):
    return Q(school=None) | Q(among("school_id", schools))


def _taught(school, day, changed, examined):
    if school and (school, day) in changed:
        return changed[school, day]
    if {(school, day), (None, day)} & examined:
        return None
    if (None, day) in changed:
        return changed[None, day]
    return None if day.isoweekday() in WEEKEND else day.isoweekday()


def strip(date=None):
    """第一学期 第12周 周一 · 本周六补周四的课: what signed-in pages carry; empty outside of terms."""
    date = date or timezone.localdate()
    found = week_of(date)
    if not found:
        return ""
    term, number = found
    parts = [f"{term.get_number_display()} 第{number}周 {NAMES[date.isoweekday()]}", *_changes(date)]
    return " · ".join(parts)


def _changes(date):
    """What differs from the usual week, today and on the days of this week to come."""
    sunday = _monday(date) + timedelta(days=6)
    for day in CalendarDay.objects.of_the_district().filter(date__range=(date, sunday)):
        when = "今天" if day.date == date else f"本{NAMES[day.date.isoweekday()]}"
        if day.taught_as:
            yield f"{when}补{NAMES[day.taught_as]}的课"
        else:
            yield f"{when}放假{f'（{day.note}）' if day.note else ''}"


def working_day_after(date, number):
    """The day by which `number` working days have passed; holidays and made-up days as in the calendar."""
    # Weekends and the longest holidays included.
    window = CalendarDay.objects.of_the_district().filter(
        date__gt=date, date__lte=date + timedelta(days=2 * number + 60)
    )
    changed = dict(window.values_list("date", "taught_as"))
    while number:
        date += timedelta(days=1)
        works = changed[date] is not None if date in changed else date.isoweekday() not in WEEKEND
        number -= works
    return date


def _monday(date):
    return date - timedelta(days=date.weekday())
