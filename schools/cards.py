"""A school as one row of a list: its name, where it is, what it has, what it is known for."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from publishing.fragments import kept_many
from schools import facets
from schools.filters import SECTIONS
from schools.models import Programme, School

AMENITIES = [
    ("boarding", "寄宿"),
    ("canteen", "食堂"),
    ("bus", "校车"),
    ("after_school", "课后服务"),
    ("special_needs_room", "特殊教育资源教室"),
]


@dataclass
class Card:
    school: School
    place: list
    has: list
    known_for: list
    words: list
    html: str = ""


def cards(keys):
    """One card a school of a page, in the order of the keys; those not kept cost three queries together."""
    found = kept_many(SECTIONS, "school card", list(keys), _made)
    return [found[key] for key in keys]


def _made(keys):
    schools = list(School.objects.filter(pk__in=keys).for_list())
    known_for = _known_for(schools)
    # The words of the facets are everybody's: no viewer.
    words = facets.words_of(schools, None)
    made = {}
    for school in schools:
        card = Card(
            school, _place(school), _has(school), known_for.get(school.pk, []), words.get(school.pk, [])
        )
        card.html = render_to_string("schools/_card.html", {"card": card, "may_tick": settings.COMPARE})
        made[school.pk] = card
    return made


def _place(school):
    township = school.township.name if school.township else ""
    said = [school.get_stage_display(), school.get_kind_display(), township or school.get_area_display()]
    return [text for text in said if text]


def _has(school):
    return [label for field, label in AMENITIES if getattr(school, field)]


def _known_for(schools):
    """{school_pk: [tag, …]}, in the school's own order of its programmes."""
    rows = Programme.objects.filter(school__in=schools).exclude(tag="").order_by("order", "pk")
    found = {}
    for key, tag in rows.values_list("school", "tag"):
        found.setdefault(key, {})[tag] = None
    return {key: list(tags) for key, tags in found.items()}
