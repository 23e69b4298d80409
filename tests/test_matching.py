"""Matching: rules by an independent checker, the proven best of small districts, repeatable."""

import random
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest

from classrooms import matching
from classrooms.matching import Line, Need, Offer, Place, Problem, large, solve
from classrooms.matching.exact import Programme
from classrooms.matching.highs import least_whole
from classrooms.matching.large import Pieces
from classrooms.matching.problem import total_cost, value, worst
from classrooms.matching.solve import Clock
from tests.matching_kit import district, slot

TUESDAY_2, TUESDAY_3, THURSDAY_1 = slot(2, 2), slot(2, 3), slot(4, 1)


def offer(**fields):
    usual = {"key": 1, "teacher": 1, "school": 1, "subject": 1, "grades": frozenset({3}), "most_lessons": 2}
    return Offer(**usual | {"slots": (TUESDAY_2,), "most_receivers": 2} | fields)


def need(key=1, **fields):
    usual = {"key": key, "group": key, "school": 10 + key, "subject": 1, "grades": (3,), "periods": 1}
    return Need(**usual | {"slots": (TUESDAY_2,)} | fields)


def place(need, required=2, given=0, **fields):
    return Place(need.school, Fraction(required), Fraction(given), **fields)


def problem(offers, needs, **fields):
    return Problem(offers, needs, [place(one) for one in needs], **fields)


@pytest.fixture(scope="module")
def twenty():
    """Twenty schools and what is proposed for them, solved once."""
    rows = district(20)
    return rows, matching.propose(rows)


def test_twenty_schools_are_proven_in_every_step_and_beat_working_by_hand(twenty):
    rows, found = twenty
    by_hand = matching.by_hand(rows)
    assert found.proven and found.repeatable and found.preferred == 1.0
    assert found.periods == found.bound
    assert matching.broken_rules(rows, found.lines) == matching.broken_rules(rows, by_hand) == []
    assert value(rows, found.lines) > value(rows, by_hand)
    assert worst(rows, found.lines) == Fraction(13, 24) > worst(rows, by_hand)


def test_same_rows_in_another_order_give_the_same_proposal(twenty):
    rows, found = twenty
    dice = random.Random(3)
    mixed = [dice.sample(group, len(group)) for group in (rows.offers, rows.needs, rows.places)]
    assert matching.propose(Problem(*mixed)).lines == found.lines


@pytest.mark.parametrize("seed", range(6))
def test_no_choice_of_receivers_beats_the_proposal(seed):
    """Every set of fits of a tiny district, tried one by one."""
    whole = district(6, seed)
    needs = [replace(one, slots=one.slots[:3]) for one in whole.needs[:5]]
    rows = Problem(whole.offers, needs, whole.places)
    fits = rows.fits[:11]
    rows.fits = fits
    best = max(value(rows, lines) for lines in _every_choice(rows, fits))
    assert value(rows, matching.propose(rows).lines) == best


def _every_choice(rows, fits):
    for count in range(len(fits) + 1):
        for chosen in combinations(fits, count):
            hours = {}
            for fit in chosen:
                hours.setdefault((fit.offer, fit.slot), []).append(fit)
            together = {
                hour: set.intersection(*(set(fit.grades) for fit in found)) for hour, found in hours.items()
            }
            if all(together.values()):
                lines = [
                    Line(*hour, min(together[hour]), tuple(sorted((fit.need, fit.at) for fit in found)))
                    for hour, found in hours.items()
                ]
                if not matching.broken_rules(rows, lines):
                    yield lines


@pytest.mark.parametrize("seed", range(8))
def test_pieces_only_make_better_and_break_no_rule(seed):
    rows = district(12, seed)
    before = matching.by_hand(rows)
    after = large.improve(rows, before, clock=Clock(float("inf")), passes=range(2))
    assert matching.broken_rules(rows, after) == []
    assert value(rows, after) >= value(rows, before)
    assert sum(len(line.receivers) for line in after) <= large.most_periods(rows)


def test_blocks_share_no_need_and_only_make_better():
    rows = district(24, 4)
    blocks = list(Pieces(rows).order(large.BLOCKS, []))
    asked = [{fit.need for fit in rows.fits if fit.offer in block} for block in blocks]
    assert len(blocks) > 1 and sum(len(needs) for needs in asked) == len(set.union(*asked))
    before = matching.by_hand(rows)
    after = large.improve(rows, before, clock=Clock(float("inf")), passes=(large.BLOCKS,))
    assert matching.broken_rules(rows, after) == []
    assert value(rows, after) > value(rows, before)


def test_a_block_too_large_to_be_solved_whole_is_cut(monkeypatch):
    rows = district(24, 4)
    monkeypatch.setattr(large, "BLOCK_FITS", 10)
    monkeypatch.setattr(large, "PIECE", 2)
    blocks = list(Pieces(rows).order(large.BLOCKS, []))
    assert max(len(block) for block in blocks) == 2
    assert sorted(key for block in blocks for key in block) == sorted({fit.offer for fit in rows.fits})


