"""Being there: by one's own tap on the day, or noted by the organiser. This module alone writes attendance.

The door is a signed address bound to the session, shown as a code to be scanned, with eight digits beside it
for who cannot scan. Opening it writes nothing. It is open from an hour before the start to the end, so that a
picture of it is of no use later.
"""

import hashlib
import hmac
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from classrooms.models import Attendance, Certificate, Registration
from classrooms.telling import Refused, record

State = Attendance.State
EARLY = timedelta(hours=1)
LATE_AFTER = timedelta(minutes=10)
# A tap made in time may arrive later, when the phone has found a network again.
SENT_WITHIN = timedelta(days=2)
_signer = signing.Signer(salt="classrooms.door", sep="~")


# --- the door -----------------------------------------------------------------------------------------------
def door_of(session):
    return reverse("classrooms:check_in", args=[_signer.sign(str(session.pk))])


def session_pk_of(token):
    """The session a token opens; None where it is forged."""
    try:
        return int(_signer.unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def code_of(session):
    """Eight digits that stand for the door."""
    words = f"door:{session.pk}".encode()
    mark = hmac.new(settings.SECRET_KEY.encode(), words, hashlib.sha256).digest()
    return f"{int.from_bytes(mark[:8], 'big') % 10**8:08}"


def is_open(session, at=None):
    at = at or timezone.now()
    return not session.cancelled_at and session.starts_at - EARLY <= at <= session.ends_at


# --- noting -------------------------------------------------------------------------------------------------
def check_in(session, teacher, *, by, tapped_at=None, key="", at=None, address=None):
    """The teacher is here: present, or late ten minutes after the start. Asked again, nothing changes.

    `tapped_at`: when the button was pressed, for a tap that the phone kept while it had no network.
    """
    at = at or timezone.now()
    moment = tapped_at if tapped_at and at - SENT_WITHIN <= tapped_at <= at else at
    if by.pk != teacher.user_id:
        raise Refused("只能为自己签到，请用本人账号登录。")
    registration = Registration.objects.confirmed().filter(session=session, teacher=teacher).first()
    if registration is None:
        raise Refused("您没有报上这场活动的名。请到会场的登记处，请组织者加上您。")
    if not is_open(session, moment):
        raise Refused("现在不在签到时间：开始前一小时到结束之间可以签到。请组织者为您登记。")
    state = State.LATE if moment > session.starts_at + LATE_AFTER else State.PRESENT
    with transaction.atomic():
        made, fresh = Attendance.objects.get_or_create(
            registration=registration,
            defaults={"state": state, "method": _method(moment, at), "at": moment, "by": by, "key": key[:40]},
        )
        if fresh:
            record("签到", registration, by, address, attendance=["", state])
    return made


def _method(moment, at):
    """What came later is marked, for the organiser to judge: a phone's clock is its owner's."""
    return Attendance.Method.SELF if moment == at else Attendance.Method.LATER


def note(registration, state, *, by, at=None, address=None):
    """What the organiser saw; changes what was noted before. Not once a certificate rests on it."""
    at = at or timezone.now()
    if state not in State.values:
        raise Refused("请选择出席、迟到、缺席或请假。")
    session = registration.session
    if at < session.starts_at - EARLY:
        raise Refused("活动还没到，开始前一小时起可以登记出席。")
    with transaction.atomic():
        locked = Registration.objects.select_for_update(no_key=True).get(pk=registration.pk)
        if not locked.is_confirmed:
            raise Refused("这位教师没有报上名，先在名单上加上，再登记出席。")
        old = Attendance.objects.filter(registration=locked).first()
        before = old.state if old else ""
        if before == state:
            return old
        certified = Certificate.objects.valid().filter(session=session, teacher=locked.teacher_id)
        if state not in State.there() and certified.exists():
            raise Refused("已发学时证明。请先作废证明，再改出席。")
        made, _ = Attendance.objects.update_or_create(
            registration=locked,
            defaults={"state": state, "method": Attendance.Method.ORGANISER, "at": at, "by": by},
        )
        record("登记出席", locked, by, address, attendance=[before, state])
    return made


def roll(session):
    """The confirmed registrations in the order of school and name, each with its attendance or None."""
    rows = session.registrations.confirmed().select_related("teacher__school", "attendance")
    return list(rows.order_by("teacher__school__official_order", "teacher__pinyin", "pk"))


def counts(rows):
    """[(label, how many)] of each state, and of those not yet noted."""
    states = [one.attendance.state if hasattr(one, "attendance") else "" for one in rows]
    return [(state.label, states.count(state.value)) for state in State] + [("还没到", states.count(""))]
