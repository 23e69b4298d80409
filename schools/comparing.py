"""放在一起看: the published facts of two to four schools side by side, carried by the address alone.

Facts only: no honours, no scores, nothing that ranks. What is not reported is said, never taken for no.
"""

from dataclasses import dataclass
from datetime import date
from itertools import chain
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from schools import compared, facets, profile, wording
from schools.models import Figure, Programme, School

FEWEST, MOST = 2, 4
# An address may name more; of these the first are looked up, so that no address is dear.
MOST_NAMED = 12
OFFERED = 8
UNREPORTED, UNREGISTERED = "尚未填报", "未登记"
# The schools' own page has these; they are words rather than facts, or asked of one school alone.
LEFT_OUT = {"办学理念", "办学愿景", "监督电话"}


def path_of(slugs, **more):
    """The page's address; empty where the page is turned off."""
    if not settings.COMPARE:
        return ""
    return f"{reverse('schools:compare')}?{urlencode([*(('s', slug) for slug in slugs), *more.items()])}"


@dataclass(frozen=True)
class Column:
    school: School
    without: str


@dataclass(frozen=True)
class Row:
    """A fact: its name, and what each school says of it, "" where it has not reported."""

    name: str
    schools: list
    values: list
    missing: str = UNREPORTED

    @property
    def cells(self):
        return list(zip(self.schools, self.values, strict=True))

    @property
    def differs(self):
        return len(set(self.values)) > 1

    @property
    def is_empty(self):
        return not any(self.values)


@dataclass(frozen=True)
class Gone:
    """A closed school, and the address with its successor in its place."""

    school: School
    successor: School | None
    instead: str


def asked_schools(slugs):
    """(open schools in the order of the address, closed ones, slugs of no public school)."""
    slugs = list(dict.fromkeys(slug.strip() for slug in slugs if slug.strip()))[:MOST_NAMED]
    rows = School.objects.published().for_profile().filter(slug__in=[s for s in slugs if "\0" not in s])
    known = {school.slug: school for school in rows}
    found = [known[slug] for slug in slugs if slug in known]
    is_open = School.Status.OPEN
    return (
        [school for school in found if school.status == is_open],
        [school for school in found if school.status != is_open],
        [slug for slug in slugs if slug not in known],
    )


def comparison(slugs, *, different=False, name=""):
    """The context of the page."""
    named, closed, unknown = asked_schools(slugs)
    schools, too_many = named[:MOST], named[MOST:]
    kept = [school.slug for school in schools]
    figures = figures_of(schools)
    rows = rows_of(schools, figures) if len(schools) >= FEWEST else []
    return {
        "columns": [Column(school, path_of(s for s in kept if s != school.slug)) for school in schools],
        "too_many": too_many,
        "closed": [gone(school, kept) for school in closed],
        "unknown": len(unknown),
        "rows": [row for row in rows if not row.is_empty and (row.differs or not different)],
        "alike": sum(1 for row in rows if not row.is_empty and not row.differs),
        "unreported": [row.name for row in rows if row.is_empty and row.missing == UNREPORTED],
        "different": different,
        "views": [
            ("全部", path_of(kept), not different),
            ("只看不同的", path_of(kept, different=1), different),
        ],
        "figure_sources": profile.sources_of(chain.from_iterable(figures.values())),
        "kept": kept,
        "most": MOST,
        "full": len(schools) >= MOST,
        "name": name,
        "offers": offers(name, kept),
    }


def gone(school, kept):
    heir = school.successor if profile.successor_path(school) else None
    fits = heir and heir.slug not in kept and len(kept) < MOST
    return Gone(school, school.successor, path_of([*kept, heir.slug]) if fits else "")


def offers(name, kept):
    """(school, address with it added): whom a parent may mean by the name typed."""
    if not name or len(kept) >= MOST:
        return []
    found = School.objects.listed().named(name).exclude(slug__in=kept)[:OFFERED]
    return [(school, path_of([*kept, school.slug])) for school in found]


# --- the facts ---


def rows_of(schools, figures):
    told = [facts_of(school) for school in schools]
    for school, facts in zip(schools, told, strict=True):
        same = _general_names(school)
        facts |= {same.get(row.kind, row.kind): (row.kind, row.words) for row in figures[school.pk]}
    keys = dict.fromkeys(key for facts in told for key in facts)
    rows = [_row(schools, [facts.get(key, ("", "")) for facts in told]) for key in keys]
    return rows + [Row(name, schools, values, UNREGISTERED) for name, values in _registered(schools)]


def _row(schools, cells):
    """A kindergarten names some facts in its own way; the row bears every name in use."""
    names = dict.fromkeys(name for name, _ in cells if name)
    return Row("／".join(names), schools, [str(value or "") for _, value in cells])


def _general_names(school):
    mine, general = wording.of(school), wording.SCHOOL
    return {
        f"{mine.out}时间": f"{general.out}时间",
        mine.care: general.care,
        mine.head: general.head,
        mine.pupils: general.pupils,
        mine.classes: general.classes,
    }


def facts_of(school):
    """{fact: (its name at this school, value)}, in the order of a parent's asking."""
    same, basics = _general_names(school), profile.basics(school)
    rows = [*basics[:3], *profile.asked(school), *basics[3:]]
    facts = {same.get(name, name): (name, value) for name, value in rows if name not in LEFT_OUT}
    return facts | ({"寄宿": ("寄宿", "幼儿园不填此项")} if school.is_kindergarten else {})


def figures_of(schools):
    """{school_pk: [the newest figure of each kind]}, in the schools' own order."""
    rows = Figure.objects.filter(school__in=schools).select_related("school_year").order_by("order", "pk")
    newest = {school.pk: {} for school in schools}
    for row in rows:
        known = newest[row.school_id].get(row.kind)
        if known is None or (row.as_of or date.min) > (known.as_of or date.min):
            newest[row.school_id][row.kind] = row
    return {key: list(kinds.values()) for key, kinds in newest.items()}


def _registered(schools):
    """(name, values) of what is no school's own report: its programmes, what other rooms say of it."""
    rows = Programme.objects.filter(school__in=schools).order_by("order", "pk")
    said = {}
    for key, tag, title in rows.values_list("school", "tag", "title"):
        said.setdefault(key, {})[tag or title] = None
    yield "办学特色", ["、".join(said.get(school.pk, ())) for school in schools]
    for row in compared.in_order():
        texts = row.texts(schools)
        yield row.label, [texts.get(school.pk, "") for school in schools]
    for facet in facets.in_order():
        words = facet.words(schools, None) if facet.words else {}
        yield facet.label, [words.get(school.pk, "") for school in schools]
