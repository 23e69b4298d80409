"""Random districts for matching: schools in circles of eight, a third of them with specialists to offer."""

import random
from fractions import Fraction

from classrooms.matching import Need, Offer, Place, Problem, Slot

CIRCLE = 8
SUBJECTS = (1, 2)  # music, art
GRADES = range(1, 7)
OWED = 2
STARTS = (510, 560, 625, 675, 870, 920)  # 8:30, 9:20, 10:25, 11:15, 14:30, 15:20
OFFSETS = (0, 0, 5, 20)
EDITIONS = (10, 20)


def district(schools, seed=1):
    dice = random.Random(seed)
    offers, needs, places = [], [], []
    for school in range(schools):
        circle = frozenset({school // CIRCLE})
        bells = dice.choice(OFFSETS)
        editions = {subject: subject * 100 + dice.choice(EDITIONS) for subject in SUBJECTS}
        strong = school % CIRCLE < 3
        lacking = [] if strong else [subject for subject in SUBJECTS if dice.random() < 0.6]
        owed = len(GRADES) * OWED * len(SUBJECTS)
        places.append(Place(school, Fraction(owed), Fraction(owed - len(lacking) * len(GRADES) * OWED)))
        for subject in SUBJECTS:
            if strong and dice.random() < 0.8:
                offers.append(_offer(dice, school, circle, subject, editions[subject], bells))
            if subject in lacking:
                needs += [
                    _need(dice, school, circle, subject, editions[subject], bells, grade) for grade in GRADES
                ]
    return Problem(offers, needs, places)


def slot(weekday, period, bells=0):
    start = STARTS[period - 1] + bells
    return Slot(weekday, period, start, start + 40)


def _hours(dice, count, bells):
    every = [(weekday, period) for weekday in range(1, 6) for period in range(1, 7)]
    return tuple(sorted(slot(*one, bells) for one in dice.sample(every, count)))


def _offer(dice, school, circle, subject, edition, bells):
    first = dice.choice((1, 3, 5))
    return Offer(
        key=school * 10 + subject,
        teacher=school * 10 + subject,
        school=school,
        subject=subject,
        grades=frozenset(range(first, min(first + 4, 7))),
        slots=_hours(dice, 6, bells),
        most_lessons=dice.choice((2, 3, 4)),
        most_receivers=dice.choice((2, 3)),
        versions=frozenset({edition}),
        circles=circle,
        span=dice.choice((0, 1)),
    )


def _need(dice, school, circle, subject, edition, bells, grade):
    return Need(
        key=(school * 10 + subject) * 10 + grade,
        group=school * 10 + grade,
        school=school,
        subject=subject,
        grades=(grade,),
        periods=OWED,
        slots=_hours(dice, 10, bells),
        version=edition,
        circles=circle,
        last_teacher=None,
    )
