"""Proposals: needs and offers of the database as rows for `matching`, its lines kept, edited and confirmed.

Confirming makes the courses, their receivers and lessons in one transaction, through `relaying`; what has
become impossible since (a class got another relay, a teacher left) refuses the whole, with its reason.
"""

from collections import defaultdict
from datetime import timedelta
from fractions import Fraction

from django.db import transaction
from django.utils import timezone

from accounts import audit, constraints, rights
from accounts.models import Unit
from classrooms import coverage, matching, relaying
from classrooms.booking import Refused
from classrooms.matching.problem import worst
from classrooms.matching.reasons import BLOCKED, why, why_not
from classrooms.models import (
    MatchLine,
    MatchProposal,
    MatchReceiver,
    Receipt,
    RelayCourse,
    RelayLesson,
    RelayReceiver,
    RelaySlot,
    SubjectNeed,
    SubjectOffer,
)
from classrooms.needs import coming_weeks
from groups.models import Membership
from schools.models import Lesson, SchoolTextbook, TextbookVersion
from schools.timetables import Bells

# Minutes by which bells may differ; rooms in which a school can receive at a time.
TOLERANCE, ROOMS = 10, 2
WEEKDAYS = (1, 2, 3, 4, 5)


# --- for whom -----------------------------------------------------------------------------------------------
def organisers(user):
    """Units for which a person may propose: groups of theirs; the district and every group."""
    found = rights.reach(user, "propose", MatchProposal._meta.label_lower)
    kinds = (Unit.Kind.DISTRICT, Unit.Kind.GROUP) if found.everything else (Unit.Kind.GROUP,)
    units = Unit.objects.filter(kind__in=kinds)
    return units if found.everything else units.filter(pk__in=found.units)


def schools_of(unit):
    """Keys of the schools whose needs a unit's proposal is for; None: all."""
    if unit.kind == Unit.Kind.DISTRICT:
        return None
    members = Membership.objects.active().filter(group__unit=unit)
    return list(members.values_list("school", flat=True))


