"""Reminders of sessions, a week and a day before: a sweep of the worker, repeated at will."""

from datetime import timedelta

from django.utils import timezone

from accounts import inbox
from classrooms.models import Session
from classrooms.telling import tell

inbox.register(
    "session.week_ahead",
    title="下周：{title}",
    body="{when}，{where}。要调课请这几天办好；不能参加请及早取消。",
)
inbox.register(
    "session.day_ahead",
    title="明天：{title}",
    body="{when}，{where}。到场后扫会场的二维码签到。",
)
# kind, how long before the start it is said at the earliest, and at the latest.
STEPS = (
    ("session.week_ahead", timedelta(days=7), timedelta(days=5)),
    ("session.day_ahead", timedelta(hours=26), timedelta(hours=2)),
)


def remind(at=None):
    """Tell everybody with a seat, once for each time of the session: of one that was moved, anew."""
    at = at or timezone.now()
    for kind, earliest, latest in STEPS:
        near = Session.objects.published(at).filter(cancelled_at=None)
        near = near.filter(starts_at__lte=at + earliest, starts_at__gt=at + latest)
        for session in near.for_list():
            # Whoever took a seat within the span need not be told what they have just read.
            told = session.registrations.confirmed().filter(confirmed_at__lt=session.starts_at - earliest)
            tell(
                kind,
                session,
                told.select_related("teacher__user"),
                key=f"{session.pk}:{session.starts_at.timestamp():.0f}",
            )
