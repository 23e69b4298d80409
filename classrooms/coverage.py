"""Coverage of the curriculum (开齐、开足、开好): who gives children what they are owed, and what is left.

    found = coverage.read(by=("school", "subject"), schools=…, on=date)
    found[school_pk, subject_pk].shown.unfilled       Decimal("4.0"), periods a week
    found.total.given_percent                         "66.7"

For each teaching group and subject the required periods are met in the order of domain.md section 2: own
and itinerant specialists, relayed lessons that the receiving side confirmed, other teachers; what is left
waits to be arranged (待安排课时). Sums are sums of classes, so that a surplus in one hides nothing in another
and nothing exceeds 100 %. A school whose timetable nobody has entered is left out rather than counted as
giving nothing. Relay counts what was confirmed; `if_held` is the same with every planned lesson.

Rounding. Parts are exact until they are shown, then divided once. Of the four parts in their order the
running sums are rounded half up to one decimal and each part shown is the difference of two of them. So
`required`, `specialist`, `qualified` and `given` are each rounded half up, the four parts always sum to
`required`, no part is negative, and what is exactly nothing is shown as 0.0.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import floor

from django.utils import timezone

from classrooms import coverage_sql
from classrooms.coverage_calendar import window
from classrooms.models import Receipt
from schools import calendar
from schools.models import StandardVersion

PARTS = {
    "specialist": "本校及走教专任",
    "relay": "专递课堂",
    "other": "兼任",
    "unfilled": "待安排课时",
}
TENTH = Fraction(1, 10)
SUMMED = ("required", "specialist", "relay", "other", "relay_if_held", "other_if_held", "planned", "done")


def half_up(exact):
    """A fraction as a decimal with one place."""
    return Decimal(floor(exact / TENTH + Fraction(1, 2))).scaleb(-1)


@dataclass(frozen=True)
class Shown:
    """The parts as pages show them, in periods a week with one decimal; they sum to `required`."""

    required: Decimal
    specialist: Decimal
    relay: Decimal
    other: Decimal
    unfilled: Decimal

    @property
    def qualified(self):
        return self.specialist + self.relay

    @property
    def given(self):
        return self.qualified + self.other

    def parts(self):
        """(label, value) of the four parts in their order."""
        return [(label, getattr(self, name)) for name, label in PARTS.items()]


@dataclass(frozen=True)
class Coverage:
    """What is owed and given, exactly; `planned` and `done` are whole relayed periods of the window."""

    required: Fraction = Fraction(0)
    specialist: Fraction = Fraction(0)
    relay: Fraction = Fraction(0)
    other: Fraction = Fraction(0)
    relay_if_held: Fraction = Fraction(0)
    other_if_held: Fraction = Fraction(0)
    planned: int = 0
    done: int = 0
    # Schools that the row speaks of; of summed rows, at least so many.
    schools: int = 0

    @property
    def qualified(self):
        return self.specialist + self.relay

    @property
    def given(self):
        return self.qualified + self.other

    @property
    def unfilled(self):
        return self.required - self.given

    @property
    def shown(self):
        return _shown(self.required, self.specialist, self.relay, self.other)

    @property
    def if_held(self):
        """The same had every relayed lesson planned so far been confirmed."""
        return _shown(self.required, self.specialist, self.relay_if_held, self.other_if_held)

    @property
    def given_percent(self):
        """开足率 as it is shown: 100 only where nothing is left."""
        return percent(self.given, self.required)

    @property
    def qualified_percent(self):
        """开好率, likewise."""
        return percent(self.qualified, self.required)

    def __add__(self, other):
        exact = {name: getattr(self, name) + getattr(other, name) for name in SUMMED}
        return Coverage(**exact, schools=max(self.schools, other.schools))


def _shown(required, *parts):
    sums, total = [], Fraction(0)
    for part in parts:
        total += part
        sums.append(half_up(total))
    owed = half_up(required)
    return Shown(owed, sums[0], sums[1] - sums[0], sums[2] - sums[1], owed - sums[2])


def percent(part, whole):
    """One decimal, half up, as a Decimal; never 100.0 while something is left, never 0.0 while something is
    given; None where nothing is owed."""
    if not whole:
        return None
    found = half_up(100 * Fraction(part) / Fraction(whole))
    if part < whole:
        found = min(found, Decimal("99.9"))
    return max(found, Decimal("0.1")) if part > 0 else found


@dataclass
class Figures(Mapping):
    """Coverage by key, in the order of `by`; a single name makes single keys."""

    by: tuple
    term: object
    first: object
    last: object
    version: object
    # Of which one period a week is made; every part is a whole number of it.
    unit: int = 1
    rows: dict = field(default_factory=dict)

    def __getitem__(self, key):
        return self.rows[key]

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)

    def get(self, key, default=None):
        return self.rows.get(key, Coverage() if default is None else default)

    @cached_property
    def total(self):
        """The sum of all rows. Not over education groups: a school may be in two of them."""
        return sum(self.rows.values(), Coverage())

    @property
    def as_of(self):
        return self.last

    def over(self, *names):
        """The same figures summed over fewer keys."""
        places = [self.by.index(name) for name in names]
        rows = {}
        for key, row in self.rows.items():
            whole = key if isinstance(key, tuple) else (key,)
            kept = tuple(whole[place] for place in places)
            short = kept if len(kept) > 1 else kept[0] if kept else ()
            rows[short] = rows.get(short, Coverage()) + row
        return Figures(names, self.term, self.first, self.last, self.version, self.unit, rows)


def read(*, by=("subject",), schools=None, subjects=None, on=None, term=None, first=None):
    """Figures of a term up to the day `on` (today), or from `first` on; None where nothing can be computed:
    no term, no standard in force. Constant in statements. `schools`: a queryset or keys; `by`: KEYS."""
    on = on or timezone.localdate()
    term = term or calendar.current_term(on)
    version = term and StandardVersion.objects.in_force(term.school_year, min(on, term.ends_on))
    if version is None:
        return None
    days = window(term, first, on)
    found = Figures(tuple(by), term, days.first, days.last, version, days.unit)
    if not days.empty:
        asked = coverage_sql.rows(days, version, by=by, schools=schools, subjects=subjects)
        found.rows = dict(_read(row, max(len(by), 1), days.unit) for row in asked if row[-1])
    return found


def _read(row, keys, unit):
    key, (required, *parts), counts = row[:keys], row[keys : keys + 6], row[keys + 6 :]
    exact = (Fraction(int(value), unit) for value in (required, *parts))
    return key if keys > 1 else key[0], Coverage(*exact, *map(int, counts))


def last_report(schools=None):
    """(when, by whom) the newest answer of a receiving class was given; None where there is none."""
    answers = Receipt.objects.filter(answered_at__isnull=False)
    if schools is not None:
        answers = answers.filter(group__school__in=schools)
    return answers.select_related("answered_by", "group__school").order_by("-answered_at").first()
