"""A group and its members as pages show them."""

from dataclasses import dataclass

from groups import panels
from groups.models import EducationGroup, Membership
from groups.shares import share
from groups.sharing import LETTER
from pictures.sharing import code_of
from schools.models import Figure, UpgradeProject


@dataclass(frozen=True)
class Row:
    """A group of the list; `unnamed` is the number of schools that the source counts and does not name."""

    group: EducationGroup
    lead: object
    members: list
    picture: dict | None

    @property
    def entered(self):
        return len(self.members) + (1 if self.lead else 0)

    @property
    def unnamed(self):
        return max(0, (self.group.stated_size or 0) - self.entered)

    @property
    def size_words(self):
        """8所，本站已录入1所; where all are entered only their number."""
        if self.unnamed:
            return f"{self.group.stated_size}所，本站已录入{self.entered}所"
        return f"{self.entered}所"


def list_page():
    """The context of the list: the site's own share beside the report's figure, and what was built."""
    upgrades = list(UpgradeProject.objects.of_district())
    entered = share()
    return {
        "rows": rows_of(EducationGroup.objects.listed().for_page()),
        "share": entered,
        "share_parts": parts_of(entered),
        "figures": list(Figure.objects.of_district(Figure.Topic.GROUPS)),
        "upgrades": upgrades,
        "upgrade_sources": "；".join(dict.fromkeys(row.source for row in upgrades)),
    }


def parts_of(reading):
    """The two parts of the share, for a bar that is never one number alone."""
    rest = reading.whole - reading.part
    return [("已录入归属", reading.part, f"{reading.part}所"), ("未录入归属", rest, f"{rest}所")]


def rows_of(groups):
    """One row a group, the members of all of them in one query."""
    groups = list(groups)
    by_group = {}
    for row in in_order(Membership.objects.shown().filter(group__in=groups)):
        by_group.setdefault(row.group_id, []).append(row)
    return [_row(group, by_group.get(group.pk, [])) for group in groups]


def in_order(memberships):
    return memberships.select_related("school__township").order_by(
        "school__stage_order", "school__official_order", "school__pinyin", "pk"
    )


def _row(group, memberships):
    lead = next((row for row in memberships if row.role == Membership.Role.LEAD), None)
    members = [row for row in memberships if row is not lead]
    return Row(group, lead, members, group.lead_picture and group.lead_picture.prepared())


def group_page(group):
    (row,) = rows_of([group])
    sources = [group.source, *(member.source for member in [row.lead, *row.members] if member)]
    return {
        "group": group,
        "code": code_of(LETTER, group.pk),
        "row": row,
        "panels": panels.of_group(group),
        "paragraphs": [line.strip() for line in group.about.splitlines() if line.strip()],
        "sources": list(dict.fromkeys(filter(None, sources))),
    }
