"""When a session would clash, and when it would do so least: told to organisers before anything is saved."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from classrooms.eligible import RANKS
from classrooms.models import Registration, Session
from groups.models import Membership
from schools import busy, calendar
from schools.models import Teacher

# Usual hours to begin, and over how many days after the one asked for others are looked at.
BEGIN = (time(9), time(10, 30), time(14, 30), time(15, 30))
AHEAD_DAYS = 14
BEST = 3
# More people than this need not be asked to see which hour suits most.
MOST_ASKED = 200


@dataclass(frozen=True)
class Slot:
    starts_at: datetime
    ends_at: datetime
    clashes: int
    asked: int

    @property
    def text(self):
        start, end = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        day = f"{start.month}月{start.day}日 周{'一二三四五六日'[start.weekday()]}"
        crowd = (
            f"{self.asked}位可能参加的教师中{self.clashes}位有课或有安排" if self.asked else "没有已知的冲突"
        )
        return f"{day} {start:%H:%M}—{end:%H:%M}（{crowd}）"

    @property
    def value(self):
        return timezone.localtime(self.starts_at).strftime("%Y-%m-%dT%H:%M")


def clashes(session, starts_at=None, ends_at=None, place=None):
    """Sentences on whom or what the hour does not suit: host, room, presenter."""
    starts_at, ends_at = starts_at or session.starts_at, ends_at or session.ends_at
    place = session.place if place is None else place
    found = []
    beside = Session.objects.filter(cancelled_at=None, starts_at__lt=ends_at, ends_at__gt=starts_at)
    if session.host_id:
        for other in beside.exclude(pk=session.pk).filter(host=session.host_id).order_by("starts_at", "pk"):
            what = "地点也相同" if place and place == other.place else "同一所承办学校"
            found.append(f"“{other.title}”（{other.when}）{what}。")
    if session.presenter_id:
        for span in busy.busy(session.presenter_id, starts_at, ends_at):
            if span.key != (session.pk,) or span.kind not in ("session", "presented"):
                found.append(f"主讲{session.presenter.name}这时有{span.text}。")
    return found


def newly_busy(session, starts_at, ends_at):
    """The registered teachers whom the new hour does not suit, with what they have then."""
    rows = session.registrations.active().select_related("teacher__school")
    teachers = {row.teacher_id: row.teacher for row in rows}
    spans = busy.busy_spans(teachers.values(), starts_at, ends_at)
    found = []
    for key, teacher in teachers.items():
        taken = [span for span in spans[key] if not (span.kind == "session" and span.key == (session.pk,))]
        if taken:
            what = "、".join(span.text for span in taken)
            found.append(f"{teacher.name}（{teacher.school.short_name}）：{what}")
    return found


def attendees(session):
    """Keys of those who registered; where nobody has, of those whom the session is for."""
    if session.pk:
        mine = Registration.objects.active().filter(session=session).values_list("teacher", flat=True)
        if keys := list(mine[:MOST_ASKED]):
            return keys
    return list(_intended(session).order_by("pk").values_list("pk", flat=True)[:MOST_ASKED])


def _intended(session):
    people = Teacher.objects.serving()
    subject = session.for_subject_id or session.subject_id
    if subject:
        people = people.filter(specialism=subject)
    if session.for_stage:
        people = people.filter(school__stage=session.for_stage)
    if session.for_backbone:
        people = people.filter(backbone__in=RANKS[RANKS.index(session.for_backbone) :])
    if session.for_group_id:
        schools = Membership.objects.active().filter(group=session.for_group_id).values("school")
        people = people.filter(school__in=schools)
    return people


def best(session, *, starts_at=None, ends_at=None, at=None):
    """The three [Slot, …] of the coming days that suit most; host and presenter are free in each."""
    at = at or timezone.now()
    starts_at, ends_at = starts_at or session.starts_at, ends_at or session.ends_at
    candidates = _candidates(max(at, starts_at - timedelta(days=3)), ends_at - starts_at, at)
    if not candidates:
        return []
    people = attendees(session)
    first, last = candidates[0][0], candidates[-1][1]
    everyone = {*people, session.presenter_id} - {None}
    spans = busy.busy_spans(everyone, first, last)
    hosted = Session.objects.filter(
        host=session.host_id, cancelled_at=None, starts_at__lt=last, ends_at__gt=first
    ).exclude(pk=session.pk)
    taken = list(hosted.values_list("starts_at", "ends_at")) if session.host_id else []
    found = []
    for begin, end in candidates:
        held = any(other_start < end and begin < other_end for other_start, other_end in taken)
        if held or _touched(spans.get(session.presenter_id, []), session, begin, end):
            continue
        count = sum(bool(_touched(spans[key], session, begin, end)) for key in people)
        found.append(Slot(begin, end, count, len(people)))
    return sorted(found, key=lambda slot: (slot.clashes, abs(slot.starts_at - starts_at), slot.starts_at))[
        :BEST
    ]


def _touched(spans, session, begin, end):
    return [span for span in spans if span.touches(begin, end) and span.key != (session.pk,)]


def _candidates(around, length, at):
    first = timezone.localtime(around).date()
    days = calendar.taught_days(first, first + timedelta(days=AHEAD_DAYS), [None])[None]
    moments = [
        timezone.make_aware(datetime.combine(day, clock))
        for day, taught in days.items()
        if taught is not None
        for clock in BEGIN
    ]
    return [(moment, moment + length) for moment in moments if moment > at]
