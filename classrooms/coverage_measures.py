"""开足率, 开好率 and 待安排课时 for goals, appraisal and desks."""

from classrooms import coverage
from schools import measures
from schools.measures import Reading

BASIS = "本学期第一天起、按每周平均；没有录入课表的学校不算。怎样计算见 /classrooms/coverage/method/。"


def _total(schools):
    found = coverage.read(schools=None if schools is None else schools)
    return found.total if found else coverage.Coverage()


@measures.register(
    "coverage_given",
    label="开足率",
    unit="%",
    definition=f"已有人上的课时（专任、专递课堂、兼任），除以课时标准规定的课时。{BASIS}",
)
def given(schools=None):
    shown = _total(schools).shown
    return Reading(part=shown.given, whole=shown.required)


@measures.register(
    "coverage_qualified",
    label="开好率",
    unit="%",
    definition=f"由专任教师上的课时（本校和走教专任、专递课堂），除以课时标准规定的课时。{BASIS}",
)
def qualified(schools=None):
    shown = _total(schools).shown
    return Reading(part=shown.qualified, whole=shown.required)


@measures.register(
    "coverage_unfilled",
    label="待安排课时",
    unit="节",
    definition=f"课时标准规定、还没有人上的课时，和规定的课时并列。{BASIS}",
)
def unfilled(schools=None):
    shown = _total(schools).shown
    return Reading(part=shown.unfilled, whole=shown.required)
