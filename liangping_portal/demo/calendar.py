"""The sample calendar: a school year, its terms, holidays and make-up days."""

from datetime import date, timedelta

from schools.models import CalendarDay, SchoolYear, Term

YEAR = 2026
TERMS = (
    (Term.Number.FIRST, date(2026, 9, 1), date(2027, 1, 22)),
    (Term.Number.SECOND, date(2027, 2, 22), date(2027, 7, 2)),
)
OFF = None
# Invented for the demo, not the calendar of any real school; date → the weekday whose lessons are taught.
DAYS = {
    date(2026, 9, 25): (OFF, "中秋放假"),
    date(2026, 10, 1): (OFF, "国庆放假"),
    date(2026, 10, 2): (OFF, "国庆放假"),
    date(2026, 10, 5): (OFF, "国庆放假"),
    date(2026, 10, 6): (OFF, "国庆放假"),
    date(2026, 10, 7): (OFF, "国庆放假"),
    date(2026, 10, 10): (3, "补国庆的课"),
    date(2027, 1, 1): (OFF, "元旦放假"),
}
MAKE_UP = (4, "示例：补周四的课")


def load(ledger, today):
    year = ledger.put("school-year", SchoolYear, find={"start": YEAR})
    for number, starts, ends in TERMS:
        ledger.put(
            f"term:{number}",
            Term,
            find={"school_year": year, "number": number},
            starts_on=starts,
            ends_on=ends,
            sample=True,
        )
    for day, (taught_as, note) in DAYS.items():
        _day(ledger, f"day:{day}", day, taught_as, note)
    saturday = today + timedelta(days=5 - today.weekday())
    if saturday not in DAYS:
        _day(ledger, "day:this-saturday", saturday, *MAKE_UP)


def _day(ledger, name, day, taught_as, note):
    """A day of the calendar, unless the district has already said something of that date."""
    mine = ledger.written(name, CalendarDay)
    if CalendarDay.objects.of_the_district().filter(date=day).exclude(pk=mine and mine.pk).exists():
        return
    ledger.put(name, CalendarDay, date=day, taught_as=taught_as, note=note, sample=True)


def is_teaching_day(day):
    off = day in DAYS and DAYS[day][0] is OFF
    return day.weekday() < 5 and not off


def teaching_day(today, distance):
    """The teaching day so many teaching days from today; the first one at or after it for 0."""
    day, step = today, 1 if distance >= 0 else -1
    while not is_teaching_day(day):
        day += timedelta(days=step)
    for _ in range(abs(distance)):
        day += timedelta(days=step)
        while not is_teaching_day(day):
            day += timedelta(days=step)
    return day
