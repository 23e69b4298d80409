"""HiGHS at work: one thread, one seed, a model of columns and rows, and what came of running it.

What stops a run is counted in its own work, never on the clock, so that it stops at the same place each time;
the clock is a safety beside it, and what it stopped says so.
"""

import os
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil, gcd, isfinite

import highspy
import numpy as np

INFINITY = highspy.kHighsInf
# What counts as the same sum.
CLOSE = 1e-3
STEADY = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
}


def unit(costs):
    """What every sum of such (whole) costs is a multiple of; 0 where nothing costs anything."""
    return gcd(*{int(cost) for cost in costs})


def least_whole(costs, bound):
    """The least sum of whole columns that the bound allows."""
    step = unit(costs)
    return max(ceil((bound - CLOSE) / step) * step, 0) if step and isfinite(bound) else 0


@contextmanager
def unannounced():
    """HiGHS greets on standard output when it is made, before it can be told not to."""
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


@dataclass
class Answer:
    """`values` of the columns or None; `bound` on what is asked for; `stopped` by the clock."""

    values: object
    bound: float
    optimal: bool
    stopped: bool


class Model:
    """Columns from nothing to one, each at its cost, and rows (least, most, columns, weights)."""

    def __init__(self, costs, rows, *, whole=True):
        with unannounced():
            self.highs = highspy.Highs()
        for name, value in STEADY.items():
            self.highs.setOptionValue(name, value)
        # Nothing lies between a bound less than one step below what is found and that.
        self.highs.setOptionValue("mip_abs_gap", max(unit(costs), 1) - CLOSE)
        self.costs, self.count, self.whole = np.array(costs, dtype=float), len(costs), False
        self.highs.addVars(self.count, np.zeros(self.count), np.ones(self.count))
        self.highs.changeColsCost(self.count, self._every, self.costs)
        self.add(rows)
        if whole:
            self.make_whole()

    @property
    def _every(self):
        return np.arange(self.count, dtype=np.int32)

    def add(self, rows):
        if not rows:
            return
        sizes = np.array([0, *(len(row[2]) for row in rows)])
        self.highs.addRows(
            len(rows),
            np.array([row[0] for row in rows], dtype=float),
            np.array([row[1] for row in rows], dtype=float),
            int(sizes.sum()),
            np.cumsum(sizes)[:-1].astype(np.int32),
            np.concatenate([np.array(row[2], dtype=np.int32) for row in rows]),
            np.concatenate([np.array(row[3], dtype=float) for row in rows]),
        )

    def make_whole(self):
        kinds = np.full(self.count, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        self.highs.changeColsIntegrality(self.count, self._every, kinds)
        self.whole = True

    def run(self, *, seconds, start=None, gap=0.0, looks=None, effort=None):
        """`looks`: after so many looks up from its work HiGHS stops; `effort`: share spent on guessing."""
        highs = self.highs
        highs.setOptionValue("time_limit", max(seconds, 0.1) + highs.getRunTime())
        highs.setOptionValue("mip_rel_gap", gap)
        if effort is not None:
            highs.setOptionValue("mip_heuristic_effort", effort)
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = [float(value) for value in start]
            highs.setSolution(solution)
        if looks is not None:
            self._stop_after(looks)
        highs.run()
        if start is not None and self._named_too_low():
            highs.clearSolver()
            highs.run()
        return self._answer()

    def _named_too_low(self):
        """Whether HiGHS names a lesser sum as best than its columns have: 1.16 now and then takes a start for
        cheaper than it is, and ends there, short of the best."""
        if not self.whole or self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return False
        values, named = self.highs.getSolution().col_value, self.highs.getInfo().objective_function_value
        return self.costs @ np.array(values) > named + CLOSE

    def _stop_after(self, looks):
        left = [looks]

        def look(event):
            left[0] -= 1
            if left[0] < 0:
                event.interrupt()

        self.highs.cbMipInterrupt.subscribe(look)

    def _answer(self):
        status, info = self.highs.getModelStatus(), self.highs.getInfo()
        found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        done = status in {highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible}
        # What was stopped half-way in parts of lessons bounds nothing.
        bound = info.objective_function_value if done else -INFINITY
        return Answer(
            np.array(self.highs.getSolution().col_value) if found else None,
            info.mip_dual_bound if self.whole else bound,
            done,
            status == highspy.HighsModelStatus.kTimeLimit,
        )
