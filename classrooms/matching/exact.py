"""The binary programme of a matching, for HiGHS: one thread, one seed, rows and columns in order.

A column `lesson[offer, slot, grade]` says that the lesson is given, a column for each fit that the need
receives it. Fits of one need that are alike in hour and grade differ by offer alone.
"""

from collections import defaultdict
from math import ceil

import numpy as np

from classrooms.matching.highs import INFINITY, Answer, Model
from classrooms.matching.problem import A_LESSON, OTHER_CIRCLE, Line

# The relaxed programme is closed further while that raises the bound by such a share.
WORTH_CLOSING = 1e-3
# What counts as more than nothing where parts are allowed.
PART = 1e-6


class Programme:
    """Columns and rows of a problem; objectives and floors are set step by step."""

    def __init__(self, problem, fits=None, board=None, *, close=False):
        """`board`: what stands already, of which only the rest is left to be decided; `close`: with the rows
        of `only_given`."""
        self.problem = problem
        self.board = board
        self.fits = problem.fits if fits is None else fits
        self.hours = sorted({(fit.offer, fit.slot) for fit in self.fits})
        grades = self._grades()
        self.lessons = [(*hour, grade) for hour in self.hours for grade in grades[hour]]
        self.of_hour = defaultdict(list)
        for place, (offer, slot, _) in enumerate(self.lessons):
            self.of_hour[offer, slot].append(place)
        self.rows = []  # (lower, upper, [columns], [coefficients])
        self._rules()
        if close:
            self.rows += self.only_given(range(len(self.fits)))

    def _grades(self):
        """{hour: grades worth presenting for}: one whose classes all follow another is left out."""
        followers = defaultdict(lambda: defaultdict(set))
        for fit in self.fits:
            for grade in fit.grades:
                followers[fit.offer, fit.slot][grade].add(fit.need)
        return {hour: _undominated(found) for hour, found in followers.items()}

    @property
    def first_fit(self):
        return len(self.lessons)

    def fit_columns(self, places):
        return [self.first_fit + place for place in places]

    # --- rules ------------------------------------------------------------------------------------------
    def _most(self, columns, most, weights=None):
        """Not more than `most` of some columns; left out where there are not so many."""
        if len(columns) > most or weights:
            self.rows.append((-INFINITY, most, columns, weights or [1.0] * len(columns)))

    def _rules(self):
        problem = self.problem
        hours, offers = defaultdict(list), defaultdict(list)
        for place, (key, slot, _) in enumerate(self.lessons):
            hours[problem.offer[key].teacher, slot].append(place)
            offers[key].append(place)
        for columns in hours.values():
            self._most(columns, 1)
        for key, columns in offers.items():
            self._most(columns, problem.offer[key].most_lessons)
        self._receivers()

    def _receivers(self):
        problem = self.problem
        hours, needs, days = defaultdict(list), defaultdict(list), defaultdict(list)
        classes, rooms = defaultdict(list), defaultdict(list)
        for place, fit in enumerate(self.fits):
            need, column = problem.need[fit.need], self.first_fit + place
            hours[fit.offer, fit.slot].append((column, fit.grades))
            needs[fit.need].append(column)
            days[fit.need, fit.slot.weekday].append(column)
            classes[need.group, fit.at].append(column)
            rooms[need.school, fit.at].append(column)
        for hour, found in hours.items():
            self._listeners(hour, found)
        met, taken = (self.board.met, self.board.rooms) if self.board else ({}, {})
        for key, columns in needs.items():
            self._most(columns, problem.need[key].periods - met.get(key, 0))
        for columns in [*days.values(), *classes.values()]:
            self._most(columns, 1)
        for (school, at), columns in rooms.items():
            self._most(columns, problem.place[school].rooms - taken.get((school, at), 0))

    def _listeners(self, hour, found):
        """At most so many classes at an hour, and only those that follow the grade for which it is given."""
        most = self.problem.offer[hour[0]].most_receivers
        lessons = self.of_hour[hour]
        alike = defaultdict(list)
        for column, grades in found:
            followed = tuple(place for place in lessons if self.lessons[place][2] in grades)
            alike[followed].append(column)
        alike.setdefault(tuple(lessons), [])
        for followed, columns in alike.items():
            listening = [column for column, _ in found] if len(followed) == len(lessons) else columns
            limit = min(most, len(listening))
            weights = [-float(limit)] * len(followed) + [1.0] * len(listening)
            self._most([*followed, *listening], 0.0, weights)

    def only_given(self, places):
        """Rows: a class listens only where a lesson is given that it follows.

        Implied in whole lessons. In parts it is what makes the bound of preferences tight, and it is left out
        where only feasibility or periods are asked for, which it slows."""
        rows = []
        for place in places:
            fit = self.fits[place]
            followed = [
                one for one in self.of_hour[fit.offer, fit.slot] if self.lessons[one][2] in fit.grades
            ]
            rows.append((-INFINITY, 0.0, [self.first_fit + place, *followed], [1.0, *[-1.0] * len(followed)]))
        return rows

    # --- solving ----------------------------------------------------------------------------------------
    def model(self, costs, floors=(), *, relaxed=False):
        """A fresh model with floors: (columns, least sum) each."""
        rows = [(least, INFINITY, columns, [1.0] * len(columns)) for columns, least in floors]
        return Model(costs, [*self.rows, *rows], whole=not relaxed)

    def solve(self, costs, *, floors=(), relaxed=False, **how):
        """The least sum of `costs` (a list over all columns) within the floors; `relaxed`: parts allowed."""
        if not self.fits:
            return Answer(np.zeros(0), 0.0, not floors, False)
        return self.model(costs, floors, relaxed=relaxed).run(**how)

    def solve_closely(self, costs, *, floors, clock, start, looks):
        """As `solve`, for what is too large to be left to HiGHS: the rows that make parts of lessons dear are
        found first, then it cuts for so many looks. What counts is the bound."""
        model = self.model(costs, floors, relaxed=True)
        own = [place for place, fit in enumerate(self.fits) if self.problem.cost(fit) < OTHER_CIRCLE]
        model.add(self.only_given(own))
        answer, known, before = model.run(seconds=clock.left), set(own), 0.0
        while answer.values is not None and answer.bound > before * (1 + WORTH_CLOSING):
            before = answer.bound
            open_rows = [place for place in self._listening_to_nothing(answer.values) if place not in known]
            known.update(open_rows)
            model.add(self.only_given(open_rows))
            answer = model.run(seconds=clock.left)
        model.make_whole()
        cut = model.run(seconds=clock.left, start=start, looks=looks, effort=0.0)
        return Answer(cut.values, max(answer.bound, cut.bound), cut.optimal, cut.stopped)

    def _listening_to_nothing(self, values):
        for place, (_, _, columns, weights) in enumerate(self.only_given(range(len(self.fits)))):
            if values[columns] @ np.array(weights) > PART:
                yield place

    # --- from lines to columns and back -----------------------------------------------------------------
    def lines(self, values):
        grade = {
            (offer, slot): said
            for place, (offer, slot, said) in enumerate(self.lessons)
            if values[place] > 0.5
        }
        found = defaultdict(list)
        for place, fit in enumerate(self.fits):
            if values[self.first_fit + place] > 0.5:
                found[fit.offer, fit.slot].append((fit.need, fit.at))
        return [Line(*hour, grade[hour], tuple(sorted(found[hour]))) for hour in sorted(found)]

    def values(self, lines):
        place = {fit.key: n for n, fit in enumerate(self.fits)}
        values = np.zeros(self.first_fit + len(self.fits))
        for line in lines:
            listening = [place[line.offer, line.slot, need] for need, _ in line.receivers]
            together = set.intersection(*(set(self.fits[one].grades) for one in listening))
            values[self._given(line, together)] = 1
            values[[self.first_fit + one for one in listening]] = 1
        return values

    def _given(self, line, together):
        """The column of a lesson that all its receivers follow."""
        columns = self.of_hour[line.offer, line.slot]
        return next(place for place in columns if self.lessons[place][2] in together)

    # --- what is asked for, step by step ----------------------------------------------------------------
    def school_columns(self):
        """{school: columns of the fits of its classes}."""
        found = defaultdict(list)
        for place, fit in enumerate(self.fits):
            found[self.problem.need[fit.need].school].append(self.first_fit + place)
        return found

    def floors_for(self, level):
        """Floors by which every school that can be helped reaches `level`; None: impossible."""
        floors = []
        for key, columns in self.school_columns().items():
            place = self.problem.place[key]
            least = ceil(level * place.required - place.given)
            if least > len(columns):
                return None
            if least > 0:
                floors.append((columns, float(least)))
        return floors

    def most_periods(self):
        return [0.0] * self.first_fit + [-1.0] * len(self.fits)

    def nothing(self):
        return [0.0] * (self.first_fit + len(self.fits))

    def preferences(self):
        return [float(A_LESSON)] * self.first_fit + [float(self.problem.cost(fit)) for fit in self.fits]


def _undominated(followers):
    """Grades in order, without those whose followers all follow one that is kept."""
    kept = []
    for grade in sorted(followers, key=lambda one: (-len(followers[one]), one)):
        if not any(followers[grade] <= followers[other] for other in kept):
            kept.append(grade)
    return sorted(kept)
