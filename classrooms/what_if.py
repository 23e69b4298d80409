"""如果……: what one more teacher, one more class a lesson, or a specialist posted to a school would add."""

from dataclasses import dataclass, replace

from classrooms import matching, proposals
from classrooms.models import SubjectNeed
from classrooms.needs import coming_weeks
from schools.models import StandardVersion, Subject
from schools.models.standard import USUAL_LOAD

SECONDS = 15.0
HOURS = [(weekday, period) for weekday in range(1, 6) for period in range(1, 9)]


@dataclass(frozen=True)
class Answer:
    """`periods`: how many more periods a week children would be given."""

    text: str
    periods: int


def subjects():
    """Subjects of which something is open."""
    needs = SubjectNeed.objects.filter(state=SubjectNeed.State.OPEN)
    return list(Subject.objects.filter(pk__in=needs.values("subject")).order_by("order", "pk"))


def answers(subject, *, schools=None, places):
    """[Answer, …]; nothing is written."""
    gathered = proposals.Gathered(schools=schools)
    problem = gathered.problem
    now = _periods(problem)
    one_more = _with_teacher(gathered, subject)
    wider = matching.Problem(
        [replace(one, most_receivers=one.most_receivers + 1) for one in problem.offers],
        problem.needs,
        problem.places,
        problem.tolerance,
    )
    found = [Answer("按现有的主讲意向", now)]
    if one_more is not None:
        found.append(
            Answer(f"多一位能主讲{subject.name}的教师（不限时段、年级和版本）", _periods(one_more) - now)
        )
    found.append(Answer("每节课多接一个班", _periods(wider) - now))
    posted = _posted(subject, places)
    if posted:
        school, periods = posted
        found.append(Answer(f"派一位{subject.name}专任教师到{school.short_name}", periods))
    return found


def _periods(problem):
    return matching.propose(problem, seconds=SECONDS).periods


def _with_teacher(gathered, subject):
    """The problem with a teacher at a school that needs nothing of the subject, free at every hour."""
    problem = gathered.problem
    donor = next((one for one in problem.offers if one.subject == subject.pk), None)
    donor = donor or next(iter(problem.offers), None)
    if donor is None:
        return None
    hours = gathered.slots(donor.school, HOURS)
    extra = matching.Offer(
        key=-1,
        teacher=-1,
        school=-1,
        subject=subject.pk,
        grades=frozenset(range(1, 10)),
        slots=hours,
        most_lessons=_load(gathered.term),
        most_receivers=3,
    )
    return matching.Problem([*problem.offers, extra], problem.needs, problem.places, problem.tolerance)


def _load(term):
    version = StandardVersion.objects.in_force(term.school_year, term.ends_on) if term else None
    return version.specialist_load if version else USUAL_LOAD


def _posted(subject, places):
    """(school, periods): where a specialist with a usual load would give most that is now missing."""
    term, *_ = coming_weeks()
    needs = SubjectNeed.objects.filter(
        term=term, subject=subject, state=SubjectNeed.State.OPEN, group__school__in=places.order_by()
    )
    sums = {}
    for need in needs.select_related("group__school"):
        sums[need.group.school] = sums.get(need.group.school, 0) + need.periods
    if not sums:
        return None
    school = max(sorted(sums, key=lambda one: one.pk), key=sums.get)
    return school, min(sums[school], _load(term))
