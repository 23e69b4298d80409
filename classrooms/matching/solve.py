"""The three steps. Small districts are proven in every step; larger ones are made better piece by piece,
against a bound that no proposal can pass."""

import time
from fractions import Fraction
from math import floor

from classrooms.matching import large
from classrooms.matching.exact import Programme
from classrooms.matching.greedy import by_hand
from classrooms.matching.highs import least_whole
from classrooms.matching.problem import Problem, Proposal, total_cost, value, worst

# With more fits than these: preferences are no more proven; the whole is no more one programme.
PROVABLE, LARGEST = 2_500, 60_000
# Of a district too large for one programme a need looks at so many offers from outside its circle.
PARTNERS = 40
# Ways to cut a district into pieces: for the periods, for preferences, of a large district.
PASSES, PREFERRED, LARGE = range(4), (large.BLOCKS, large.BLOCKS, 5), range(1)
# After so many looks the bound of preferences is close enough.
LOOKS = 3
# The clock is only a safety: what it stops is marked.
SECONDS = 600.0


def propose(problem, *, seconds=SECONDS, tell=lambda text, done: None):
    """The best `Proposal`; `tell(text, share done)` hears how the work goes."""
    began = time.monotonic()
    clock = Clock(began + seconds)
    tell("列出可行的组合", 0.0)
    solve = _in_one
    if len(problem.needs) * len(problem.offers) > LARGEST * 10:
        solve = _in_pieces
    proposal = solve(problem, clock, tell)
    proposal.seconds = time.monotonic() - began
    return proposal


def _in_pieces(problem, clock, tell):
    """Of a large district each need looks at its own circle's offers and some others."""
    narrowed = Problem(problem.offers, problem.needs, problem.places, problem.tolerance, PARTNERS)
    tell("先由最缺的学校选", 0.1)
    bound = large.most_periods(problem)
    best = large.improve(narrowed, by_hand(narrowed), clock=clock, passes=LARGE, tell=tell)
    tell("完成", 1.0)
    return Proposal(best, bound, repeatable=not clock.stopped)


def _in_one(problem, clock, tell):
    programme = Programme(problem)
    best = by_hand(problem)
    tell("先顾最缺的学校", 0.1)
    floors, best, fair = raise_worst(problem, programme, best, clock)
    tell("再让课时最多", 0.4)
    best, bound, most = _most_periods(problem, programme, best, floors, clock)
    tell("最后照顾各方方便", 0.7)
    best, least = _preferred(problem, programme, best, floors, clock)
    tell("完成", 1.0)
    cost = total_cost(problem, best)
    return Proposal(
        best,
        bound,
        proven=fair and most,
        preferred=1.0 if cost <= least else least / cost,
        repeatable=not clock.stopped,
    )


class Clock:
    def __init__(self, deadline):
        self.deadline, self.stopped = deadline, False

    @property
    def left(self):
        return self.deadline - time.monotonic()


def _most_periods(problem, programme, best, floors, clock):
    """(lines, bound, proven)."""
    relaxed = programme.solve(programme.most_periods(), floors=floors, relaxed=True, seconds=clock.left)
    bound = floor(-relaxed.bound + 1e-6)
    if large.periods(best) < bound:
        best = large.improve(problem, best, clock=clock, passes=PASSES, enough=bound)
    if large.periods(best) >= bound:
        return best, bound, True
    answer = programme.solve(
        programme.most_periods(), floors=floors, start=programme.values(best), seconds=clock.left
    )
    clock.stopped |= answer.stopped
    if answer.values is not None:
        best = max(best, programme.lines(answer.values), key=lambda lines: value(problem, lines))
    proven = answer.optimal or large.periods(best) >= bound
    return best, large.periods(best) if proven else min(bound, floor(-answer.bound + 1e-6)), proven


def _preferred(problem, programme, best, floors, clock):
    """(lines, the least that the third step could cost)."""
    every = [programme.first_fit + place for place in range(len(programme.fits))]
    floors = [*floors, (every, float(large.periods(best)))]
    if len(programme.fits) <= PROVABLE:
        close = Programme(problem, close=True)
        answer = close.solve(close.preferences(), floors=floors, start=close.values(best), seconds=clock.left)
    else:
        best = large.improve(problem, best, clock=clock, passes=PREFERRED)
        answer = programme.solve_closely(
            programme.preferences(), floors=floors, clock=clock, start=programme.values(best), looks=LOOKS
        )
    clock.stopped |= answer.stopped
    if answer.values is not None:
        best = max(best, programme.lines(answer.values), key=lambda lines: value(problem, lines))
    return best, least_whole(programme.preferences(), answer.bound)


def raise_worst(problem, programme, best, clock):
    """(floors, lines, proven): the highest level that every school that can be helped reaches together.

    Levels are what a school reaches with a whole number of further periods. That a level is out of reach is
    mostly clear with parts of lessons allowed, which is quick; from there the search goes down.
    """
    low = worst(problem, best)
    if low is None:
        return [], best, True
    highest = _highest(problem, programme)
    levels = sorted(
        {
            level
            for key, columns in programme.school_columns().items()
            for place in [problem.place[key]]
            if place.required
            for more in range(len(columns) + 1)
            for level in [(place.given + more) / place.required]
            if low < level <= highest
        }
    )
    first, last = 0, len(levels)
    while first < last:
        middle = (first + last) // 2
        floors = programme.floors_for(levels[middle])
        asked = {"floors": floors, "relaxed": True, "seconds": clock.left}
        if floors is not None and programme.solve(programme.nothing(), **asked).values is not None:
            first = middle + 1
        else:
            last = middle
    for level in reversed(levels[:first]):
        answer = programme.solve(
            programme.most_periods(), floors=programme.floors_for(level), seconds=clock.left, gap=1.0
        )
        clock.stopped |= answer.stopped
        if answer.values is not None:
            best = programme.lines(answer.values)
            break
        if not answer.optimal:
            return programme.floors_for(worst(problem, best)) or [], best, False
    return programme.floors_for(worst(problem, best)) or [], best, True


def _highest(problem, programme):
    """No level above what the least lucky school reaches alone, were all its needs met."""
    needs = {}
    for fit in programme.fits:
        need = problem.need[fit.need]
        needs.setdefault(need.school, {})[need.key] = need.periods
    return min(
        (
            (problem.place[key].given + sum(found.values())) / problem.place[key].required
            for key, found in needs.items()
            if problem.place[key].required
        ),
        default=Fraction(0),
    )