# --- rows of the database as rows of a matching -------------------------------------------------------------
class Gathered:
    """Open needs and offers of a term, and the `Problem` they make. Constant in questions."""

    def __init__(self, *, schools=None, also=None, on=None):
        """`also`: a need that is looked at whatever its state."""
        self.term, self.first, self.last = coming_weeks(on)
        needs = SubjectNeed.objects.filter(term=self.term, state=SubjectNeed.State.OPEN)
        if schools is not None:
            needs = needs.filter(group__school__in=schools)
        self.needs = {one.pk: one for one in needs.select_related("group__school", "subject")}
        if also is not None:
            self.needs[also.pk] = also
        offers = SubjectOffer.objects.filter(term=self.term, open=True, teacher__left_on=None)
        offers = offers.select_related("teacher__school", "subject").prefetch_related("versions")
        self.offers = {one.pk: one for one in offers}
        self._read()
        self.problem = matching.Problem(
            [self._offer(one) for one in self.offers.values()],
            [self._need(one) for one in self.needs.values()],
            self._places(),
            TOLERANCE,
        )

    def _read(self):
        schools = {one.group.school_id for one in self.needs.values()}
        schools |= {one.teacher.school_id for one in self.offers.values()}
        self.bells = Bells(schools)
        self.circles = defaultdict(set)
        for school, group in Membership.objects.active().values_list("school", "group"):
            self.circles[school].add(group)
        self.textbooks = {
            (row.school_id, row.subject_id): row.version_id
            for row in SchoolTextbook.objects.filter(school__in=schools)
        }
        self.fitting = defaultdict(set)
        self.books = list(TextbookVersion.objects.prefetch_related("compatible_with"))
        for one in self.books:
            self.fitting[one.pk] = {one.pk, *(other.pk for other in one.compatible_with.all())}
        self.lessons = defaultdict(list)
        groups = {one.group_id for one in self.needs.values()}
        for lesson in Lesson.objects.on(self.first).filter(group__in=groups) if self.first else ():
            self.lessons[lesson.group_id].append(lesson)
        self._read_relays(groups)

    def _read_relays(self, groups):
        """Hours at which classes receive, and teachers present, already; who presented last to whom."""
        self.receiving, self.presenting = defaultdict(set), defaultdict(set)
        self.last_teacher = {}
        if self.first is None:
            return
        coming = Receipt.objects.standing().between(self.first, self.last).filter(group__in=groups)
        for group, date, period in coming.values_list("group", "date", "period_no"):
            self.receiving[group].add((date.isoweekday(), period))
        given = RelayLesson.objects.standing().between(self.first, self.last)
        for teacher, date, period in given.values_list("presenter", "date", "period_no"):
            self.presenting[teacher].add((date.isoweekday(), period))
        before = RelayReceiver.objects.filter(group__in=groups)
        for row in before.order_by("pk").values_list("group", "course__subject", "course__presenter"):
            self.last_teacher[row[0], row[1]] = row[2]

    def slots(self, school, hours):
        """Hours of a school's week as slots with its bells; those without a bell are left out."""
        bells = self.bells.on(school, self.first) if self.first else {}
        return tuple(
            matching.Slot(weekday, period, _minutes(bells[period].starts_at), _minutes(bells[period].ends_at))
            for weekday, period in sorted(hours)
            if period in bells
        )

    def _offer(self, one):
        school = one.teacher.school_id
        taken = self.presenting[one.teacher_id]
        hours = {(weekday, period) for weekday, period in one.hours} - taken
        versions = set()
        for version in one.versions.all():
            versions |= self.fitting[version.pk]
        return matching.Offer(
            key=one.pk,
            teacher=one.teacher_id,
            school=school,
            subject=one.subject_id,
            grades=frozenset(one.grades),
            slots=self.slots(school, hours),
            most_lessons=max(0, one.most_lessons - len(taken)),
            most_receivers=one.most_receivers,
            versions=frozenset(versions),
            circles=frozenset(self.circles[school]),
            span=one.span,
        )

    def free_hours(self, need):
        """Hours of a class without a lesson, or with one of the subject that nobody teaches."""
        bells = self.bells.on(need.group.school_id, self.first) if self.first else {}
        every = {(weekday, period) for weekday in WEEKDAYS for period in bells}
        for lesson in self.lessons[need.group_id]:
            if lesson.subject_id != need.subject_id or lesson.teacher_id is not None:
                every.discard((lesson.weekday, lesson.period_no))
        return every - self.receiving[need.group_id]

    def _need(self, one):
        school = one.group.school_id
        return matching.Need(
            key=one.pk,
            group=one.group_id,
            school=school,
            subject=one.subject_id,
            grades=tuple(one.group.grades),
            periods=one.periods,
            slots=self.slots(school, self.free_hours(one)),
            version=self.textbooks.get((school, one.subject_id)),
            circles=frozenset(self.circles[school]),
            last_teacher=self.last_teacher.get((one.group_id, one.subject_id)),
        )

    def line_of(self, fit):
        """A lesson with one receiver, to say what speaks for it."""
        need = self.problem.need[fit.need]
        same = [grade for grade in fit.grades if grade in need.grades]
        return matching.Line(fit.offer, fit.slot, (same or fit.grades)[0], ((fit.need, fit.at),))

    def version_name(self, need):
        """The edition that the school teaches the subject from, in words."""
        key = self.textbooks.get((need.group.school_id, need.subject_id))
        return next((one.name for one in self.books if one.pk == key), "")

    def _places(self):
        schools = {one.group.school_id for one in self.needs.values()}
        found = (
            coverage.read(by=("school",), schools=schools, term=self.term, first=self.first, on=self.last)
            if schools
            else None
        ) or {}
        for school in sorted(schools):
            row = found.get(school)
            given = row.specialist + row.relay_if_held + row.other_if_held if row else Fraction(0)
            yield matching.Place(school, row.required if row else Fraction(1), given, ROOMS)


def _minutes(clock):
    return clock.hour * 60 + clock.minute


# --- making -------------------------------------------------------------------------------------------------
def make(organiser, *, schools=None, by=None, on=None, seconds=600.0, tell=lambda text, done: None):
    """A proposal for the open needs of `schools` (all) from all open offers; Refused for no need or offer."""
    gathered = Gathered(schools=schools, on=on)
    if not gathered.needs:
        raise Refused("没有待安排的课时需求。")
    if not gathered.offers:
        raise Refused("还没有教师报主讲意向，请先在“主讲意向”里填写。")
    found = matching.propose(gathered.problem, seconds=seconds, tell=tell)
    broken = matching.broken_rules(gathered.problem, found.lines)
    if broken:
        raise RuntimeError(f"a proposal that breaks rules: {broken[:3]}")
    return _keep(gathered, found, organiser, by)


@transaction.atomic
def _keep(gathered, found, organiser, by):
    problem = gathered.problem
    proposal = MatchProposal.objects.create(
        term=gathered.term,
        organiser=organiser,
        made_by=by,
        needed=sum(one.periods for one in problem.needs),
        periods=found.periods,
        bound=found.bound,
        by_hand=sum(len(line.receivers) for line in matching.by_hand(problem)),
        worst_before=_share(worst(problem, [])),
        worst_after=_share(worst(problem, found.lines)),
        proven=found.proven,
        repeatable=found.repeatable,
        unmet=unmet(gathered, found.lines),
        sample=all(one.sample for one in gathered.needs.values()),
    )
    for line in found.lines:
        kept = MatchLine.objects.create(
            proposal=proposal,
            offer=gathered.offers[line.offer],
            weekday=line.slot.weekday,
            period_no=line.slot.period,
            grade=line.grade,
        )
        MatchReceiver.objects.bulk_create(
            MatchReceiver(
                line=kept,
                need=gathered.needs[key],
                period_no=at.period,
                minutes=line.slot.mismatch(at),
                reasons=why(problem, line, key),
            )
            for key, at in line.receivers
        )
    audit.record("生成排课建议", by=by, row=proposal)
    return proposal


