"""Why a class stands in a proposed lesson, and why a need was not met: in words for who decides."""

from classrooms.matching.greedy import Board
from classrooms.matching.problem import blocked_between

BLOCKED = {
    "subject": "没有这个学科的主讲教师",
    "school": "只有本校教师报了主讲，不能接收本校的课",
    "grade": "有主讲教师，但年级不合",
    "version": "有主讲教师，但教材版本不同",
    "weekday": "主讲教师的时段，这个班都有课",
    "bells": "时段相近，但两校作息相差太多",
    "load": "合适的教师本周节数已排满",
    "full": "合适的课接收班已满，或年级合不到一起",
    "busy": "能听的时段已被别的专递课占用",
}


def why(problem, line, need_key):
    """Sentences that speak for a receiver of a line."""
    offer, need = problem.offer[line.offer], problem.need[need_key]
    fit = problem.fit_of[line.offer, line.slot, need_key]
    said = ["同一集团"] if offer.circles & need.circles else ["不在同一集团"]
    if need.last_teacher == offer.teacher:
        said.append("上学期就是这位教师")
    if need.version is not None and need.version in offer.versions:
        said.append("教材版本相合")
    said.append("同年级" if line.grade in need.grades else f"相邻年级（按{line.grade}年级上）")
    said.append("两校作息一致" if not fit.minutes else f"作息相差{fit.minutes}分钟")
    return said


def why_not(problem, lines, need_key):
    """The key of BLOCKED that stopped a need last: of the offers that came nearest."""
    need = problem.need[need_key]
    offers = [offer for offer in problem.offers if offer.subject == need.subject]
    if not offers:
        return "subject"
    able = [offer for offer in offers if not blocked_between(offer, need)]
    if not able:
        found = {blocked_between(offer, need) for offer in offers}
        return next(key for key in ("version", "grade", "school") if key in found)
    fits = [fit for fit in problem.fits if fit.need == need_key]
    if not fits:
        days = {slot.weekday for slot in need.slots}
        near = any(_near(slot, need) for offer in able for slot in offer.slots if slot.weekday in days)
        return "bells" if near else "weekday"
    board = Board(problem, lines)
    if all(board.is_busy(fit) for fit in fits):
        return "busy"
    free = [fit for fit in fits if not board.is_busy(fit)]
    return "full" if any((fit.offer, fit.slot) in board.grades for fit in free) else "load"


def _near(slot, need):
    """Whether any period of the class overlaps that hour, whatever the minutes."""
    return any(
        one.weekday == slot.weekday and one.start < slot.end and slot.start < one.end for one in need.slots
    )


def answers(problem, need, slot=None):
    """[(offer, hour, period of the class, minutes), …] that could be given to a need, best first.

    `slot`: only at that (weekday, period) of the class."""
    found = []
    for fit in problem.fits:
        if fit.need == need and (slot is None or (fit.at.weekday, fit.at.period) == slot):
            found.append((problem.cost(fit), fit))
    return [fit for _, fit in sorted(found)]
