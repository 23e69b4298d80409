"""Making a proposal better piece by piece: a few offers are freed, the rest stands, the piece is solved.

Pieces come in one order for the same rows, so the same rows give the same proposal; the clock only stops.
"""

import random
from collections import Counter, defaultdict
from math import ceil

import numpy as np

from classrooms.matching.exact import Programme
from classrooms.matching.greedy import Board
from classrooms.matching.problem import A_LESSON, worst

# Offers freed at a time, the fits that these may have, and the looks after which a piece is good enough.
PIECE, PIECE_FITS, LOOKS = 40, 5_000, 24
# Of a piece's worth; about one receiver from another group.
GAP = 2e-5
# A block of offers that share no need with others is solved whole up to so many fits, and then roughly.
BLOCK_FITS, ROUGHLY = 10_000, 1e-4
# The pass by blocks.
BLOCKS = -1
# What a covered period weighs against any preference.
PERIOD = 10_000.0


def most_periods(problem):
    """No proposal covers more: of each subject no more than is needed, and no more than offers can take."""
    needed, offered = Counter(), Counter()
    for need in problem.needs:
        needed[need.subject] += min(need.periods, len({slot.weekday for slot in need.slots}))
    for offer in problem.offers:
        offered[offer.subject] += min(offer.most_lessons, len(offer.slots)) * offer.most_receivers
    return sum(min(count, offered[subject]) for subject, count in needed.items())


def periods(lines):
    return sum(len(line.receivers) for line in lines)


def improve(problem, lines, *, clock, passes, enough=None, tell=lambda text, done: None):
    """Better lines: never a lower worst school, then more periods, then what people prefer.

    `passes`: numbers, each a way of its own to cut the district into pieces, or BLOCKS; `enough`: with so
    many periods it ends."""
    level = worst(problem, lines)
    pieces = Pieces(problem)
    for done, number in enumerate(passes):
        gap = ROUGHLY if number == BLOCKS else GAP
        for place, offers in enumerate(pieces.order(number, lines)):
            clock.stopped |= clock.left <= 0
            if clock.stopped or (enough and periods(lines) >= enough):
                return lines
            lines = pieces.solve(lines, offers, level, clock, gap=gap)
            tell("逐片改进", (done + place * PIECE / len(problem.offers)) / len(passes))
    return lines


class Pieces:
    def __init__(self, problem):
        self.problem = problem
        self.of_offer = {}
        for fit in problem.fits:
            self.of_offer.setdefault(fit.offer, []).append(fit)
        self.schools = {
            key: {problem.need[fit.need].school for fit in fits} for key, fits in self.of_offer.items()
        }

    def order(self, number, lines):
        """Sets of offers, each offer once: those with empty places first, each with offers for the same
        schools, in every other pass with offers from anywhere; or BLOCKS, each as whole as can be solved."""
        if number == BLOCKS:
            yield from self._blocks()
            return
        dice = random.Random(number)  # noqa: S311 (the same each time, on purpose)
        filled = Counter()
        for line in lines:
            filled[line.offer] += len(line.receivers)
        left = sorted(self.of_offer, key=lambda key: (-self._empty(key, filled), key))
        while left:
            first, others = left[0], left[1:]
            dice.shuffle(others)
            if number % 2 == 0:
                others.sort(key=lambda key: -len(self.schools[first] & self.schools[key]))
            piece = self._cut([first, *others])
            left = [key for key in left if key not in piece]
            yield piece

    def _blocks(self):
        for block in self._apart():
            left = sorted(block)
            whole = sum(len(self.of_offer[key]) for key in left) <= BLOCK_FITS
            while left:
                piece = set(left) if whole else self._cut(left)
                left = [key for key in left if key not in piece]
                yield piece

    def _apart(self):
        """The least sets of offers that share no need, in order: mostly a subject in an edition each."""
        offers, found = defaultdict(set), []
        for fit in self.problem.fits:
            offers[fit.need].add(fit.offer)
        for block in offers.values():
            touched = [one for one in found if one & block]
            found = [one for one in found if not one & block] + [block.union(*touched)]
        return sorted(found, key=min)

    def _cut(self, offers):
        """As many of the offers, in order, as can be solved at a time."""
        piece, fits = set(), 0
        for key in offers[:PIECE]:
            fits += len(self.of_offer[key])
            if piece and fits > PIECE_FITS:
                break
            piece.add(key)
        return piece

    def _empty(self, key, filled):
        offer = self.problem.offer[key]
        return offer.most_lessons * offer.most_receivers - filled[key]

    def solve(self, lines, offers, level, clock, *, gap=GAP):
        """The lines with those of `offers` made anew, if that is better."""
        problem = self.problem
        kept = [line for line in lines if line.offer not in offers]
        freed = [line for line in lines if line.offer in offers]
        board = Board(problem, kept)
        fits = [fit for key in sorted(offers) for fit in self.of_offer[key] if board.allows(fit)]
        if not fits:
            return lines
        programme = Programme(problem, fits, board=board, close=True)
        costs = np.array(self._costs(programme))
        start = programme.values(freed)
        floors = self._floors(programme, kept, level)
        answer = programme.solve(costs, floors=floors, start=start, seconds=clock.left, looks=LOOKS, gap=gap)
        clock.stopped |= answer.stopped
        if answer.values is None or costs @ answer.values >= costs @ start:
            return lines
        return sorted([*kept, *programme.lines(answer.values)], key=lambda line: line.sort_key)

    def _costs(self, programme):
        receivers = [self.problem.cost(fit) - PERIOD for fit in programme.fits]
        return [float(A_LESSON)] * programme.first_fit + receivers

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
