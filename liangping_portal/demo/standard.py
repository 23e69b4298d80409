"""The example curriculum standard: domain.md, section 2; the district overrules every figure of it."""

from decimal import Decimal

from schools.models import CurriculumStandard, StandardVersion

# subject → periods a week in grades 1 to 9
PERIODS = {
    "音乐": (2, 2, 2, 2, 2, 2, 1, 1, 1),
    "美术": (2, 2, 2, 2, 2, 2, 1, 1, 1),
    "体育与健康": (4, 4, 3, 3, 3, 3, 3, 3, 3),
    "信息科技": (0, 0, 1, 1, 1, 1, 1, 1, 0),
    "劳动": (1, 1, 1, 1, 1, 1, 1, 1, 1),
    "科学": (1, 1, 2, 2, 2, 2, 0, 0, 0),
}
SOURCE = "示例标准，只作演示；以区教委公布的课时标准为准"


def load(ledger):
    version = ledger.put(
        "standard",
        StandardVersion,
        find={"school_year": ledger["school-year"], "number": 1},
        once={"adopted_on": ledger["term:1"].starts_on},
        source=SOURCE,
        sample=True,
    )
    if ledger.is_new("standard"):
        CurriculumStandard.objects.bulk_create(
            CurriculumStandard(
                version=version,
                grade=grade,
                subject=ledger[f"subject:{name}"],
                periods_per_week=Decimal(periods),
            )
            for name, row in PERIODS.items()
            for grade, periods in enumerate(row, 1)
            if periods
        )
