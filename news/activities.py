"""From a school's entry to the public calendar: handing in, publishing, calling off, withdrawing.

Whoever writes an activity hands it in; whoever holds the verb "publish" on it puts it before readers. What
readers see is changed by publishers alone, so nothing unread gets onto the page afterwards.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts import audit
from news.activity_presence import pictures_of
from news.models import Activity
from pictures import consent


def lacks(activity):
    """Chinese sentences on what stands in the way of publishing; none: it may be."""
    name = f"“{activity.title}”"
    found = []
    if not activity.schools.exists() and activity.group_id is None:
        found.append(f"{name}还没有选学校或集团，读者不知道是谁办的。")
    for picture in {one.pk: one for one in pictures_of(activity)}.values():
        found += [f"{name}：{obstacle}" for obstacle in consent.obstacles(picture)]
    return found


@transaction.atomic
def submit(activity, *, by):
    """Hand in for publishing; the row waits on the publishers' desk."""
    activity = _locked(activity)
    if activity.visible_from is not None:
        raise ValidationError(f"“{activity.title}”已经公开，不用再提交。")
    activity.submitted_at, activity.submitted_by = timezone.now(), by
    activity.save()
    audit.record("提交活动", by=by, row=activity)
    return activity


@transaction.atomic
def publish(activity, *, by):
    """Before readers from now on; raises ValidationError with what is missing."""
    activity = _locked(activity)
    if activity.is_published:
        raise ValidationError(f"“{activity.title}”已经公开。")
    missing = lacks(activity)
    if missing:
        raise ValidationError(missing)
    activity.visible_from, activity.visible_until = timezone.now(), None
    activity.published_by = by
    activity.save()
    audit.record(audit.Action.PUBLISHED, by=by, row=activity)
    return activity


@transaction.atomic
def withdraw(activity, *, by):
    """Off the site, back to those who wrote it."""
    activity = _locked(activity)
    if activity.visible_from is None:
        raise ValidationError(f"“{activity.title}”没有公开。")
    activity.visible_from = activity.visible_until = activity.submitted_at = None
    activity.save()
    audit.record(audit.Action.WITHDRAWN, by=by, row=activity)
    return activity


@transaction.atomic
def call_off(activity, *, by, reason):
    """The activity will not be: its page says so and why, for those who had meant to come."""
    activity = _locked(activity)
    if not reason.strip():
        raise ValidationError("请写明取消的原因，读者会看到。")
    if activity.cancelled_at is not None:
        raise ValidationError(f"“{activity.title}”已经取消。")
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
