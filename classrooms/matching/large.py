"""Making a proposal better piece by piece: a few offers are freed, the rest stands, the piece is solved.

Pieces come in one order for the same rows, so the same rows give the same proposal; the clock only stops.
"""

import random
from collections import Counter
from math import ceil

from classrooms.matching.exact import Programme
from classrooms.matching.greedy import Board
from classrooms.matching.problem import A_LESSON, worst

# Offers freed at a time, and what a covered period weighs against any preference.
PIECE, PERIOD = 10, 10_000.0
PIECE_SECONDS = 5.0


def most_periods(problem):
    """No proposal covers more: of each subject no more than is needed, and no more than offers can take."""
    needed, offered = Counter(), Counter()
    for need in problem.needs:
        needed[need.subject] += min(need.periods, len({slot.weekday for slot in need.slots}))
    for offer in problem.offers:
        offered[offer.subject] += min(offer.most_lessons, len(offer.slots)) * offer.most_receivers
    return sum(min(count, offered[subject]) for subject, count in needed.items())


def improve(problem, lines, *, clock, passes=2, bound=None, tell=lambda text, done: None):
    """Better lines: never a lower worst school, then more periods, then what people prefer."""
    level = worst(problem, lines)
    pieces = Pieces(problem)
    for number in range(passes):
        before = lines
        for place, offers in enumerate(pieces.order(number, lines)):
            if clock.left <= 0:
                clock.stopped = True
                return lines
            lines = pieces.solve(lines, offers, level, clock)
            tell("逐片改进", (number + place / len(problem.offers)) / passes)
        full = bound is not None and sum(len(line.receivers) for line in lines) >= bound
        if lines == before or (full and number + 1 >= passes):
            break
    return lines


class Pieces:
    def __init__(self, problem):
        self.problem = problem
        self.of_offer = {}
        for fit in problem.fits:
            self.of_offer.setdefault(fit.offer, []).append(fit)

    def order(self, number, lines):
        """Sets of offers: each offer once with others of its subject, those with empty places first."""
        dice = random.Random(number)  # noqa: S311 (the same each time, on purpose)
        filled = Counter()
        for line in lines:
            filled[line.offer] += len(line.receivers)
        alike = {}
        for key in sorted(self.of_offer):
            alike.setdefault(self.problem.offer[key].subject, []).append(key)
        first = sorted(self.of_offer, key=lambda key: (-self._empty(key, filled), key))
        seen = set()
        for key in first:
            if key in seen:
                continue
            others = alike[self.problem.offer[key].subject]
            piece = {key, *dice.sample(others, min(PIECE, len(others)))}
            seen |= piece
            yield piece

    def _empty(self, key, filled):
        offer = self.problem.offer[key]
        return offer.most_lessons * offer.most_receivers - filled[key]

    def solve(self, lines, offers, level, clock):
        """The lines with those of `offers` made anew, if that is better."""
        problem = self.problem
        kept = [line for line in lines if line.offer not in offers]
        freed = [line for line in lines if line.offer in offers]
        board = Board(problem, kept)
        fits = [fit for key in sorted(offers) for fit in self.of_offer[key] if board.allows(fit)]
        if not fits:
            return lines
        programme = Programme(problem, fits, board=board)
        costs = [float(A_LESSON)] * programme.first_fit + [problem.cost(fit) - PERIOD for fit in fits]
        start = programme.values(freed)
        answer = programme.solve(
            costs,
            floors=self._floors(programme, kept, level),
            start=start,
            seconds=min(PIECE_SECONDS, max(clock.left, 0.1)),
        )
        if answer.values is None:
            return lines
        better = sum(cost * value for cost, value in zip(costs, answer.values, strict=True)) < sum(
            cost * value for cost, value in zip(costs, start, strict=True)
        )
        made = programme.lines(answer.values)
        return sorted([*kept, *made], key=lambda line: line.sort_key) if better else lines

    def _floors(self, programme, kept, level):
        if level is None:
            return ()
        problem = self.problem
        added = Counter(problem.need[need].school for line in kept for need, _ in line.receivers)
        floors = []
        for key, columns in programme.school_columns().items():
            place = problem.place[key]
            least = ceil(level * place.required - place.given) - added[key]
            if least > 0:
                floors.append((columns, float(least)))
        return floors
