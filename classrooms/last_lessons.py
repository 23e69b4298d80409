"""上一节课: a recorded lesson is watched in a window, then talked over online; minutes and outcome are kept.

This module alone writes `LastLesson`. Seats, attendance and hours are the session's own (`booking`,
`attending`, `certifying`). It is the teachers' event: neither coverage nor the relays' figures know of it.

A recording is its owner's (`library`). Where it is shared with fewer than all teachers, the event shows it
only once the owner has agreed, to those who take part, for as long as the window lasts.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts import audit, constraints, inbox
from accounts.models import Unit, User
from accounts.rights import reach, roles_of
from classrooms.models import Attendance, Classroom, LastLesson, Recording, Session
from classrooms.refusal import Refused
from publishing.models import raise_version

Stage = Session.Stage

inbox.register(
    "last_lesson.asked",
    title="请您同意：在“上一节课”里看您的录像",
    body="{organiser}想在“{event}”里用您的录像“{title}”：{window}，给报名的教师看。请在“我的分享”里同意；不答复就不放。",
)
inbox.register(
    "last_lesson.agreed", title="录像可以用了：{event}", body="{who}同意在活动期间给报名的教师看“{title}”。"
)
inbox.register(
    "last_lesson.open",
    title="可以看录像了：{event}",
    body="录像“{title}”开放了（{window}）。请先看完，边看边在录像页上写评语；{when}一起讨论。",
)
inbox.register(
    "last_lesson.written",
    title="纪要和成果写好了：{event}",
    body="您参加的讨论有了纪要和成果，登录后在活动页上看。",
)


# --- Holding one --------------------------------------------------------------------------------------------
def organising_units(user):
    """The units in whose name a person may hold sessions: those where they have a role that may."""
    held, found = {unit for _, unit, _ in roles_of(user)}, reach(user, "add", "classrooms.session")
    units = held if found.everything else held & found.units
    return Unit.objects.filter(pk__in=units).order_by("kind", "name", "pk")


def hold(session, *, recording, watch_from, watch_until, by, address=None):
    """A new event from an unsaved session: published at once, open for registration until it begins."""
    session.classroom, session.stage = Classroom.RELAY, Stage.LAST_LESSON
    session.presenter = session.presenter or recording.owner
    session.host = session.host or recording.owner.school
    session.subject = session.subject or recording.subject
    session.opens_at = session.visible_from = timezone.now()
    session.closes_at = session.starts_at
    with constraints.spoken_as(Refused), transaction.atomic():
        session.save()
        audit.record(audit.Action.ADDED, by=by, row=session, address=address)
        return show(
            session,
            recording=recording,
            watch_from=watch_from,
            watch_until=watch_until,
            by=by,
            address=address,
        )


def show(session, *, recording, watch_from, watch_until, by, address=None):
    """Say which recording the event is about and when it may be watched; again, it changes that."""
    _refuse_unfit(session, watch_from)
    with constraints.spoken_as(Refused), transaction.atomic():
        row = LastLesson.objects.select_for_update(of=("self",)).filter(session=session).first()
        row = row or LastLesson(session=session)
        if row.recording_id != recording.pk:
            _refuse_unseen(recording, by)
            row.recording = recording
            row.agreed_at = timezone.now() if recording.owner.user_id == by.pk else None
        row.watch_from, row.watch_until = watch_from, watch_until
        row.save()
        raise_version("classrooms")
        change = {"recording": ["", recording.title], "window": ["", window_of(row)]}
        audit.record("选定录像", by=by, row=row, change=change, address=address)
        if row.needs_consent:
            _ask(row)
    return row


def _refuse_unfit(session, watch_from):
    if session.stage != Stage.LAST_LESSON:
        raise Refused("这场活动的形式不是“上一节课（录像研讨）”，请先在后台改形式。")
    if session.cancelled_at:
        raise Refused("活动已取消。")
    if watch_from >= session.starts_at:
        raise Refused("要在讨论开始以前就能看录像，请把开始看的时间提前。")


def _refuse_unseen(recording, by):
    if not sees(recording, by):
        raise Refused("您看不到这段录像，请另选一段。")


def _ask(row):
    owner = row.recording.owner.user
    if owner is None:
        return
    payload = {
        "organiser": row.session.organiser.name,
        "event": row.session.title,
        "title": row.recording.title,
        "window": window_of(row),
    }
    key = f"{row.pk}:{row.recording_id}:{window_of(row)}"
    inbox.send("last_lesson.asked", [owner], key=key, payload=payload, path="/me/library/")


def window_of(row):
    """11月26日 09:00 到 11月30日 14:30"""
    return " 到 ".join(
        f"{at.month}月{at.day}日 {at:%H:%M}"
        for at in map(timezone.localtime, (row.watch_from, row.watch_until))
    )


# --- The owner's word ---------------------------------------------------------------------------------------
def answer(row, agrees, *, by, address=None):
    """The owner lets the event show the recording, or takes that back at any time."""
    if row.recording.owner.user_id != by.pk:
        raise Refused("录像是谁分享的，谁才能同意。")
    if bool(row.agreed_at) == agrees:
        return row
    with transaction.atomic():
        row.agreed_at = timezone.now() if agrees else None
        row.save(update_fields=["agreed_at"])
        raise_version("classrooms")
        audit.record("同意放录像" if agrees else "收回放录像的同意", by=by, row=row, address=address)
        if agrees:
            payload = {"event": row.session.title, "who": by.name, "title": row.recording.title}
            inbox.announce(
                "last_lesson.agreed",
                {row.session.organiser_id},
                key=f"{row.pk}:{audit.moment()}",
                payload=payload,
                path=row.get_absolute_url(),
            )
    return row


# --- The window opens ---------------------------------------------------------------------------------------
def tell_open(at=None):
    """The sweep: who registered before is told once that the recording may be watched; of a window that was
    moved, anew. Whoever registers in the window reads it on the page."""
    at = at or timezone.now()
    for row in LastLesson.objects.published(at).coming(at).open_for(at).for_list():
        since = max(row.watch_from, row.agreed_at or row.watch_from)
        told = row.session.registrations.active().filter(registered_at__lt=since)
        payload = {"event": row.session.title, "title": row.recording.title, "window": window_of(row)}
        inbox.send(
            "last_lesson.open",
            User.objects.filter(teacher__registrations__in=told),
            key=f"{row.pk}:{row.recording_id}:{row.watch_from.timestamp():.0f}",
            payload=payload | {"when": row.session.when},
            path=row.get_absolute_url(),
        )


# --- Afterwards ---------------------------------------------------------------------------------------------
def write_up(row, *, minutes, outcome, by, at=None, address=None):
    """Minutes and outcome, once the discussion has begun; those with a seat are told the first time."""
    at = at or timezone.now()
    if row.session.cancelled_at:
        raise Refused("活动已取消。")
    if row.session.starts_at > at:
        raise Refused("讨论还没有开始，开始以后再写纪要。")
    if not minutes.strip() and not outcome.strip():
        raise Refused("请写纪要或成果。")
    with transaction.atomic():
        first = row.written_at is None
        row.minutes, row.outcome = minutes.strip(), outcome.strip()
        row.written_at, row.written_by = at, by
        row.save(update_fields=["minutes", "outcome", "written_at", "written_by"])
        raise_version("classrooms")
        audit.record("写纪要和成果", by=by, row=row, address=address)
        if first:
            _tell_written(row, by)
    return row


def _tell_written(row, by):
    seated = row.session.registrations.confirmed().select_related("teacher__user")
    told = {one.teacher.user for one in seated} - {None, by}
    payload = {"event": row.session.title}
    inbox.send("last_lesson.written", told, key=row.pk, payload=payload, path=row.get_absolute_url())


def there(row):
    """How many came to the discussion, as the organiser noted them or they signed in themselves."""
    return Attendance.objects.there().filter(registration__session=row.session_id).count()


def of(session):
    """The session's row, or None where no recording is chosen yet."""
    return LastLesson.objects.for_list().filter(session=session).first()


# --- How a reader stands to it ------------------------------------------------------------------------------
@dataclass(frozen=True)
class Watching:
    """`state`: now (may watch), soon, over, register, sign_in, consent (the owner has not agreed), gone."""

    row: LastLesson
    state: str
    there: int

    @property
    def path(self):
        return self.row.recording.get_absolute_url()

    @property
    def window(self):
        return window_of(self.row)


def watching(session, viewer, at=None):
    """For the session's page; None where no recording is chosen. A visitor costs what a page costs."""
    row = of(session)
    if row is None:
        return None
    at = at or timezone.now()
    return Watching(row, _state(row, viewer, at), there(row) if row.written_at else 0)


def _state(row, viewer, at):
    if row.is_gone:
        return "gone"
    if sees(row.recording, viewer):
        return "now"
    if at >= row.watch_until:
        return "over"
    if row.needs_consent:
        return "consent"
    if at < row.watch_from:
        return "soon"
    return "sign_in" if viewer is None else "register"


def sees(recording, viewer):
    """Whether a reader, or nobody in particular, may open the recording now."""
    if viewer is None:
        return recording.view == Recording.View.PUBLIC
    return Recording.objects.visible_to(viewer).filter(pk=recording.pk).exists()
