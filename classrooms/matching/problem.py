"""The rows of a matching: who offers, who needs, what fits what, and what a proposal is worth."""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property


@dataclass(frozen=True, order=True)
class Slot:
    """A period of a school's week; `start` and `end` in minutes after midnight by its own bells."""

    weekday: int
    period: int
    start: int
    end: int

    def mismatch(self, other):
        """Minutes by which two periods of a weekday differ at the worse end."""
        return max(abs(self.start - other.start), abs(self.end - other.end))


@dataclass(frozen=True)
class Offer:
    """A teacher who can present: grades, textbook editions that fit (none named: any), hours, limits.

    `span`: grades beside the one presented that may listen as well (0: the same grade alone).
    """

    key: int
    teacher: int
    school: int
    subject: int
    grades: frozenset
    slots: tuple
    most_lessons: int
    most_receivers: int
    versions: frozenset = frozenset()
    circles: frozenset = frozenset()
    span: int = 0


@dataclass(frozen=True)
class Need:
    """Periods a week that a class lacks, with the hours at which it could receive them."""

    key: int
    group: int
    school: int
    subject: int
    grades: tuple
    periods: int
    slots: tuple
    version: int | None = None
    circles: frozenset = frozenset()
    last_teacher: int | None = None


@dataclass(frozen=True)
class Place:
    """A school: periods a week owed and given without the proposal, and rooms in which it can receive."""

    key: int
    required: Fraction
    given: Fraction
    rooms: int = 1


@dataclass(frozen=True, order=True)
class Fit:
    """A need may be met by an offer at an hour, received in the class's own period.

    `grades`: for which of them the lesson may be presented so that the class can follow.
    """

    offer: int
    slot: Slot
    need: int
    at: Slot
    minutes: int
    grades: tuple

    @property
    def key(self):
        return self.offer, self.slot, self.need


@dataclass(frozen=True)
class Line:
    """A lesson to be given each week: by whom, when, for which grade, and who receives it in which period."""

    offer: int
    slot: Slot
    grade: int
    receivers: tuple  # of (need key, Slot)

    @property
    def sort_key(self):
        return self.offer, self.slot, self.grade


# What a receiver costs in the third step. Minutes count one by one.
OTHER_CIRCLE, NEW_TEACHER, A_LESSON = 60, 20, 5


@dataclass
class Problem:
    offers: list
    needs: list
    places: list
    # Minutes by which bells may differ.
    tolerance: int = 10
    # Of offers from outside of its circle a need looks at so many; None: at all.
    partners: int | None = None

    def __post_init__(self):
        self.offers = sorted(self.offers, key=lambda one: one.key)
        self.needs = sorted(self.needs, key=lambda one: one.key)
        self.places = sorted(self.places, key=lambda one: one.key)
        self.offer = {one.key: one for one in self.offers}
        self.need = {one.key: one for one in self.needs}
        self.place = {one.key: one for one in self.places}

    @cached_property
    def fits(self):
        """Every `Fit`, in order. One period a need and hour: that whose bells agree best."""
        of_subject = {}
        for offer in self.offers:
            of_subject.setdefault(offer.subject, []).append(offer)
        found = []
        for need in self.needs:
            slots = _by_weekday(need.slots)
            for offer in self._asked(need, of_subject.get(need.subject, ())):
                grades = grades_for(offer, need)
                for slot in offer.slots:
                    at = _best(slot, slots.get(slot.weekday, ()), self.tolerance)
                    if at is not None:
                        found.append(Fit(offer.key, slot, need.key, at, slot.mismatch(at), grades))
        return sorted(found, key=lambda fit: fit.key)

    def _asked(self, need, offers):
        """The offers that a need looks at: all that may be for it, or its circle's and the next so many."""
        able = [offer for offer in offers if not blocked_between(offer, need)]
        if self.partners is None:
            return able
        near = [offer for offer in able if offer.circles & need.circles]
        far = [offer for offer in able if not offer.circles & need.circles]
        # The next in the district's order from the need's own school on, so that needs spread over offers.
        first = next((place for place, offer in enumerate(far) if offer.school > need.school), 0)
        return near + (far[first:] + far[:first])[: self.partners]

    @cached_property
    def fit_of(self):
        return {fit.key: fit for fit in self.fits}

    @cached_property
    def helped(self):
        """Schools that some offer fits, in order."""
        return sorted({self.need[fit.need].school for fit in self.fits})

    def cost(self, fit):
        """What a receiver costs in the third step of what is best."""
        offer, need = self.offer[fit.offer], self.need[fit.need]
        apart = not offer.circles & need.circles
        new = need.last_teacher not in (None, offer.teacher)
        return OTHER_CIRCLE * apart + NEW_TEACHER * new + fit.minutes


def _by_weekday(slots):
    found = {}
    for slot in sorted(slots):
        found.setdefault(slot.weekday, []).append(slot)
    return found


def _best(slot, slots, tolerance):
    near = [(slot.mismatch(one), one) for one in slots]
    minutes, at = min(near, default=(tolerance + 1, None))
    return at if minutes <= tolerance else None


def blocked_between(offer, need):
    """Why an offer is nothing for a need whatever the hour: school, version, grade; "" where it may be."""
    if offer.school == need.school:
        return "school"
    if offer.versions and need.version is not None and need.version not in offer.versions:
        return "version"
    return "" if grades_for(offer, need) else "grade"


def grades_for(offer, need):
    """The grades for which the lesson may be presented so that the class can follow it."""
    return tuple(
        sorted(grade for grade in offer.grades if any(abs(grade - own) <= offer.span for own in need.grades))
    )


@dataclass
class Proposal:
    """Lines, and how good they are.

    `bound`: no proposal can cover more periods; `proven`: no other raises the worst school higher, nor covers
    more at that. `preferred`: how near the third step is to what it could at best be, 1.0 where that is
    proven as well. `repeatable` is False where the clock stopped the work (未完成、不可复现).
    """

    lines: list
    bound: int
    proven: bool = False
    preferred: float = 0.0
    repeatable: bool = True
    seconds: float = 0.0
    notes: list = field(default_factory=list)

    def __post_init__(self):
        self.lines = sorted(self.lines, key=lambda line: line.sort_key)

    @property
    def periods(self):
        """Periods a week of classes that are covered (demand met)."""
        return sum(len(line.receivers) for line in self.lines)

    @property
    def lessons(self):
        """Lessons a week to be given (presenters' work)."""
        return len(self.lines)

    @property
    def gap(self):
        """How far from the bound, as a share of it."""
        return (self.bound - self.periods) / self.bound if self.bound else 0.0


def covered(problem, lines):
    """{school: periods a week that the lines add}."""
    found = dict.fromkeys(problem.place, 0)
    for line in lines:
        for need, _ in line.receivers:
            found[problem.need[need].school] += 1
    return found


def worst(problem, lines):
    """The lowest coverage among schools that some offer fits, as a share; None where none fits any."""
    added = covered(problem, lines)
    shares = [
        (problem.place[key].given + added[key]) / problem.place[key].required
        for key in problem.helped
        if problem.place[key].required
    ]
    return min(shares, default=None)


def total_cost(problem, lines):
    receivers = sum(
        problem.cost(problem.fit_of[line.offer, line.slot, need])
        for line in lines
        for need, _ in line.receivers
    )
    return receivers + A_LESSON * len(lines)


def value(problem, lines):
    """What proposals are compared by: larger is better."""
    low = worst(problem, lines)
    periods = sum(len(line.receivers) for line in lines)
    return (low if low is not None else Fraction(0), periods, -total_cost(problem, lines))
