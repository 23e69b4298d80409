"""The statement and a slow count of single days agree on 500 random districts."""

from fractions import Fraction

import pytest

from classrooms import coverage
from tests.coverage_kit import Random
from tests.coverage_reference import Reference

pytestmark = pytest.mark.django_db
BATCHES, A_BATCH = 20, 25


@pytest.mark.both
@pytest.mark.parametrize("seed", range(BATCHES))
def test_statement_and_reference_agree(seed):
    made = Random(seed, A_BATCH)
    last = made.term.ends_on if seed % 3 else made.day()
    first = made.term.starts_on if seed % 2 else min(made.day(), last)
    found = coverage.read(by=("class", "subject"), on=last, term=made.term, first=first)
    asked = {
        key: (row.required, row.specialist, row.relay, row.other, row.relay_if_held, row.other_if_held)
        for key, row in found.items()
    }
    assert asked == Reference(made.term, made.version, first, last).rows()
    # A window of few days may be all holidays.
    assert asked or (first, last) != (made.term.starts_on, made.term.ends_on)
    for row in found.values():
        shown = row.shown
        assert sum(value for _, value in shown.parts()) == shown.required
        assert min(value for _, value in shown.parts()) >= 0
        assert abs(Fraction(shown.given) - row.given) <= Fraction(1, 20)
