"""From a school's entry to the public calendar: publishing what was approved, revising, calling off.

An activity passes the three reviews as a story does (`news.reviewing`); a person publishes it as it was
approved. What readers see is not edited: `revise` makes a copy, which is reviewed like any other and takes
the place of the first when it is published. `by=None` is the portal itself, as in `news.editions`.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts import audit
from news import approval, checks
from news.models import Activity


@transaction.atomic
def publish(activity, *, by):
    """Before readers from now on, a revision in the place of what it revises; raises ValidationError with
    what is missing. Returns the row that readers see."""
    activity = _locked(activity)
    if activity.is_published:
        raise ValidationError(f"《{activity.title}》已经公开。")
    _refuse([*checks.obstacles(activity), *(approval.lacks_of(activity) if by is not None else [])])
    if activity.revision_of_id:
        activity = _take_the_place(activity)
    else:
        activity.visible_from = timezone.now()
    activity.visible_until = activity.withdrawn_at = None
    activity.published_by = by
    activity.save()
    unseen = "" if by is not None else "（系统写入，未经三审）"
    audit.record(audit.Action.PUBLISHED, by=by, row=activity, text=f"{activity}{unseen}")
    return activity


def _refuse(lacks):
    if lacks:
        raise ValidationError(lacks)


def _take_the_place(revision):
    """What the revision says moves into the row that readers know, with its reviews; the copy goes."""
    first = _locked(revision.revision_of)
    for name in Activity.SAID:
        setattr(first, name, getattr(revision, name))
    first.version += 1
    first.changed_by = revision.changed_by
    first.visible_from = first.visible_from or timezone.now()
    first.schools.set(revision.schools.all())
    first.album.all().delete()
    revision.album.update(activity=first)
    revision.reviews.update(activity=first)
    revision.delete()
    return first


@transaction.atomic
def revise(activity, *, by):
    """The copy in which a public activity is changed; the one there is already, where one was begun."""
    activity = _locked(activity)
    begun = Activity.objects.filter(revision_of=activity).first()
    if begun is not None:
        return begun
    if activity.visible_from is None:
        raise ValidationError(f"《{activity.title}》没有公开，可以直接修改。")
    said = {name: getattr(activity, name) for name in Activity.SAID}
    copy = Activity.objects.create(
        **said, unit=activity.unit, sample=activity.sample, revision_of=activity, changed_by=by
    )
    copy.schools.set(activity.schools.all())
    for shown in activity.album.all():
        copy.album.create(picture_id=shown.picture_id, caption=shown.caption, order=shown.order)
    audit.record("修改公开的活动", by=by, row=activity)
    return copy


@transaction.atomic
def give_up(revision, *, by):
    """Let a revision go; what was said of it stays in the trail of what it revised. Returns that one."""
    revision = _locked(revision)
    if revision.revision_of_id is None:
        raise ValidationError(f"《{revision.title}》不是修改稿。")
    if approval.open_review(revision) is not None:
        raise ValidationError(f"《{revision.title}》正在审核，请先撤回送审。")
    first = revision.revision_of
    revision.reviews.update(activity=first)
    audit.record("放弃修改稿", by=by, row=first, text=str(revision))
    revision.delete()
    return first


@transaction.atomic
def withdraw(activity, *, by):
    """Off the site, back to those who wrote it."""
    activity = _locked(activity)
    if activity.visible_from is None:
        raise ValidationError(f"《{activity.title}》没有公开。")
    activity.visible_from = activity.visible_until = None
    activity.withdrawn_at = timezone.now()
    activity.save()
    audit.record(audit.Action.WITHDRAWN, by=by, row=activity)
    return activity


@transaction.atomic
def call_off(activity, *, by, reason):
    """The activity will not be: its page says so and why, for those who had meant to come. A publisher's
    word alone, as those on their way must know at once."""
    activity = _locked(activity)
    if not reason.strip():
        raise ValidationError("请写明取消的原因，读者会看到。")
    if activity.cancelled_at is not None:
        raise ValidationError(f"《{activity.title}》已经取消。")
    activity.cancelled_at, activity.cancel_reason = timezone.now(), reason.strip()[:120]
    activity.save()
    audit.record("取消活动", by=by, row=activity, text=f"{activity}：{reason}")
    return activity


def _locked(activity):
    return Activity.objects.select_for_update().get(pk=activity.pk)


def let_go(picture):
    """A withdrawn picture leaves the activities that show it."""
    shown = Activity.objects.filter(album__picture=picture) | Activity.objects.filter(picture=picture)
    for activity in shown.distinct():
        activity.album.filter(picture=picture).delete()
        if activity.picture_id == picture.pk:
            activity.picture = None
        activity.save()
