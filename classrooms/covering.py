"""Cover (调课, 代课) for the periods that a teacher leaves behind. This module alone writes `Cover` rows.

A confirmed seat notes the lessons it clashes with. The teacher proposes a way for each, a 教务管理员 of the
school where the lesson is given approves it, and with that it stands in the timetable of those days
(`schools.LessonChange`), so that everybody concerned is busy, or free, as arranged. A cancelled registration
takes its arrangements back as far as the lessons are still to come.
"""

from django.db import transaction
from django.utils import timezone

from accounts import constraints, inbox
from accounts.models import StaffRole
from accounts.roles import Role
from classrooms.models import Cover
from classrooms.telling import Refused, record
from schools import busy, occurrences
from schools.models import LessonChange

State, Kind = Cover.State, Cover.Kind

inbox.register(
    "cover.proposed",
    title="调课代课待确认：{teacher}",
    body="{teacher}参加“{title}”，{lesson}{way}。请确认或退回。",
)
inbox.register(
    "cover.approved", title="调课代课已安排：{lesson}", body="{teacher}参加“{title}”，{lesson}{way}。"
)
inbox.register(
    "cover.refused", title="请重新安排：{lesson}", body="教务没有同意（{note}）。请换一个办法，或取消报名。"
)
inbox.register(
    "cover.called_off",
    title="调课代课取消：{lesson}",
    body="{teacher}不去“{title}”了，{lesson}照原课表上。",
)


# --- which periods ------------------------------------------------------------------------------------------
def periods(session, teacher):
    """[Occurrence, …] of the teacher's lessons that a session takes the time of."""
    first, last = (timezone.localtime(at).date() for at in (session.starts_at, session.ends_at))
    found = occurrences.of_teachers([teacher.pk], first, last)
    return [one for one in found if one.start and one.start < session.ends_at and session.starts_at < one.end]


def note(registration, found=None):
    """Enter the periods of a confirmed seat; `found` where the caller has asked for them already."""
    if not registration.is_confirmed:
        return
    found = periods(registration.session, registration.teacher) if found is None else found
    if found:
        rows = [
            Cover(registration=registration, lesson_id=one.lesson, date=one.due, period_no=one.period)
            for one in found
        ]
        Cover.objects.bulk_create(rows, ignore_conflicts=True)


def note_again(registration, *, by=None, address=None):
    """After the session has moved: what no longer clashes is called off, what newly does is entered."""
    registration.session.refresh_from_db()
    now = {(one.lesson, one.due) for one in periods(registration.session, registration.teacher)}
    covers = list(registration.covers.for_list())
    # A lesson already given by somebody else no longer shows as the teacher's own.
    kept = {(one.lesson_id, one.date) for one in covers if one.is_approved and _still_clashes(one)}
    for cover in covers:
        if (cover.lesson_id, cover.date) not in now | kept:
            _take_back(cover, by, address)
    note(registration)


def _still_clashes(cover):
    session = cover.registration.session
    first, last = (timezone.localtime(at).date() for at in (session.starts_at, session.ends_at))
    if not first <= cover.date <= last:
        return False
    bell = occurrences.hours(cover.lesson.group.school_id, cover.date, cover.lesson.period_no)
    return bool(bell) and bell[0] < session.ends_at and session.starts_at < bell[1]


def call_off(registration, *, by=None, address=None):
    """The teacher does not go: what was arranged for lessons to come is taken back."""
    today = timezone.localdate()
    for cover in registration.covers.for_list().filter(date__gte=today):
        _take_back(cover, by, address)


def _take_back(cover, by, address):
    if cover.is_approved:
        _changes_of(cover).delete()
        _tell("cover.called_off", cover, _concerned(cover))
        record("撤销调课代课", cover, by, address, state=["approved", ""])
    cover.delete()


# --- proposing and deciding ---------------------------------------------------------------------------------
def propose(cover, *, by, substitute=None, swap=None, at=None, address=None):
    """How a period is covered: by a colleague, or by changing places with a lesson (`swap`: lesson, date)."""
    if by.pk != cover.registration.teacher.user_id:
        raise Refused("只能安排自己的课。")
    with constraints.spoken_as(Refused), transaction.atomic():
        cover = _locked(cover)
        if cover.is_approved:
            raise Refused("这节课已安排好；要改请先找教务。")
        cover.kind = Kind.SWAP if swap else Kind.SUBSTITUTE
        cover.substitute = substitute
        cover.swapped_with, cover.swapped_on = swap or (None, None)
        cover.state, cover.proposed_at, cover.note = State.PROPOSED, at or timezone.now(), ""
        cover.save()
        record("提出调课代课", cover, by, address, way=["", cover.way])
        _tell("cover.proposed", cover, _affairs(cover))
    return cover


