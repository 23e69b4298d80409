"""An invented group of the two invented schools, not published, and teachers whom one sends to the other.

So that the boards have somebody who came, and somebody who is planned, without a word about a real school.
"""

from datetime import timedelta

from accounts.models import Unit
from groups import rotating
from groups.models import EducationGroup, Membership, Rotation
from liangping_portal.demo import sources
from liangping_portal.demo.relay import RIVER
from liangping_portal.demo.sample_school import SLUG as SAMPLE

GROUP = "示例教育集团"
MEMBERS = ((SAMPLE, Membership.Role.LEAD), (RIVER, Membership.Role.MEMBER))
# teacher, kind, steps taken: three are 校内公示, 区教委备案, 到岗
ROTATIONS = (("dashu", Rotation.Kind.ITINERANT, 3), ("yushui", Rotation.Kind.ROTATION, 0))
LASTS = timedelta(days=300)


def load(ledger):
    unit = ledger.put("unit:group-shili", Unit, find={"kind": Unit.Kind.GROUP, "name": GROUP})
    group = ledger.put(
        "group:shili",
        EducationGroup,
        find={"slug": "shili-jituan"},
        unit=unit,
        name=GROUP,
        direction="",
        source=sources.SAMPLE,
        order=9,
        sample=True,
    )
    for slug, role in MEMBERS:
        ledger.put(
            f"membership:shili:{slug}",
            Membership,
            find={"group": group, "school": ledger[f"school:{slug}"]},
            role=role,
            joined_on=ledger["term:1"].starts_on,
            source=sources.SAMPLE,
        )
    for teacher, kind, steps in ROTATIONS:
        _rotation(ledger, group, teacher, kind, steps)


def _rotation(ledger, group, key, kind, steps):
    name = f"rotation:{key}"
    if ledger.written(name, Rotation) is not None:
        return
    starts_on = ledger["term:1"].starts_on
    row = rotating.plan(
        group,
        ledger[f"teacher:{key}"],
        ledger[f"school:{RIVER}"],
        kind=kind,
        school_year=ledger["school-year"],
        starts_on=starts_on,
        ends_on=starts_on + LASTS,
        sample=True,
    )
    for _ in range(steps):
        row = rotating.advance(row, filing_number="示例备〔2026〕1号", filed_on=starts_on)
    ledger.keep(name, row, ["status"])
