"""What the pages of coverage show: prepared rows, the same for chart, table and sheet."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.db.models import Count
from django.utils import timezone

from accounts import rights
from classrooms import coverage
from classrooms.models import Receipt
from classrooms.relay_figures import reasons
from classrooms.relay_week import becoming
from groups.models import EducationGroup, Membership
from schools import calendar
from schools.models import Lesson, School, Subject, TeachingGroup, Timetable, Township

RIGHT = "classrooms.coverageday"
# A school of fewer classes is not shown by itself to everybody: its figures are one or two teachers'.
LEAST_CLASSES = 3
QUIET = timedelta(days=14)
COLUMNS = (
    "每周应开",
    *coverage.PARTS.values(),
    "开足率（%）",
    "开好率（%）",
    "专递应听（节）",
    "专递实听（节）",
)


def schools_for(user):
    """Schools whose figures a person may see: of their own unit, their group's, or all."""
    found = rights.reach(user, "view", RIGHT)
    schools = School.objects.open().compulsory().in_order()
    if found.everything:
        return schools
    return schools.filter(unit__in=found.units) if found else schools.none()


def narrowed(schools, asked):
    """Of the schools those of the group and township that the page's form names."""
    group, township = (asked.get(name, "") for name in ("group", "township"))
    if group.isascii() and group.isdigit():
        members = Membership.objects.active().filter(group=int(group))
        schools = schools.filter(pk__in=members.values("school"))
    if township.isascii() and township.isdigit():
        schools = schools.filter(township=int(township))
    return schools


def narrowing(user, asked):
    """The choices of that form, of what the person sees: {name: [(key, words, chosen), …]}."""
    seen = schools_for(user).order_by()
    joined = Membership.objects.active().filter(school__in=seen)
    groups = EducationGroup.objects.filter(pk__in=joined.values("group"))
    towns = Township.objects.filter(pk__in=seen.values("township"))
    return {
        name: [(row.pk, row.name, str(row.pk) == asked.get(name)) for row in rows]
        for name, rows in (("group", groups), ("township", towns))
    }


@dataclass(frozen=True)
class Row:
    """One line of a table: a name, where it leads, and its figures."""

    name: str
    figures: coverage.Coverage
    path: str = ""
    cells: tuple = ()

    @property
    def said(self):
        """专任教师上12.0节，专递课堂补1.0节: the parts that are not nothing, for who reads no table."""
        shown = self.figures.shown
        parts = (("专任教师上", shown.specialist), ("专递课堂补", shown.relay), ("别科教师兼", shown.other))
        return "，".join(f"{who}{value}节" for who, value in parts if value) or "还没有人上"

    @property
    def sheet(self):
        """The figures as they stand in every table and sheet, in the order of COLUMNS."""
        return sheet_of(self.figures)


def sheet_of(row):
    shown = row.shown
    parts = [value for _, value in shown.parts()]
    return [shown.required, *parts, row.given_percent, row.qualified_percent, row.planned, row.done]


@dataclass(frozen=True)
class Cell:
    """A field of a heat table. Said in number and sign, so that colour is never alone."""

    figures: coverage.Coverage | None
    path: str = ""

    @property
    def shade(self):
        """0 where nothing is missing, 1 to 4 by quarters of what is; "none": the subject is not given."""
        if self.figures is None:
            return "none"
        missing = 100 - self.share
        return max(1, ceil(missing / 25)) if self.figures.shown.unfilled else 0

    @property
    def share(self):
        return self.figures.given_percent if self.figures else None

    @property
    def said(self):
        if self.figures is None:
            return "—"
        left = self.figures.shown.unfilled
        return f"缺{left}" if left else "✓"

    @property
    def label(self):
        """For who hears the page: 开足66.7%，缺4.0节."""
        if self.figures is None:
            return "不开"
        left = self.figures.shown.unfilled
        return f"开足{self.share}%，{f'每周缺{left}节' if left else '已开足'}"


def subjects_of(found, name="subject"):
    """The subjects that figures speak of, in the district's order."""
    place = found.by.index(name)
    keys = {key[place] if isinstance(key, tuple) else key for key in found}
    return list(Subject.objects.filter(pk__in=keys).order_by("order", "pk"))


def by_subject(found):
    """[Row, …] a subject, and the whole as the last."""
    sums = found.over("subject") if found.by != ("subject",) else found
    rows = [Row(one.name, sums[one.pk]) for one in subjects_of(sums)]
    return rows, Row("合计", found.total)


