"""From a school back to its area, and how many it takes: the panels on its page."""

from dataclasses import dataclass, field

from django.utils import timezone

from enrolment.models import Catchment, CatchmentEntry, EnrolmentPlan
from schools import calendar, compared, panels

# So many places of a catchment are named where schools stand side by side.
MOST_NAMED = 6
KINDS = dict(CatchmentEntry.Kind.choices)


@dataclass
class Area:
    """A school's catchment of one year; `kinds` is {村社: [name, …]}."""

    year: str
    note: str
    source: str
    sample: bool
    kinds: dict = field(default_factory=dict)


@panels.register("catchment", 20, "enrolment/_area.html", title="招生片区")
def areas_of(schools, viewer):
    """{school_pk: Area} in one query: of each school the newest year that is not over."""
    rows = (
        Catchment.objects.listed()
        .filter(school__in=schools, school_year__start__gte=calendar.year_of(timezone.localdate()))
        .order_by("school", "-school_year__start", "entries__kind", "entries__order", "entries__pk")
        .values_list(
            "school",
            "school_year__start",
            "note",
            "source",
            "sample",
            "entries__kind",
            "entries__name",
            "entries__note",
        )
    )
    found, years = {}, {}
    for school, start, note, source, sample, kind, name, extent in rows:
        if years.setdefault(school, start) != start:
            continue
        area = found.setdefault(school, Area(f"{start}—{start + 1}学年", note, source, sample))
        if name:
            area.kinds.setdefault(KINDS[kind], []).append(f"{name}（{extent}）" if extent else name)
    return found


@compared.register("catchment", 10, label="招生片区")
def area_words(schools):
    """{school_pk: the first places of its catchment and how many there are}."""
    found = {}
    for key, area in areas_of(schools, None).items():
        names = [name for kind in area.kinds.values() for name in kind]
        more = f"等{len(names)}处" if len(names) > MOST_NAMED else ""
        mark = "（示例）" if area.sample else ""
        found[key] = f"{area.year}：{'、'.join(names[:MOST_NAMED])}{more}{mark}"
    return found


@compared.register("plan", 20, label="招生计划")
def plan_words(schools):
    return {
        key: f"{plan.school_year}：{plan.classes}个班，{plan.places}人{'（示例）' if plan.sample else ''}"
        for key, plan in plans_of(schools, None).items()
    }


@panels.register("plan", 21, "enrolment/_plan.html", title="招生计划")
def plans_of(schools, viewer):
    """{school_pk: plan} in one query: of each school the newest year that is not over."""
    running = calendar.year_of(timezone.localdate())
    rows = EnrolmentPlan.objects.listed().filter(school__in=schools, school_year__start__gte=running)
    return {
        plan.school_id: plan for plan in rows.select_related("school_year").order_by("school_year__start")
    }