def approve(cover, *, by, at=None, address=None):
    """It stands in the timetable of the day from now on; asked again, it is as it was."""
    with constraints.spoken_as(Refused), transaction.atomic():
        cover = _locked(cover)
        if cover.is_approved:
            return cover
        if cover.state != State.PROPOSED:
            raise Refused("教师还没有提出办法。")
        _refuse_busy(cover)
        cover.state, cover.decided_at, cover.decided_by = State.APPROVED, at or timezone.now(), by.name
        cover.save()
        LessonChange.objects.bulk_create(_changes(cover))
        record("确认调课代课", cover, by, address, state=["proposed", "approved"])
        _tell("cover.approved", cover, _concerned(cover))
    return cover


def _refuse_busy(cover):
    """Since it was proposed, whoever takes the lesson may have got something else to do."""
    who = cover.substitute if cover.kind == Kind.SUBSTITUTE else cover.swapped_with.teacher
    hours = occurrences.hours(cover.lesson.group.school_id, cover.date, cover.period_no)
    taken = busy.busy(who, *hours) if who and hours else []
    if taken:
        raise Refused(f"{who.name}那一节已有安排（{taken[0].text}），请退回重排。")


def refuse(cover, *, by, note, at=None, address=None):
    if not note.strip():
        raise Refused("请写明为什么不行，教师会看到。")
    with transaction.atomic():
        cover = _locked(cover)
        if cover.state != State.PROPOSED:
            return cover
        cover.state, cover.decided_at, cover.decided_by = State.REFUSED, at or timezone.now(), by.name
        cover.note = note.strip()
        cover.save()
        record("退回调课代课", cover, by, address, note=["", cover.note])
        _tell("cover.refused", cover, [cover.registration.teacher])
    return cover


def _locked(cover):
    Cover.objects.select_for_update(no_key=True).get(pk=cover.pk)
    return Cover.objects.for_list().select_related("registration__teacher__user").get(pk=cover.pk)


def _changes(cover):
    """What the timetable of the days says: one lesson lent, or two that change places."""
    teacher = cover.registration.teacher
    why = f"{teacher.name}参加教研活动"
    if cover.kind == Kind.SUBSTITUTE:
        return [
            LessonChange(
                lesson=cover.lesson,
                date=cover.date,
                held_on=cover.date,
                period_no=cover.period_no,
                teacher=cover.substitute,
                note=why,
            )
        ]
    other = cover.swapped_with
    return [
        LessonChange(
            lesson=cover.lesson,
            date=cover.date,
            held_on=cover.swapped_on,
            period_no=other.period_no,
            teacher=teacher,
            note=why,
        ),
        LessonChange(
            lesson=other,
            date=cover.swapped_on,
            held_on=cover.date,
            period_no=cover.period_no,
            teacher=other.teacher,
            note=why,
        ),
    ]


def _changes_of(cover):
    own = LessonChange.objects.filter(lesson=cover.lesson_id, date=cover.date)
    if cover.kind == Kind.SWAP:
        own |= LessonChange.objects.filter(lesson=cover.swapped_with_id, date=cover.swapped_on)
    return own


# --- telling ------------------------------------------------------------------------------------------------
def _affairs(cover):
    unit = cover.lesson.group.school.unit_id
    roles = StaffRole.objects.filter(unit=unit, role=Role.AFFAIRS).select_related("user")
    return [role.user for role in roles]


def _concerned(cover):
    other = cover.swapped_with.teacher if cover.kind == Kind.SWAP else cover.substitute
    return [teacher for teacher in (cover.registration.teacher, other) if teacher]


def _tell(kind, cover, people):
    users = [getattr(person, "user", person) for person in people]
    payload = {
        "teacher": cover.registration.teacher.name,
        "title": cover.registration.session.title,
        "lesson": cover.named,
        "way": cover.way,
        "note": cover.note,
    }
    key = f"{cover.pk}:{cover.state}:{timezone.now().isoformat()}"
    inbox.send(kind, [user for user in users if user], key=key, payload=payload, path="/classrooms/cover/")
