"""What a school's page and the school list know of groups: a panel and a facet."""

from dataclasses import dataclass

from groups.models import EducationGroup, Membership, PartnershipActivity
from schools import facets, panels


@dataclass(frozen=True)
class Belonging:
    """A school's membership as its page says it; `lead` is None on the lead's own page."""

    group: EducationGroup
    role: str
    tightness: str
    since: object
    lead: object
    note: str
    sample: bool


@panels.register("group", 10, "groups/_belonging.html", title="所在教育集团", side=True)
def belonging(schools, viewer):
    """{school_pk: [Belonging]} in one query: every member of the groups that the schools are in."""
    keys = {school.pk for school in schools}
    shown = Membership.objects.shown()
    groups = shown.filter(school__in=keys).values("group")
    rows = list(
        shown.filter(group__in=groups).select_related("group", "school").order_by("group__order", "pk")
    )
    leads = {row.group_id: row.school for row in rows if row.role == Membership.Role.LEAD}
    found = {}
    for row in rows:
        if row.school_id in keys:
            found.setdefault(row.school_id, []).append(_said(row, leads.get(row.group_id)))
    return found


def _said(row, lead):
    return Belonging(
        group=row.group,
        role=row.get_role_display(),
        tightness=row.get_tightness_display(),
        since=row.joined_on,
        lead=None if lead is None or lead.pk == row.school_id else lead,
        note=row.note,
        sample=row.sample,
    )


@panels.register("cooperation", 40, "groups/_taking_part.html", title="川渝协作")
def taking_part(schools, viewer):
    """{school_pk: [(activity, platform)]}: what the schools take part in with partners across the border."""
    through = PartnershipActivity.schools.through.objects.filter(school__in=schools)
    pairs = list(through.values_list("school", "partnershipactivity"))
    shown = PartnershipActivity.objects.published().in_bulk({activity for _, activity in pairs})
    found = {}
    for school, key in pairs:
        if key in shown:
            found.setdefault(school, []).append((shown[key], shown[key].get_platform_display()))
    return found


def group_choices():
    return list(EducationGroup.objects.listed().values_list("slug", "name"))


def group_names(schools, viewer):
    """{school_pk: group's name and role} for the cards of a page."""
    rows = Membership.objects.shown().filter(school__in=schools).select_related("group")
    return {row.school_id: f"{row.group.name}{row.get_role_display()}" for row in rows.order_by("-pk")}


def group_slugs():
    return Membership.objects.shown().values_list("school", "group__slug")


@facets.register("group", 10, label="教育集团", choices=group_choices, words=group_names, values=group_slugs)
def in_group(schools, slug):
    return schools.filter(pk__in=Membership.objects.shown().filter(group__slug=slug).values("school"))
