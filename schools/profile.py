"""What a school's page says, prepared so that the template asks nothing: first what a parent asks first."""

from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse

from schools import panels, timetable, wording
from schools.models import Programme, School

# What the disclosure list asks of every school and no field of its own holds.
EXPECTED_FIGURES = ("专任教师",)
# What schema.org calls a school of a stage; the page says it by microdata, as no inline script is allowed.
SCHEMA = {
    School.Stage.PRESCHOOL: "Preschool",
    School.Stage.PRIMARY: "ElementarySchool",
    School.Stage.JUNIOR: "MiddleSchool",
    School.Stage.SENIOR: "HighSchool",
}


def profile(school, viewer):
    """The context of a school's page."""
    words = wording.of(school)
    figures = list(school.figures.select_related("school_year"))
    programmes = programmes_of(school)
    lesson_models = [row for row in programmes if row.is_lesson_model]
    paragraphs = [line.strip() for line in school.about.splitlines() if line.strip()]
    weekly = timetable.sample(school)
    return {
        "school": school,
        "schema": SCHEMA.get(school.stage, "School"),
        "stage_name": school.get_stage_display(),
        "stage_path": f"{reverse('schools:list')}?stage={school.stage}",
        "words": words,
        "picture": school.lead_picture and school.lead_picture.prepared(),
        "successor_path": successor_path(school),
        "facts": [(name, value) for name, value in asked(school) if value],
        "missing": missing(school, figures),
        "basics": [(name, value) for name, value in basics(school) if value],
        **by_drawing(figures),
        "figure_sources": sources_of(figures),
        "lesson_models": lesson_models,
        # Nothing else stands in the wide column: what the school is known for goes there.
        "bare": not (lesson_models or paragraphs or weekly),
        "stories": [row for row in programmes if row.story],
        "programmes": [row for row in programmes if not row.is_lesson_model and not row.story],
        "paragraphs": paragraphs,
        **honours_of(school),
        **results_of(school),
        "upgrades": list(school.upgrade_projects.all()),
        "campuses": [(campus, map_path(campus, school.short_name)) for campus in school.campuses.all()],
        "map_path": map_path(school, school.name),
        "timetable": weekly,
        "panels": panels.of_school(school, viewer),
    }


def successor_path(school):
    """The address of the school that carries on, where readers may go there."""
    other = school.successor
    return other.get_absolute_url() if other and other.is_published else ""


def asked(school):
    """What a parent asks first, in the order of asking; empty where nothing is reported."""
    words = wording.of(school)
    rows = [
        ("地址", school.address),
        (f"{words.out}时间", school.school_out),
        ("寄宿", yes_or_no(school.boarding)),
        ("食堂", yes_or_no(school.canteen)),
        ("收费", school.fees),
        (words.care, with_note(school.after_school, school.after_school_note)),
        ("校车", with_note(school.bus, school.bus_note)),
        ("电话", with_hours(school.phone, school.phone_hours)),
    ]
    unasked = {"寄宿"} if school.is_kindergarten else set()
    return [(name, value) for name, value in rows if name not in unasked]


def basics(school):
    """The rest of the disclosure list."""
    words = wording.of(school)
    return [
        ("学段", school.get_stage_display()),
        ("办学性质", school.get_kind_display()),
        ("所在地", place_of(school)),
        ("建校", school.founded),
        (words.head, school.head_name),
        ("办学理念", school.philosophy),
        ("办学愿景", school.vision),
        ("特殊教育资源教室", yes_or_no(school.special_needs_room)),
        ("监督电话", school.complaint_phone),
    ]


# Unknown but not missed: not every school has one to report.
OPTIONAL = {"办学理念", "办学愿景", "特殊教育资源教室"}


def missing(school, figures):
    """Names of what is not yet reported."""
    words = wording.of(school)
    rows = [*asked(school), *basics(school)]
    empty = [name for name, value in rows if not value and name not in OPTIONAL]
    reported = {figure.kind for figure in figures}
    return empty + [name for name in (words.pupils, words.classes, *EXPECTED_FIGURES) if name not in reported]


def place_of(school):
    parts = [school.township.name if school.township else "", school.get_area_display()]
    return " · ".join(part for part in parts if part)


def yes_or_no(value):
    return {True: "有", False: "没有"}.get(value, "")


def with_note(value, note):
    return "，".join(part for part in (yes_or_no(value), note) if part)


def with_hours(phone, hours):
    return f"{phone}（{hours}）" if phone and hours else phone


STAFF = ("教师", "名师", "带头人", "培养对象")
# Two numbers are read faster than a chart of them.
FEWEST_BARS = 3


def by_drawing(figures):
    """Numbers of teachers as the rows of one chart, where there are enough; the rest as figures."""
    staff = [row for row in figures if row.unit == "人" and row.kind.endswith(STAFF)]
    if len(staff) < FEWEST_BARS:
        return {"figures": figures, "staff": []}
    return {"figures": [row for row in figures if row not in staff], "staff": list(map(_bar, staff))}


def _bar(figure):
    said = [figure.words, "超过一年" if figure.is_old else "", "示例" if figure.sample else ""]
    return figure.kind, figure.value, " · ".join(filter(None, said))


def sources_of(figures):
    """(source, when) of the figures, each once: one line where they agree. When: a date, a year or None."""
    found = ((figure.source, figure.as_of_words) for figure in figures)
    return list(dict.fromkeys(found))


def by_level(rows):
    """[(级别, rows)] in the order of display, which the models' own ordering keeps."""
    return [(level, list(same)) for level, same in groupby(rows, key=lambda row: row.get_level_display())]


def honours_of(school):
    """Honours by level; those of teaching quality apart, to be folded: no scores, no rankings."""
    rows = list(school.honours.all())
    return {
        "honours": by_level(row for row in rows if not row.teaching_quality),
        "folded": [row for row in rows if row.teaching_quality],
        "honour_source": "；".join(dict.fromkeys(row.source for row in rows)),
    }


def results_of(school):
    rows = list(school.results.all())
    return {"results": by_level(rows), "result_source": "；".join(dict.fromkeys(row.source for row in rows))}


# What opens a place in a map app, or its web page where none is installed; the place goes by its name.
MAP = "https://uri.amap.com/"


def map_path(place, name):
    """The address that shows a school or campus in a map app; "" where it is not known where it is."""
    if place.latitude is not None and place.longitude is not None:
        point = {"position": f"{place.longitude},{place.latitude}", "name": name, "coordinate": "wgs84"}
        return f"{MAP}marker?{urlencode(point | {'callnative': 1})}"
    if place.address:
        return f"{MAP}search?{urlencode({'keyword': f'{place.address} {name}', 'callnative': 1})}"
    return ""


def story_of(steps):
    """[(number, step, picture)] where every step has a picture that may be seen: a small picture story."""
    shown = [step for step in steps if step.picture and step.picture.withdrawn_at is None]
    if len(shown) < 2 or len(shown) < len(steps):
        return []
    return [(number, step, step.picture.prepared()) for number, step in enumerate(steps, 1)]


def programmes_of(school):
    """Programmes with `parts`: the titles of their steps or parts."""
    rows = list(school.programmes.select_related("picture").prefetch_related("steps__picture"))
    for row in rows:
        row.items = list(row.steps.all())
        row.parts = [step.title for step in row.items]
        row.told = any(step.text for step in row.items)
        row.story = story_of(row.items)
        row.is_lesson_model = row.kind == Programme.Kind.TEACHING and row.form == Programme.Form.STEPS
    return rows
