"""Sharing recordings, resources and lessons; words at a moment of a recording; questions to a master.

This module alone writes them. Who may see a thing is asked of `visible_to`; a password opens a thing to who
knows it, for some hours, by a signed cookie that a changed password makes void.
"""

from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.core import signing
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from accounts import audit, constraints, inbox
from classrooms.models import (
    Consultation,
    ConsultationReply,
    LastLesson,
    Recording,
    Resource,
    ResourceVersion,
    Session,
    Shared,
    Showcase,
    TimedComment,
)
from classrooms.refusal import Refused
from classrooms.targets import count_shared
from publishing.models import raise_version
from schools import teaching_days

KINDS = {"recordings": Recording, "resources": Resource, "showcases": Showcase}
OPEN_FOR = timedelta(hours=12)
SALT = "classrooms.library"
# A question to a master is answered within so many teaching days.
ANSWERED_IN = 5

inbox.register("library.comment", title="有人评了您的录像：{title}", body="{who}在{clock}说：{text}")
inbox.register(
    "library.brought",
    title="会议录像已取回：{title}",
    body="{organiser}从会议服务器取回了录像，归您所有，现在只有您能看。请打开页面，定给谁看，或撤下。",
)
inbox.register(
    "library.taken_down",
    title="您分享的“{title}”已撤下",
    body="原因：{reason} 有疑问请与本单位教务或教研员联系；改好以后可以重新分享。",
)
inbox.register("consultation.asked", title="请您会诊：{title}", body="{who}提了一个问题，请在{due}前答复。")
inbox.register("consultation.replied", title="会诊有了回复：{title}", body="{who}回复了，去看看。")


def row_of(kind, pk):
    """The row at an address, whoever may see it."""
    return KINDS[kind].objects.filter(pk=pk).first()


def share(row, *, by, password="", address=None):
    """Save something to be shared, or its changes; a new password replaces the old one."""
    if row.owner.user_id != by.pk:
        raise Refused("只能分享自己的。")
    if row.view == Shared.View.PASSWORD and password:
        row.password = make_password(password)
    elif row.view != Shared.View.PASSWORD:
        row.password = ""
    row.unit = row.owner.school.unit
    fresh = row.pk is None
    with constraints.spoken_as(Refused), transaction.atomic():
        row.save()
        raise_version("classrooms")
        audit.record(audit.Action.ADDED if fresh else audit.Action.CHANGED, by=by, row=row, address=address)
    return row


def bring(session, found, *, by, address=None):
    """A meeting's recording (`meetings.Found`) becomes the presenter's, who alone sees it until they share
    it; brought again, or taken down since, nothing changes."""
    if session.presenter is None:
        raise Refused("这场活动没有填主讲教师。录像归主讲教师，请先在后台填上。")
    with constraints.spoken_as(Refused), transaction.atomic():
        held = Session.objects.select_for_update(no_key=True).get(pk=session.pk)
        there = Recording.objects.of_session(held).filter(link=found.link).first()
        if there is not None:
            return there
        owner = session.presenter
        row = Recording.objects.create(
            owner=owner,
            unit=owner.school.unit,
            title=session.title,
            subject=session.subject,
            link=found.link,
            recorded_on=timezone.localdate(found.starts_at) if found.starts_at else None,
            session=held,
            view=Shared.View.PRIVATE,
            sample=session.sample,
        )
        audit.record("取回会议录像", by=by, row=row, address=address)
        if owner.user:
            payload = {"title": session.title, "organiser": session.organiser.name}
            path = reverse("library_own:change", args=[row.kind, row.pk])
            inbox.send("library.brought", [owner.user], key=row.pk, payload=payload, path=path)
    return row


def take_down(row, *, by, address=None):
    """Nobody sees it any more; what was said of it stays with it."""
    with transaction.atomic():
        row.removed_at = timezone.now()
        row.save(update_fields=["removed_at"])
        raise_version("classrooms")
        audit.record(audit.Action.WITHDRAWN, by=by, row=row, address=address)


def take_down_for(row, *, by, reason, address=None):
    """By who keeps order at its unit: the owner is told why, and may share it again once it is mended."""
    if not reason.strip():
        raise Refused("请写明撤下的原因，教师会看到。")
    with transaction.atomic():
        take_down(row, by=by, address=address)
        if row.owner.user:
            payload = {"title": row.title, "reason": reason.strip()[:120]}
            key = f"{row.kind}:{row.pk}:{row.removed_at.isoformat()}"
            inbox.send("library.taken_down", [row.owner.user], key=key, payload=payload, path="/me/library/")


