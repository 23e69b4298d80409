"""Matching on generated districts: `python -m tests.bench.matching [20 200 2000]`.

Prints for each size what was reached against the bound and against working by hand. Fails where the checker
finds a rule broken, where working by hand is better, where a second run of a small size gives other lines, or
where a promise is missed: the optimum of the first two steps, or 5 % at 2,000 schools. Time is the process's
own, since others may use the machine.
"""

import sys
import time
from math import inf

from classrooms import matching
from classrooms.matching.problem import value
from classrooms.matching.solve import PARTNERS
from tests.matching_kit import district

SIZES = (20, 200, 2000)
# Seconds of the promise, on two processors of one's own.
PROMISED = {20: 10, 200: 60, 2000: 600}
TWICE = 200
GAP = 0.05


def measure(schools):
    rows = district(schools)
    began, spent = time.monotonic(), time.process_time()
    found = matching.propose(rows)
    wall, cpu = time.monotonic() - began, time.process_time() - spent
    broken = matching.broken_rules(rows, found.lines)
    # Of a large district what is compared is made from the same narrowed choice.
    narrow = matching.Problem(
        rows.offers, rows.needs, rows.places, rows.tolerance, PARTNERS if schools > TWICE else None
    )
    hand, best = value(narrow, matching.by_hand(narrow)), value(narrow, found.lines)
    asked = sum(need.periods for need in rows.needs)
    print(
        f"{schools:>5} schools: {len(rows.offers)} offers, {len(rows.needs)} needs, {asked} periods a week\n"
        f"      covered {found.periods} of at most {found.bound} (gap {found.gap:.2%}), "
        f"{'proven' if found.proven else 'not proven'}, third step {found.preferred:.0%} of its bound\n"
        f"      by hand {hand[1]}: {best[1] - hand[1]:+d} periods; "
        f"worst school {float(hand[0]):.1%} → {float(best[0]):.1%}\n"
        f"      {wall:.0f} s ({cpu:.0f} s of processor; promised {PROMISED.get(schools, '-')} s), "
        f"{'repeatable' if found.repeatable else 'stopped by the clock'}, rules broken: {len(broken)}",
        flush=True,
    )
    again = schools > TWICE or matching.propose(rows).lines == found.lines
    reached = found.proven or (schools > TWICE and found.gap <= GAP)
    return not broken and best >= hand and again and reached and cpu < PROMISED.get(schools, inf)


def main(sizes):
    results = [measure(int(size)) for size in sizes or SIZES]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
