"""The order of admission, as the notice of 2024 has it: the newest that is known."""

from django.utils import timezone

from enrolment.models import PriorityRule
from liangping_portal.demo import sources
from schools.models import SchoolYear

YEAR = 2024
RULES = (
    ("三对口", "户口、住房和实际居住都在片区内。父母没有住房、孩子一出生户口和居住就在祖辈处的，也算。"),
    ("户籍对口", "户口在片区内。"),
    ("房产对口", "住房在片区内。"),
)


def load(ledger):
    year = ledger.put(f"school-year:{YEAR}", SchoolYear, find={"start": YEAR})
    for order, (name, meaning) in enumerate(RULES, 1):
        ledger.put(
            f"priority:{order}",
            PriorityRule,
            find={"school_year": year, "order": order},
            name=name,
            meaning=meaning,
            source=sources.NOTICE,
            once={"visible_from": timezone.now()},
        )
