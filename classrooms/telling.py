"""What teachers read of their seats, and how a refusal is said."""

from django.utils import timezone

from accounts import audit, inbox


class Refused(Exception):
    """What cannot be done, and what to do instead, in words for the person who asked."""


inbox.register(
    "booking.promoted",
    title="候补成功：{title}",
    body="您已从候补转为正式报名。时间：{when}，地点：{where}。不能参加请及早取消，名额会给下一位。",
)
inbox.register(
    "booking.offered",
    title="有空位，请确认：{title}",
    body="{when}，{where}。名额为您留到{expires}，请打开页面按“接受”或“不去了”；过时给下一位。",
)
inbox.register(
    "booking.expired",
    title="名额已给下一位：{title}",
    body="为您留的名额到时没有确认，已给下一位候补。还想参加可以重新报名。",
)
inbox.register(
    "booking.added",
    title="已为您报名：{title}",
    body="{organiser}为您报了名。时间：{when}，地点：{where}。说明：{reason}。不能参加请及早取消。",
)
inbox.register(
    "booking.moved",
    title="报名改到另一场：{title}",
    body="{organiser}把您的报名改到这一场：{when}，{where}。原因：{reason}。不能参加请及早取消。",
)
inbox.register(
    "booking.cancelled",
    title="报名被取消：{title}",
    body="组织单位取消了您的报名（{when}）。原因：{reason}。如有疑问，请与{organiser}联系。",
)
inbox.register(
    "booking.partner_left",
    title="伙伴取消了报名：{title}",
    body="与您同报的伙伴已取消（{when}）。您的报名还在；不去请取消。",
)
inbox.register(
    "session.cancelled",
    title="活动取消：{title}",
    body="原定{when}的活动已取消。原因：{reason}。您不用再做什么。",
    urgent=True,
)
inbox.register(
    "session.changed",
    title="活动有变：{title}",
    body="请留意现在的时间和地点：{when}，{where}。不能参加请及早取消，名额会给下一位。",
)


def record(action, row, by, address, **change):
    audit.record(action, by=by, row=row, change=change, address=address)


def tell(kind, session, registrations, *, key, reason="", expires=None):
    """One message a teacher, saying what they need to act on without opening the page."""
    registrations = [one for one in registrations if one.teacher.user_id]
    reason = reason or next((one.reason for one in registrations), "")
    payload = _payload(session, reason)
    if expires:
        payload["expires"] = moment(expires)
    users = [one.teacher.user for one in registrations]
    inbox.send(kind, users, key=key, payload=payload, path=session.get_absolute_url())


def announce(kind, session, *, key, reason=""):
    """The same in the group chats of who organises and who hosts, where they have a robot."""
    units = {session.organiser_id, session.host.unit_id if session.host else session.organiser_id}
    path = session.get_absolute_url()
    inbox.announce(kind, units, key=key, payload=_payload(session, reason), path=path)


def _payload(session, reason):
    return {
        "title": session.title,
        "when": session.when,
        "where": session.where,
        "organiser": session.organiser.name,
        "reason": reason,
    }


def moment(at):
    """11月26日 14:30"""
    at = timezone.localtime(at)
    return f"{at.month}月{at.day}日 {at:%H:%M}"
