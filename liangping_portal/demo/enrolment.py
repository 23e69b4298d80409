"""The order of admission, as the notice of 2024 has it: the newest that is known."""

from django.utils import timezone

from enrolment.models import PriorityRule
from liangping_portal.demo import sources
from schools.models import SchoolYear

YEAR = 2024
# What exactly has to agree is the notice's to say: a parent acts on it.
RULES = (
    (
        "三对口",
        "片区里，三对口的孩子排在最前；哪三样要对上，以通知为准。"
        "父母没有住房、孩子一出生户口和居住就在祖辈处的，也算三对口。",
    ),
    ("户籍对口", "其次看户口：户口对得上片区的孩子。"),
    ("房产对口", "再次看住房：住房对得上片区的孩子。"),
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
