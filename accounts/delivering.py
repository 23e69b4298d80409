"""Messages on their way out: written with what caused them, sent by the worker, none lost.

A delivery is claimed (and committed as such) before it is handed to its channel, and marked sent afterwards.
A sender that dies in between leaves a claim that grows old: it is sent once more, which may be one duplicate;
if that dies too, it reads 不知是否发出 and is not tried again. What the other side refuses for the moment is
tried again after 1, 2, 4 … minutes.
"""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts import channels
from accounts.message_kinds import words
from accounts.models import Delivery, MessagePreference, Robot

State = Delivery.State
CLAIM_LASTS = timedelta(minutes=5)
MOST_FAILURES = 8
MOST_LOST = 1
# Of one target at once; a robot takes twenty messages a minute.
MOST_LINES = 10
BATCH = 200
DIGEST_AT = time(17, 30)
KEPT_FOR = timedelta(days=60)


# --- writing ------------------------------------------------------------------------------------------------
def to_people(messages, *, urgent=False):
    """Put rows of the inbox on their way to those who wish mail. Costs nothing where no mail is set."""
    if not messages or not channels.mail_is_set():
        return
    wishes = MessagePreference.objects.filter(user__in=[one.recipient_id for one in messages], mail=True)
    digest_of = dict(wishes.exclude(user__email="").values_list("user_id", "digest"))
    now = timezone.now()
    Delivery.objects.bulk_create(
        [
            Delivery(
                channel="mail",
                dedupe_key=f"mail:{one.dedupe_key}",
                user_id=one.recipient_id,
                kind=one.kind,
                payload=one.payload,
                path=one.path,
                due_at=now if urgent else due(now, digest=digest_of[one.recipient_id]),
            )
            for one in messages
            if one.recipient_id in digest_of
        ],
        ignore_conflicts=True,
    )


def to_groups(kind, units, *, key, payload, path="", urgent=False):
    """Put a message on its way into the group chats of these units, once for each `key` and robot."""
    now = timezone.now()
    found = Robot.objects.filter(unit__in=units, active=True)
    Delivery.objects.bulk_create(
        [
            Delivery(
                channel="robot",
                dedupe_key=f"robot:{kind}:{key}:{robot.pk}",
                robot=robot,
                kind=kind,
                payload=payload,
                path=path,
                due_at=now if urgent else due(now),
            )
            for robot in found
        ],
        ignore_conflicts=True,
    )


def due(now, *, digest=False):
    """When a message written now goes out: at once, after the quiet hours, or with the day's digest."""
    local = timezone.localtime(now)
    begins, ends = settings.QUIET_HOURS
    if digest:
        day = local.date() if local.time() < DIGEST_AT else local.date() + timedelta(days=1)
        return _at(day, DIGEST_AT)
    if local.time() >= begins:
        return _at(local.date() + timedelta(days=1), ends)
    return _at(local.date(), ends) if local.time() < ends else now


def _at(day, clock):
    return timezone.make_aware(datetime.combine(day, clock))


# --- sending ------------------------------------------------------------------------------------------------
def deliver_due():
    """Send what is due; several workers may. Returns how many deliveries were sent."""
    now = timezone.now()
    _give_up_lost(now)
    ready = Delivery.objects.filter(_ready(now)).order_by("due_at", "pk")
    targets = dict.fromkeys(ready.values_list("channel", "user_id", "robot_id")[:BATCH])
    return sum(_deliver(*target) for target in targets)


def _ready(now):
    lost = Q(state=State.SENDING, claimed_at__lt=now - CLAIM_LASTS, lost__lt=MOST_LOST)
    return Q(state=State.WAITING, due_at__lte=now) | lost


def _give_up_lost(now):
    old = Delivery.objects.filter(state=State.SENDING, claimed_at__lt=now - CLAIM_LASTS, lost__gte=MOST_LOST)
    old.update(state=State.UNKNOWN, error="两次都在发送时中断")


def _deliver(channel, user_id, robot_id):
    """One parcel for one target; returns how many deliveries it held."""
    rows = _claim(Q(channel=channel, user=user_id, robot=robot_id))
    if not rows:
        return 0
    parcel = channels.Parcel(rows[0].user or rows[0].robot, tuple(map(_line, rows)))
    sent = Delivery.objects.filter(pk__in=[row.pk for row in rows])
    try:
        channels.hand_over(channel, parcel)
    except channels.Refused as refused:
        sent.update(state=State.FAILED, error=str(refused)[:200])
    except Exception as error:  # noqa: B902 (whatever a channel meets, the next delivery goes on)
        _try_later(rows, str(error)[:200])
    else:
        sent.update(state=State.SENT, sent_at=timezone.now(), error="")
        return len(rows)
    return 0


def _claim(target):
    """The target's due rows, ours alone from here on; committed before anything is sent."""
    now = timezone.now()
    with transaction.atomic():
        mine = Delivery.objects.select_for_update(of=["self"], skip_locked=True)
        found = mine.filter(target, _ready(now))
        rows = list(found.select_related("user", "robot").order_by("due_at", "pk")[:MOST_LINES])
        again = [row.pk for row in rows if row.state == State.SENDING]
        Delivery.objects.filter(pk__in=again).update(lost=F("lost") + 1)
        Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(state=State.SENDING, claimed_at=now)
    return rows


def _try_later(rows, why):
    now = timezone.now()
    for row in rows:
        row.failures, row.error = row.failures + 1, why
        row.state = State.FAILED if row.failures >= MOST_FAILURES else State.WAITING
        row.due_at = now + timedelta(minutes=2 ** (row.failures - 1))
    Delivery.objects.bulk_update(rows, ["failures", "error", "state", "due_at"])


def _line(row):
    title, body = words(row.kind, row.payload)
    address = f"https://{settings.SITE_DOMAIN}{row.path}" if settings.SITE_DOMAIN and row.path else ""
    return channels.Line(title, body, address)


def tidy():
    """Drop what was sent long ago."""
    done = Delivery.objects.filter(state__in=[State.SENT, State.FAILED, State.UNKNOWN])
    return done.filter(due_at__lt=timezone.now() - KEPT_FOR).delete()[0]
