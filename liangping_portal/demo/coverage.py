"""The story of 示例小学 and its music: what is lacking, who offers, what is proposed, what came of it.

Relays and receipts are the relay's own (`demo/relay.py`); here are the offer of the same invented teacher for
the classes that still lack music, the needs as the portal computes them, a proposal, and the weeks behind.
"""

from datetime import timedelta

from classrooms import coverage_days, needs, proposals
from classrooms.booking import Refused
from classrooms.models import MatchProposal, SubjectOffer

# Hours at which some of the classes that lack music are free.
HOURS = [[1, 4], [2, 3], [2, 4], [2, 6], [3, 4], [3, 6], [4, 3], [4, 6], [5, 4], [5, 6]]
WEEKS_BACK = 8


def load(ledger, today):
    term = ledger["term:1"]
    ledger.put(
        "offer:music",
        SubjectOffer,
        term=term,
        teacher=ledger["teacher:xiaohan"],
        subject=ledger["subject:音乐"],
        grades=[1, 2, 5, 6],
        span=1,
        versions=[ledger["version:music"], ledger["version:music-2"]],
        hours=HOURS,
        most_lessons=10,
        most_receivers=3,
        sample=True,
    )
    needs.refresh(on=today)
    if ledger.written("proposal:music", MatchProposal) is None:
        _propose(ledger, today)
    friday = today - timedelta(days=today.weekday() + 3)
    for week in range(WEEKS_BACK):
        coverage_days.keep(friday - timedelta(weeks=week))
    coverage_days.keep(today - timedelta(days=1))


def _propose(ledger, today):
    try:
        made = proposals.make(ledger["unit:district"], on=today)
    except Refused:
        # Loaded in the holidays, nothing is lacking.
        return
    ledger.keep("proposal:music", made, ["state", "periods"])
