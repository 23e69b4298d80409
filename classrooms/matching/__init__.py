"""Who relays which lesson to whom, and when: the best proposal for a district's needs and offers.

    proposal = matching.propose(Problem(offers, needs, schools))

A pure function of plain rows: no database, and the same rows, in whatever order, give the same proposal.
What is best is decided in three steps, none of which gives up anything of the one before: the worst-covered
school that can be helped at all is raised as far as it goes; then as many periods as possible are covered;
then what people prefer (same education group, the teacher of last term, bells that agree, few lessons).

`problem.py` rows and what fits what · `exact.py` the programme, `highs.py` its solver · `greedy.py` what a
careful person would do by hand, the least that any proposal reaches · `large.py` a district piece by piece ·
`check.py` every rule once more, independently · `reasons.py` why, and why not.
"""

from classrooms.matching.check import broken_rules
from classrooms.matching.greedy import by_hand
from classrooms.matching.problem import Line, Need, Offer, Place, Problem, Proposal, Slot
from classrooms.matching.solve import propose

__all__ = [
    "Line",
    "Need",
    "Offer",
    "Place",
    "Problem",
    "Proposal",
    "Slot",
    "broken_rules",
    "by_hand",
    "propose",
]