def test_a_bound_is_raised_to_the_next_sum_that_whole_columns_have():
    costs = [5.0, 60.0, 65.0, 0.0]
    assert [least_whole(costs, bound) for bound in (120.5, 125.0005, 125.1)] == [125, 125, 130]
    assert least_whole([0.0], 3.0) == least_whole(costs, float("-inf")) == 0


def test_the_close_bound_of_preferences_lies_between_the_loose_one_and_the_best(twenty):
    rows, found = twenty
    programme = Programme(rows)
    every = programme.fit_columns(range(len(rows.fits)))
    floors = [*programme.floors_for(worst(rows, found.lines)), (every, float(found.periods))]
    costs, clock = programme.preferences(), Clock(float("inf"))
    start = programme.values(found.lines)
    loose = programme.solve(costs, floors=floors, relaxed=True, seconds=60).bound
    close = programme.solve_closely(costs, floors=floors, clock=clock, start=start, looks=1).bound
    assert loose < close <= total_cost(rows, found.lines)


def test_work_that_ends_by_its_count_ends_alike_and_is_no_matter_of_the_clock(twenty):
    rows, _ = twenty
    programme = Programme(rows)
    first, second = (programme.solve(programme.most_periods(), seconds=60, looks=2) for _ in range(2))
    assert not first.stopped and not first.optimal
    assert first.bound == second.bound


def test_a_large_district_is_solved_in_pieces_alike_each_time(monkeypatch):
    monkeypatch.setattr(solve, "LARGEST", 10)
    rows = district(24, 4)
    found = matching.propose(rows)
    assert matching.broken_rules(rows, found.lines) == []
    assert found.repeatable and found.lines == matching.propose(rows).lines
    assert value(rows, found.lines) >= value(rows, matching.by_hand(rows))


def test_worst_school_goes_before_more_periods():
    """One lesson to two receivers of a richer school, or to one of the school that has nothing."""
    poor, rich, richer = need(1), need(2, school=20, group=2), need(3, school=20, group=3)
    places = [place(poor), Place(20, Fraction(4), Fraction(2), rooms=2)]
    poor = replace(poor, slots=(THURSDAY_1,))
    rows = Problem([offer(slots=(TUESDAY_2, THURSDAY_1), most_lessons=1)], [poor, rich, richer], places)
    (line,) = matching.propose(rows).lines
    assert line.receivers == ((1, THURSDAY_1),)


def test_own_group_and_the_known_teacher_are_preferred():
    near, far = offer(circles=frozenset({7})), offer(key=2, teacher=2, school=2)
    (line,) = matching.propose(problem([near, far], [need(circles=frozenset({7}))])).lines
    assert line.offer == 1
    rows = problem([offer(), offer(key=2, teacher=2, school=2)], [need(last_teacher=2)])
    assert [line.offer for line in matching.propose(rows).lines] == [2]
    assert total_cost(rows, matching.propose(rows).lines) == 60 + 5


@pytest.mark.parametrize(
    ("offered", "needed"),
    [
        ({"subject": 2}, {}),
        ({"grades": frozenset({4})}, {}),
        ({"versions": frozenset({5})}, {"version": 6}),
        ({"school": 11}, {}),
        ({"slots": (slot(2, 2, 20),)}, {}),
        ({"slots": (TUESDAY_3,)}, {}),
    ],
    ids=["subject", "grade", "version", "own school", "bells", "hour"],
)
def test_what_does_not_fit_is_not_proposed(offered, needed):
    assert matching.propose(problem([offer(**offered)], [need(**needed)])).lines == []


def test_neighbouring_grade_listens_where_declared():
    assert matching.propose(problem([offer(span=1)], [need(grades=(4,))])).periods == 1
    together = [need(1, grades=(2,)), need(2, grades=(4,))]
    assert matching.propose(problem([offer(span=1)], together)).periods == 2
    assert matching.propose(problem([offer(span=1, grades=frozenset({2}))], together)).periods == 1


def test_checker_names_every_broken_rule():
    offers = [offer(most_receivers=1), offer(key=2, teacher=1)]
    needs = [need(1), need(2, group=1, school=11)]
    rows = Problem(offers, needs, [place(needs[0])])
    crowd = Line(1, TUESDAY_2, 4, ((1, TUESDAY_2), (2, TUESDAY_2)))
    twice = Line(2, TUESDAY_2, 3, ((1, TUESDAY_3),))
    said = " · ".join(matching.broken_rules(rows, [crowd, twice]))
    for words in (
        "not for grade 4",
        "too many receivers",
        "grade 4 for (3,)",
        "the class is not free",
        "bells 65 minutes apart",
        "in 2 places",
        "need 1 is met 2 times",
        "on weekday 2",
        "class 1 is in 2 lessons",
        "school 11 receives 2",
    ):
        assert words in said
