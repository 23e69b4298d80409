"""Coverage kept by the worker: once a day, exactly; trends, the front page, measures, the shell."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from classrooms import coverage, coverage_days
from classrooms.models import CoverageDay, MatchProposal
from schools import measures
from tests import factories as make
from tests.coverage_kit import LAST, Class, owe, term

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def half():
    """A class that is given one period of two, and a third of another by relay."""
    owe(3, 2)
    own = Class(term())
    own.lesson(1)
    own.relay(9)
    return own


def test_a_day_is_kept_once_and_exactly(half):
    assert coverage_days.keep(LAST) == 1
    assert coverage_days.keep(LAST) == 0
    row, found = CoverageDay.objects.get(), coverage.read(on=LAST).total
    assert (row.required / row.unit, row.specialist / row.unit) == (2, 1)
    assert row.relay * 2 == row.unit == found.relay * 2 * row.unit
    assert (row.planned, row.done) == (1, 1)
    assert coverage_days.keep(date(2026, 8, 1)) == 0


def test_trend_is_the_newest_day_of_each_week(half):
    for day in (10, 11, 18):
        coverage_days.keep(date(2026, 9, day))
    points = coverage_days.trend(half.term)
    assert [(one.date.day, one.given) for one in points] == [(11, Decimal("100.0")), (18, Decimal("75.0"))]
    assert coverage_days.trend(half.term, schools=[0]) == []


def test_front_page_says_the_last_kept_day(client, half, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: date(2026, 9, 18))
    assert "课时开足" not in client.get("/").text
    coverage_days.keep(date(2026, 9, 18))
    found = coverage_days.latest()
    assert (found.given, found.unfilled, found.date.day) == (Decimal("75.0"), Decimal("0.5"), 18)


def test_measures_have_their_parts(half):
    given, qualified, unfilled = (
        measures.get(f"coverage_{name}").read() for name in ("given", "qualified", "unfilled")
    )
    assert (given.part, given.whole) == (qualified.part, qualified.whole) == (Decimal("1.5"), 2)
    assert (unfilled.part, unfilled.ratio) == (Decimal("0.5"), Decimal("0.25"))


def test_shell_refreshes_needs_and_proposes(half, capsys):
    make.district()
    with pytest.raises(CommandError, match="主讲意向"):
        call_command("plan_relay")
    make.SubjectOfferFactory(term=half.term)
    call_command("plan_relay")
    assert MatchProposal.objects.get().needed == 1
    assert "已证明没有更好的排法。" in capsys.readouterr().out