def heat(found, schools, path):
    """[Row, …] a school with a cell a subject, and the subjects; `path(school)` leads to the school."""
    subjects = subjects_of(found)
    totals = found.over("school")
    rows = []
    for school in schools:
        cells = tuple(
            Cell(found.rows.get((school.pk, one.pk)), f"{path(school)}#subject-{one.pk}") for one in subjects
        )
        rows.append(Row(school.short_name, totals.get(school.pk), path(school), cells))
    return rows, subjects


def classes(school, found, path):
    """[Row, …] a class of the school; `path(school, group, subject)` leads to its lessons."""
    subjects, totals = subjects_of(found), found.over("class")
    groups = TeachingGroup.objects.filter(school=school, pk__in=totals.rows).order_by("order", "pk")
    return [
        Row(
            group.name,
            totals[group.pk],
            "",
            tuple(Cell(found.rows.get((group.pk, one.pk)), path(school, group, one)) for one in subjects),
        )
        for group in groups
    ]


def public_schools(found):
    """Schools in the district's own order, never by figure; those of few classes left out."""
    count = TeachingGroup.objects.filter(school_year=found.term.school_year).order_by().values("school")
    enough = count.annotate(number=Count("pk")).filter(number__gte=LEAST_CLASSES).values("school")
    totals = found.over("school")
    shown = [one for one in School.objects.listed().filter(pk__in=enough) if one.pk in totals]
    rows, subjects = heat(found, shown, lambda school: school.get_absolute_url())
    return {"heat": rows, "subjects": subjects, "least": LEAST_CLASSES}


def without_timetable(schools, term):
    """Schools with classes of the year whose timetable of the term nobody has entered."""
    entered = Timetable.objects.filter(term=term).values("school")
    having = TeachingGroup.objects.filter(school_year=term.school_year).values("school")
    return schools.filter(pk__in=having).exclude(pk__in=entered)


def quiet(schools, on=None):
    """(school, lessons unanswered) of those that let relays of two weeks go by without a word."""
    on = on or timezone.localdate()
    waiting = Receipt.objects.awaited().filter(date__range=(on - QUIET, on - timedelta(days=1)))
    counted = waiting.filter(group__school__in=schools.order_by()).order_by().values_list("group__school")
    count = dict(counted.annotate(number=Count("pk")))
    return [(school, count[school.pk]) for school in schools.filter(pk__in=count)]


def failures(schools, first, last):
    """[(reason, number), …] of relays that did not take place."""
    return reasons(Receipt.objects.filter(group__school__in=schools.order_by()).between(first, last))


# --- one class and subject: the very lessons ---
@dataclass(frozen=True)
class Given:
    """A lesson of a class: `state` is given, missing, pending (a make-up) or awaited; `text` who or why."""

    when: str
    state: str
    text: str
    path: str = ""


STATES = {"confirmed": "given", "failed": "missing", "awaited": "awaited"}


def relayed(group, subject, first, last):
    """The relayed lessons of a class, newest first."""
    found = (
        Receipt.objects.standing().between(first, last).filter(group=group, lesson__course__subject=subject)
    )
    rows = found.select_related("lesson__presenter__school", "make_up").order_by("-date", "period_no")
    return [_relayed(one) for one in rows]


def _relayed(one):
    day = f"{one.date.month}月{one.date.day}日 {calendar.NAMES[one.date.isoweekday()]} 第{one.period_no}节"
    presenter = one.lesson.presenter
    text = f"专递课堂，{presenter.school.short_name}{presenter.name}，{one.get_state_display()}"
    state = STATES[one.state]
    if one.state == Receipt.State.FAILED:
        state, became = becoming(one)
        text += f"（{one.get_reason_display()}），{became}"
    return Given(day, state, text)


def timetabled(group, subject, on):
    """The weekly lessons of a class in its timetable, those that nobody teaches as missing."""
    lessons = Lesson.objects.on(on).filter(group=group, subject=subject)
    rows = []
    for one in lessons.select_related("teacher__school").order_by("weekday", "period_no"):
        rotation = "" if one.weeks == Lesson.Weeks.EVERY else f"（{one.get_weeks_display()}）"
        when = f"{one.get_weekday_display()}第{one.period_no}节{rotation}"
        rows.append(Given(when, *_taught(one, group, subject)))
    return rows


def _taught(lesson, group, subject):
    teacher = lesson.teacher
    if teacher is None:
        return "missing", "课表上有这节课，没有任课教师"
    if teacher.school_id != group.school_id:
        return "given", f"{teacher.name}，{teacher.school.short_name}走教或轮岗"
    if teacher.specialism_id == subject.pk:
        return "given", f"{teacher.name}，专任"
    return "given", f"{teacher.name}，兼任"
