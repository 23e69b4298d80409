"""What a careful person would do by hand: always help the worst-covered school next, by the lesson that helps
most classes with it. Never taken back, so quick; the least that any proposal must reach."""

from collections import Counter, defaultdict
from heapq import heapify, heappop, heapreplace

from classrooms.matching.problem import Line, covered


class Board:
    """Lines being filled: what is taken, and whether a fit may still be added."""

    def __init__(self, problem, lines=()):
        self.problem = problem
        self.receivers = defaultdict(dict)
        # Of each lesson given, the grades for which all its receivers can follow it.
        self.grades, self.teacher = {}, {}
        self.lessons, self.met, self.rooms = Counter(), Counter(), Counter()
        self.classes, self.days = set(), set()
        for line in lines:
            for need, _ in line.receivers:
                self.take(problem.fit_of[line.offer, line.slot, need])

    def allows(self, fit):
        offer, need = self.problem.offer[fit.offer], self.problem.need[fit.need]
        lesson = fit.offer, fit.slot
        if lesson in self.grades:
            together = self.grades[lesson].intersection(fit.grades)
            if not together or len(self.receivers[lesson]) >= offer.most_receivers:
                return False
        elif (
            self.lessons[fit.offer] >= offer.most_lessons
            or (offer.teacher, fit.slot.weekday, fit.slot.period) in self.teacher
        ):
            return False
        return self.met[fit.need] < need.periods and not self.is_busy(fit)

    def is_busy(self, fit):
        """Whether the class, its day or its school's rooms are taken at that hour."""
        need = self.problem.need[fit.need]
        return (
            (fit.need, fit.slot.weekday) in self.days
            or (need.group, fit.at) in self.classes
            or self.rooms[need.school, fit.at] >= self.problem.place[need.school].rooms
        )

    def take(self, fit):
        offer, need = self.problem.offer[fit.offer], self.problem.need[fit.need]
        lesson = fit.offer, fit.slot
        if lesson not in self.grades:
            self.grades[lesson] = set(fit.grades)
            self.lessons[fit.offer] += 1
            self.teacher[offer.teacher, fit.slot.weekday, fit.slot.period] = fit.offer
        self.grades[lesson].intersection_update(fit.grades)
        self.receivers[lesson][fit.need] = fit.at
        self.met[fit.need] += 1
        self.days.add((fit.need, fit.slot.weekday))
        self.classes.add((need.group, fit.at))
        self.rooms[need.school, fit.at] += 1

    def lines(self):
        return sorted(
            (
                Line(offer, slot, min(self.grades[offer, slot]), tuple(sorted(found.items())))
                for (offer, slot), found in self.receivers.items()
                if found
            ),
            key=lambda line: line.sort_key,
        )


def by_hand(problem, lines=()):
    """Lines that meet what can be met, school by school, the worst-covered first."""
    board = Board(problem, lines)
    of_school = defaultdict(list)
    for fit in problem.fits:
        of_school[problem.need[fit.need].school].append(fit)
    for fits in of_school.values():
        fits.sort(key=lambda fit: (problem.cost(fit), fit))
    added = covered(problem, lines)

    def share(key):
        place = problem.place[key]
        return (place.given + added[key]) / place.required, key

    waiting = [share(key) for key in of_school if problem.place[key].required]
    heapify(waiting)
    while waiting:
        _, key = waiting[0]
        fit = _next(board, of_school[key])
        if fit is None:
            heappop(waiting)
            continue
        board.take(fit)
        added[key] += 1
        heapreplace(waiting, share(key))
    return board.lines()


# So many open fits are looked through for one that joins a lesson already given.
LOOK_AHEAD = 40


def _next(board, fits):
    """The cheapest fit that joins a lesson already given, else the cheapest. What was not allowed once never
    is again, so it is forgotten."""
    open_fits, chosen, place = [], None, 0
    while place < len(fits) and len(open_fits) < LOOK_AHEAD:
        fit = fits[place]
        place += 1
        if board.allows(fit):
            open_fits.append(fit)
            if (fit.offer, fit.slot) in board.grades:
                chosen = fit
                break
    fits[:place] = open_fits
    return chosen or (open_fits[0] if open_fits else None)
