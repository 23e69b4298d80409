"""A group's card: what its poster and a pasted link of its page show."""

from django.db.models import Prefetch

from groups.models import EducationGroup, Membership
from pictures import sharing

LETTER = "j"
# So many members a poster names; the page has them all.
MOST = 6


@sharing.register(LETTER)
def group(pk):
    members = Prefetch("memberships", Membership.objects.shown().select_related("school"), to_attr="shown")
    rows = EducationGroup.objects.published().select_related("lead_picture").prefetch_related(members)
    row = rows.filter(pk=pk).first()
    if row is None:
        return None
    return sharing.Card(
        path=row.get_absolute_url(),
        title=(row.name,),
        kicker=row.get_direction_display() if row.direction else "教育集团",
        lines=tuple(filter(None, [row.standfirst, _members(row.shown)])),
        picture=row.lead_picture.prepared() if row.lead_picture else {},
        sample=row.sample,
    )


def _members(memberships):
    """牵头校：甲小学　成员校：乙小学、丙小学等8所"""
    lead = [row.school.short_name for row in memberships if row.role == Membership.Role.LEAD]
    members = [row.school.short_name for row in memberships if row.role != Membership.Role.LEAD]
    more = f"等{len(members)}所" if len(members) > MOST else ""
    parts = [f"牵头校：{'、'.join(lead)}" if lead else ""]
    parts.append(f"成员校：{'、'.join(members[:MOST])}{more}" if members else "")
    return "　".join(filter(None, parts))
