"""Two years' policy side by side: order of admission, dates, what each case does and brings, what changed.

Of each topic the newest two years that are entered; which of them counts today stands over its column, so
that last year's text never passes for this year's.
"""

from dataclasses import dataclass, replace
from itertools import groupby

from django.utils import timezone

from enrolment.card import span
from enrolment.models import EnrolmentStep, Guide, PriorityRule
from schools import calendar

PAST, NOW, COMING, NEXT, DONE = "往年，不作数", "现行", "还没到时候", "下一学年", "已经办完"
ASKED, NOT_ASKED = "要带", "没有列"


@dataclass(frozen=True)
class Year:
    """One column: its name, whether it counts today, where it comes from."""

    name: str
    standing: str
    source: str
    sample: bool

    @property
    def is_past(self):
        return self.standing in (PAST, DONE)


@dataclass(frozen=True)
class Row:
    """What the years say of one thing, older first; "" where a year does not have it."""

    name: str
    cells: list

    @property
    def change(self):
        if len(self.cells) < 2 or self.cells[0] == self.cells[1]:
            return ""
        old, new = ((cell not in ("", NOT_ASKED)) for cell in self.cells)
        return "有变" if old and new else "新增" if new else "取消"


@dataclass(frozen=True)
class Topic:
    title: str
    years: list
    rows: list

    @property
    def changes(self):
        return sum(1 for row in self.rows if row.change)

    @property
    def lines(self):
        """[(row, [(year, cell)])]: on a phone each cell keeps its year's name."""
        return [(row, list(zip(self.years, row.cells, strict=True))) for row in self.rows]


def topics(today=None):
    """The topics that have anything, in three queries."""
    today = today or timezone.localdate()
    found = [_rules(today), _dates(today), *_guides(today)]
    return [topic for topic in found if topic is not None]


def _year_of_rows(rows, today):
    year, running = rows[0].school_year, calendar.year_of(today)
    standing = PAST if year.start < running else NOW if year.start == running else NEXT
    sources = dict.fromkeys(row.source for row in rows)
    return Year(str(year), standing, "；".join(sources), any(row.sample for row in rows))


def _newest_two(rows):
    """The rows of the newest two school years that have any, older first."""
    by_year = {}
    for row in rows:
        by_year.setdefault(row.school_year.start, []).append(row)
    return [by_year[start] for start in sorted(by_year)[-2:]]


def _table(title, years, said):
    """`said`: of each year {name: cell}; the newest year's order first."""
    names = list(dict.fromkeys(name for cells in reversed(said) for name in cells))
    return Topic(title, years, [Row(name, [cells.get(name, "") for cells in said]) for name in names])


def _rules(today):
    years = _newest_two(PriorityRule.objects.published().select_related("school_year"))
    if not years:
        return None
    said = [{f"第{row.order}": f"{row.name}：{row.meaning}" for row in rows} for rows in years]
    return _table("入学次序", [_year_of_rows(rows, today) for rows in years], said)


def _dates(today):
    rows = EnrolmentStep.objects.published().select_related("school_year").order_by("starts_on", "pk")
    years = _newest_two(rows)
    if not years:
        return None
    said = [{row.title: span(row) for row in rows} for rows in years]
    columns = [_year_of_rows(rows, today) for rows in years]
    over = [column.standing == NOW and rows[-1].is_over for column, rows in zip(columns, years, strict=True)]
    columns = [replace(one, standing=DONE) if done else one for one, done in zip(columns, over, strict=True)]
    return _table("日程", columns, said)


def _guides(today):
    guides = Guide.objects.published().order_by("case", "-valid_from", "-pk")
    by_case = {case: list(rows)[:2] for case, rows in groupby(guides, key=lambda guide: guide.case)}
    for case in Guide.Case.values:
        if rows := by_case.get(case):
            yield _guide_topic(rows[::-1], today)


def _guide_topic(guides, today):
    years = [
        Year(f"{calendar.year_of(one.valid_from)}年起", _guide_standing(one, today), one.source, one.sample)
        for one in guides
    ]
    steps = [{f"第{number}步": step for number, step in enumerate(one.steps, 1)} for one in guides]
    topic = _table(f"{guides[0].get_case_display()}：怎么办、带什么", years, steps)
    papers = dict.fromkeys(paper for one in reversed(guides) for paper in one.papers)
    rows = [Row(name, [ASKED if name in one.papers else NOT_ASKED for one in guides]) for name in papers]
    return Topic(topic.title, topic.years, topic.rows + rows)


def _guide_standing(guide, today):
    if guide.valid_until < today:
        return PAST
    return COMING if guide.valid_from > today else NOW
