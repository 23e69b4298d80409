"""What classes lack by the timetables of the coming weeks; schools adjust it by hand, with a reason."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts import audit, constraints
from classrooms import coverage
from classrooms.booking import Refused
from classrooms.models import SubjectNeed
from schools import calendar
from schools.models import TeachingGroup

State = SubjectNeed.State
# Lessons of odd and of even weeks are both in it.
DAYS = 14


def coming_weeks(on=None):
    """(term, first, last): two weeks from next Monday, or the term's last two. Needs look ahead: what is
    planned there counts as given."""
    on = on or timezone.localdate()
    term = calendar.current_term(on)
    if term is None:
        return None, None, None
    monday = max(on, term.starts_on) + timedelta(days=7 - max(on, term.starts_on).weekday())
    monday = min(monday, term.ends_on - timedelta(days=DAYS - 1))
    return term, max(monday, term.starts_on), min(monday + timedelta(days=DAYS - 1), term.ends_on)


def lacking(schools=None, *, on=None):
    """{(class, subject): periods a week} that nobody is planned for; {} where nothing can be computed."""
    term, first, last = coming_weeks(on)
    found = term and coverage.read(by=("class", "subject"), schools=schools, term=term, first=first, on=last)
    rows = {key: row.if_held.unfilled for key, row in found.items()} if found else {}
    return {key: periods for key, periods in rows.items() if periods >= Decimal("0.5")}


def whole(periods):
    """Lessons a week to ask for: half periods are a lesson of every other week and count as one."""
    return max(1, int(periods + Decimal("0.5")))


def refresh(schools=None, *, on=None, by=None):
    """Bring open needs in line with the timetables; returns how many are open. What a school adjusted, or
    no longer wants, stays as it said."""
    term, *_ = coming_weeks(on)
    if term is None:
        return 0
    found = lacking(schools, on=on)
    with transaction.atomic():
        needs = SubjectNeed.objects.select_for_update().filter(term=term)
        if schools is not None:
            needs = needs.filter(group__school__in=schools)
        for need in needs:
            _renew(need, found.pop((need.group_id, need.subject_id), Decimal(0)))
        samples = set(TeachingGroup.objects.filter(sample=True).values_list("pk", flat=True))
        SubjectNeed.objects.bulk_create(
            SubjectNeed(
                term=term,
                group_id=group,
                subject_id=subject,
                computed=periods,
                periods=whole(periods),
                changed_by=by,
                sample=group in samples,
            )
            for (group, subject), periods in sorted(found.items())
        )
        return needs.filter(state=State.OPEN).count()


def _renew(need, periods):
    if periods == need.computed and need.state != State.ARRANGED:
        return
    if not need.reason and periods:
        need.periods = whole(periods)
    need.computed = periods
    if need.state != State.WITHDRAWN:
        need.state = State.OPEN if periods else State.ARRANGED
    need.save()


def adjust(need, periods, *, reason, by=None, address=None):
    """Ask for another number than was computed; 0 withdraws. A reason is owed for either."""
    reason = reason.strip()
    if not reason and periods != whole(need.computed):
        raise Refused("与按课表计算的不同，请写明原因。")
    with constraints.spoken_as(Refused), transaction.atomic():
        need = SubjectNeed.objects.select_for_update().get(pk=need.pk)
        before = [need.periods, need.state]
        need.state = State.OPEN if periods else State.WITHDRAWN
        need.periods = periods or need.periods
        need.reason, need.changed_by = reason, by
        need.save()
        change = {"periods": [before[0], need.periods], "state": [before[1], need.state]}
        audit.record(
            "调整课时需求", by=by, row=need, text=f"{need}：{reason}", change=change, address=address
        )
    return need
