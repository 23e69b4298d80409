"""The ways by which a message leaves the portal. An operator's own (SMS, an official account) is added alike:

    @channels.register("sms")
    def sms(parcel):
        ...  # raise Refused where trying again is of no use; any other error is tried again later

Mail goes to a person who wishes it; robots write into the group chats of a unit.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage

from accounts import robots

_channels = {}


class Refused(Exception):
    """The other side will never take it: a wrong address, a robot that was removed."""


@dataclass(frozen=True)
class Line:
    """A message in words: `address` is the whole address of its page, empty where the site has no domain."""

    title: str
    body: str
    address: str


@dataclass(frozen=True)
class Parcel:
    """What goes out at once to one target (a User or a Robot): one line, or several gathered."""

    target: Any
    lines: tuple

    @property
    def subject(self):
        more = f"等{len(self.lines)}条消息" if len(self.lines) > 1 else ""
        # No line breaks: a subject is a header.
        return " ".join(f"{self.lines[0].title}{more}".split())

    @property
    def text(self):
        return "\n\n".join("\n".join(filter(None, [one.title, one.body, one.address])) for one in self.lines)


def register(name):
    def keep(function):
        _channels[name] = function
        return function

    return keep


def hand_over(name, parcel):
    if name not in _channels:
        raise Refused(f"没有这种方式：{name}")
    _channels[name](parcel)


def mail_is_set():
    return settings.EMAIL_BACKEND != "django.core.mail.backends.dummy.EmailBackend"


@register("mail")
def mail(parcel):
    if not parcel.target.email:
        raise Refused("没有填邮箱")
    said = f"{parcel.text}\n\n——{settings.SITE_NAME}\n不想再收邮件：登录后在“消息”页里关掉。"
    EmailMessage(f"{settings.SITE_SHORT_NAME}：{parcel.subject}", said, to=[parcel.target.email]).send()


@register("robot")
def robot(parcel):
    try:
        robots.say(parcel.target, parcel.text)
    except robots.Removed as gone:
        raise Refused(str(gone)) from gone