def add_version(resource, *, by, file=None, link="", note=""):
    """The newest state of a resource; the earlier ones stay behind the same link."""
    if resource.owner.user_id != by.pk:
        raise Refused("只能更新自己的资源。")
    with constraints.spoken_as(Refused), transaction.atomic():
        locked = Resource.objects.select_for_update(of=("self",)).get(pk=resource.pk)
        last = locked.versions.order_by("-number").values_list("number", flat=True).first()
        version = ResourceVersion.objects.create(
            resource=locked, number=(last or 0) + 1, file=file, link=link, note=note
        )
        raise_version("classrooms")
        audit.record("资源新版本", by=by, row=version)
    return version


def count_download(version):
    ResourceVersion.objects.filter(pk=version.pk).update(downloads=F("downloads") + 1)


# --- Passwords ----------------------------------------------------------------------------------------------
def opens(row, password):
    return bool(row.password) and check_password(password, row.password)


def cookie_name(row):
    return f"open-{row.kind}-{row.pk}"


def ticket(row):
    """What the cookie of somebody who knew the password holds."""
    return signing.dumps(row.password[-16:], salt=f"{SALT}.{row.kind}.{row.pk}")


def is_open(row, cookies):
    try:
        said = signing.loads(
            cookies.get(cookie_name(row), ""), salt=f"{SALT}.{row.kind}.{row.pk}", max_age=OPEN_FOR
        )
    except signing.BadSignature:
        return False
    return said == row.password[-16:]


def is_own(row, user):
    return user is not None and row.owner.user_id == user.pk


def may_open(row, user, cookies):
    """Whether who found the row (`visible_to`) may also see what is in it, its file included."""
    if row.view != Shared.View.PASSWORD or is_own(row, user) or is_open(row, cookies):
        return True
    return user is not None and isinstance(row, Recording) and _shown_in_an_event(row, user)


def _shown_in_an_event(recording, user):
    return LastLesson.objects.open_to(user).filter(recording=recording).exists()


# --- Words --------------------------------------------------------------------------------------------------
def comment(recording, text, *, by, starts=0, ends=None, answers=None):
    """A word at a moment or over a stretch; an answer stands at the moment of what it answers."""
    if answers is not None:
        answers = answers.answers or answers
        starts, ends = answers.starts, answers.ends
    with constraints.spoken_as(Refused), transaction.atomic():
        said = TimedComment.objects.create(
            recording=recording, text=text.strip(), by=by, starts=starts, ends=ends, answers=answers
        )
        told = {recording.owner.user, answers.by if answers else None} - {None, by}
        payload = {"title": recording.title, "who": by.name, "clock": said.clock, "text": said.text[:60]}
        inbox.send("library.comment", told, key=said.pk, payload=payload, path=recording.get_absolute_url())
    return said


def threads(recording):
    """[(comment, its answers)] in the order of the recording."""
    said = list(recording.comments.select_related("by"))
    answers = {}
    for one in said:
        if one.answers_id:
            answers.setdefault(one.answers_id, []).append(one)
    return [
        (one, sorted(answers.get(one.pk, []), key=lambda row: (row.at, row.pk)))
        for one in said
        if not one.answers_id
    ]


def ask(master, *, by, title, text, showcase=None, subject=None):
    """A question to a master; it is to be answered within ANSWERED_IN teaching days."""
    due = teaching_days.after(timezone.localdate(), ANSWERED_IN)
    with transaction.atomic():
        asked = Consultation.objects.create(
            master=master, asker=by, title=title, text=text, showcase=showcase, subject=subject, due_on=due
        )
        if master.user:
            payload = {"title": title, "who": by.name, "due": f"{due.month}月{due.day}日"}
            path = asked.get_absolute_url()
            inbox.send("consultation.asked", [master.user], key=asked.pk, payload=payload, path=path)
    return asked


def reply(consultation, text, *, by, at=None):
    """A word in the thread; the master's first one answers the question."""
    at = at or timezone.now()
    with transaction.atomic():
        said = ConsultationReply.objects.create(consultation=consultation, text=text.strip(), by=by, at=at)
        if by.pk == consultation.master.user_id and consultation.answered_at is None:
            consultation.answered_at = at
            consultation.save(update_fields=["answered_at"])
        told = {consultation.asker, consultation.master.user} - {None, by}
        payload = {"title": consultation.title, "who": by.name}
        path = consultation.get_absolute_url()
        inbox.send("consultation.replied", told, key=said.pk, payload=payload, path=path)
    return said


@count_shared
def shared_by(teachers, days):
    """How many recordings and resources a studio's people shared with others in a term."""
    found = {"owner__in": teachers, "added_at__date__range": days, "removed_at": None}
    rows = (
        model.objects.filter(**found).exclude(view=Shared.View.PRIVATE) for model in (Recording, Resource)
    )
    return sum(one.count() for one in rows)
