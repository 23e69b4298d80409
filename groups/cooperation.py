"""The page of the cooperation across the border, prepared: three platforms, agreements, border schools."""

from itertools import groupby

from django.db.models import Prefetch

from groups.models import Partnership, PartnershipActivity
from schools.models import Figure, School

PLATFORMS = PartnershipActivity.Platform
# Enrolment is one of the three platforms: its figures stand here too.
TOPICS = (Figure.Topic.COOPERATION, Figure.Topic.ENROLMENT)


def page():
    agreements = list(Partnership.objects.published())
    found = platforms()
    return {
        "agreements": agreements,
        "agreement_sources": sources_of(agreements),
        "platforms": found,
        "platform_sources": sources_of(row for _, rows in found for row in rows),
        "figures": list(Figure.objects.of_district(*TOPICS)),
        "border": border_schools(),
    }


def sources_of(rows):
    """The sources in one line, each once."""
    return "；".join(dict.fromkeys(row.source for row in rows))


def platforms():
    """[(name, activities)] of the three platforms, an empty one included."""
    listed = School.objects.published().open()
    rows = (
        PartnershipActivity.objects.published()
        .select_related("picture")
        .prefetch_related(Prefetch("schools", queryset=listed))
    )
    by_platform = {}
    for row in rows:
        row.shown_schools = list(row.schools.all())
        by_platform.setdefault(row.platform, []).append(row)
    return [(label, by_platform.get(value, [])) for value, label in PLATFORMS.choices]


def border_schools():
    """[(township, schools)] of the townships on the border, in the district's order."""
    rows = (
        School.objects.published()
        .open()
        .filter(township__border=True)
        .select_related("township")
        .order_by("township__order", "township__name", "stage_order", "official_order", "pinyin", "pk")
    )
    return [(township.name, list(same)) for township, same in groupby(rows, key=lambda row: row.township)]