def _share(exact):
    """A share as percent; schools whose offers fit none are no part of it."""
    return None if exact is None else coverage.percent(exact.numerator, exact.denominator)


def unmet(gathered, lines):
    """What is left, class by class, each with what stopped it."""
    met = defaultdict(int)
    for line in lines:
        for key, _ in line.receivers:
            met[key] += 1
    rows = []
    for key, need in sorted(gathered.needs.items()):
        left = need.periods - met[key]
        if left > 0:
            reason = why_not(gathered.problem, lines, key)
            rows.append(
                {
                    "need": key,
                    "class": str(need.group),
                    "subject": need.subject.name,
                    "periods": left,
                    "why": BLOCKED[reason],
                }
            )
    return rows


# --- editing and confirming ---------------------------------------------------------------------------------
def keep_only(proposal, receivers, *, by=None):
    """Mark which proposed classes are taken; the others are left as they were."""
    with transaction.atomic():
        proposal = _open(proposal)
        rows = MatchReceiver.objects.filter(line__proposal=proposal)
        rows.update(kept=False)
        rows.filter(pk__in=receivers).update(kept=True)
        audit.record("修改排课建议", by=by, row=proposal, change={"kept": [rows.count(), len(receivers)]})
    return proposal


def _open(proposal):
    proposal = MatchProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if proposal.state != MatchProposal.State.DRAFT:
        raise Refused(f"这份建议{proposal.get_state_display()}，不能再改。请重新生成一份。")
    return proposal


def confirm(proposal, *, by=None, address=None):
    """Make the kept lines courses that run from tomorrow on; returns the courses."""
    with constraints.spoken_as(Refused), transaction.atomic():
        proposal = _open(proposal)
        courses = [_course(proposal, offer, lines, by, address) for offer, lines in _courses_of(proposal)]
        if not courses:
            raise Refused("没有采用任何一节，请至少勾选一个班。")
        taken = MatchReceiver.objects.filter(line__proposal=proposal, kept=True).values("need")
        for need in SubjectNeed.objects.filter(pk__in=taken):
            _settle(need, proposal)
        proposal.state, proposal.confirmed_at = MatchProposal.State.CONFIRMED, timezone.now()
        proposal.save(update_fields=["state", "confirmed_at"])
        audit.record("确认排课建议", by=by, row=proposal, address=address)
    return courses


def _courses_of(proposal):
    """(offer, lines) of each course: hours of one offer that the same classes receive in the same grade."""
    found = defaultdict(list)
    lines = proposal.lines.select_related("offer__teacher__school", "offer__subject").prefetch_related(
        "receivers__need__group"
    )
    for line in lines:
        kept = tuple(sorted(one.need.group_id for one in line.receivers.all() if one.kept))
        if kept:
            found[line.offer_id, line.grade, kept].append(line)
    return [(rows[0].offer, rows) for _, rows in sorted(found.items())]


def _course(proposal, offer, lines, by, address):
    receivers = [one for one in lines[0].receivers.all() if one.kept]
    grades = sorted({lines[0].grade, *(grade for one in receivers for grade in one.need.group.grades)})
    course = RelayCourse.objects.create(
        term=proposal.term,
        subject=offer.subject,
        grades=grades,
        version=offer.versions.first(),
        organiser=proposal.organiser,
        school=offer.teacher.school,
        presenter=offer.teacher,
        from_on=timezone.localdate() + timedelta(days=1),
        max_receivers=max(offer.most_receivers, len(receivers)),
        status=RelayCourse.Status.RUNNING,
        note=f"排课建议{proposal.pk}",
        sample=proposal.sample,
    )
    RelaySlot.objects.bulk_create(
        RelaySlot(course=course, weekday=line.weekday, period_no=line.period_no) for line in lines
    )
    relaying.schedule(course, by=by, address=address)
    for one in receivers:
        period_no = one.period_no if len(lines) == 1 else None
        relaying.add_receiver(course, one.need.group, period_no=period_no, by=by, address=address)
    MatchLine.objects.filter(pk__in=[line.pk for line in lines]).update(course=course)
    course.refresh_from_db()
    return course


def _settle(need, proposal):
    got = MatchReceiver.objects.filter(line__proposal=proposal, kept=True, need=need).count()
    if got >= need.periods:
        need.state = SubjectNeed.State.ARRANGED
    else:
        need.periods -= got
        need.reason = need.reason or "已由排课建议安排一部分"
    need.save()


def drop(proposal, *, by=None):
    with transaction.atomic():
        proposal = _open(proposal)
        proposal.state = MatchProposal.State.DROPPED
        proposal.save(update_fields=["state"])
        audit.record("作废排课建议", by=by, row=proposal)
    return proposal
