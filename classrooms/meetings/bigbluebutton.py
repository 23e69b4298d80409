"""BigBlueButton: calls are addresses signed with a shared secret; answers are small XML, judged before use.

`create` may be repeated: whoever comes first opens the meeting, so nothing of it is kept here. What the
server says is not trusted: its size and time are limited, no redirect is followed, a document type is refused
(no entities), and only plain addresses of recordings are taken over. While it does not answer, it is left
alone for half a minute, so that a hundred teachers at the door do not each wait for it.
"""

import hashlib
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from http.client import HTTPException
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from classrooms import meetings
from classrooms.meetings import Found, Unavailable
from classrooms.models import Recording, Session

SECONDS = 4
MOST_BYTES = 1_000_000
MOST_RECORDINGS = 50
# Created less than this ago, a meeting is not created again; servers keep an empty one for minutes.
CREATED_FOR = 60
LEFT_ALONE_FOR = 30
AWAY = "bigbluebutton:away"
BEST_FIRST = ("video", "presentation")
plain_address = URLValidator(schemes=["https", "http"])

NO_ANSWER = "会议服务器没有应答。请过一分钟再试；还不行，请与组织单位联系。"
NOT_UNDERSTOOD = "会议服务器的答复读不懂，请告诉系统管理员核对会议服务器的地址（BBB_URL）。"
REFUSALS = {
    "checksumError": "会议服务器不认平台的密钥，请告诉系统管理员核对 BBB_SECRET 和 BBB_CHECKSUM。",
    "idNotUnique": "会议服务器上有同号的会议，请过几分钟再试；还不行，请与组织单位联系。",
    "maxParticipantsReached": "会议室已满，请与组织单位联系。",
}


@meetings.register(Session.Provider.BIGBLUEBUTTON)
class BigBlueButton:
    @staticmethod
    def is_set():
        return bool(settings.BBB_URL and settings.BBB_SECRET)

    @staticmethod
    def host():
        """Where people are sent."""
        return settings.BBB_URL

    @staticmethod
    def enter(session, guest):
        """The address by which this guest enters; opens the meeting where nobody has yet."""
        _create(session)
        leads = guest.moderates
        return address(
            "join",
            meetingID=_number(session),
            fullName=guest.name[:120],
            userID=guest.key,
            role="MODERATOR" if leads else "VIEWER",
            # Servers before 2.4 know no roles, and tell them by these.
            password=meetings.mark(session, "leads" if leads else "listens"),
        )

    @staticmethod
    def recordings(session):
        """[Found, …] of what has been recorded and published, the newest first."""
        told = ask("getRecordings", meetingID=_number(session), state="published")
        rows = [_found(one) for one in told.findall("recordings/recording")[:MOST_RECORDINGS]]
        oldest = datetime.fromtimestamp(0, UTC)
        return sorted(filter(None, rows), key=lambda one: one.starts_at or oldest, reverse=True)


def _number(session):
    return f"portal-{session.pk}-{meetings.mark(session, 'number')}"


def _create(session):
    made = f"bigbluebutton:created:{session.pk}"
    if cache.get(made):
        return
    ask(
        "create",
        name=session.title,
        meetingID=_number(session),
        moderatorPW=meetings.mark(session, "leads"),
        attendeePW=meetings.mark(session, "listens"),
        record="true",
        autoStartRecording="false",
        allowStartStopRecording="true",
        muteOnStart="true",
    )
    cache.set(made, True, CREATED_FOR)


# --- Asking -------------------------------------------------------------------------------------------------
def address(call, **parameters):
    """A call's address with its checksum: the digest of name, query and secret."""
    query = urlencode(parameters)
    words = f"{call}{query}{settings.BBB_SECRET}".encode()
    checksum = hashlib.new(settings.BBB_CHECKSUM, words).hexdigest()
    base = settings.BBB_URL.rstrip("/").removesuffix("/api")
    return f"{base}/api/{call}?{query}&checksum={checksum}"


def ask(call, **parameters):
    """The root of the answer; Unavailable with words for the person who waits."""
    if cache.get(AWAY):
        raise Unavailable(NO_ANSWER)
    try:
        body = _read(address(call, **parameters))
    except urllib.error.HTTPError as error:
        if error.code >= 500:
            cache.set(AWAY, True, LEFT_ALONE_FOR)
            raise Unavailable(NO_ANSWER) from error
        raise Unavailable(NOT_UNDERSTOOD) from error
    except HTTPException as error:
        raise Unavailable(NOT_UNDERSTOOD) from error
    except OSError as error:
        cache.set(AWAY, True, LEFT_ALONE_FOR)
        raise Unavailable(NO_ANSWER) from error
    return _judged(body)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


_opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))


def _read(url):
    """The answer's bytes: TimeoutError for one that drips, Unavailable for one that never ends."""
    until, body = time.monotonic() + SECONDS, b""
    with _opener.open(url, timeout=SECONDS) as answer:
        while piece := answer.read1(65_536):
            body += piece
            if len(body) > MOST_BYTES:
                raise Unavailable(NOT_UNDERSTOOD)
            if time.monotonic() > until:
                raise TimeoutError("the answer drips")
    return body


class _NoDocumentType(ElementTree.TreeBuilder):
    """Entities, external ones among them, are declared in a document type; answers need none."""

    def doctype(self, *args):
        raise ValueError("an answer with a document type")


def _judged(body):
    # Safe here: whatever declares entities is refused before any is read.
    parser = ElementTree.XMLParser(target=_NoDocumentType())  # noqa: S314
    try:
        parser.feed(body)
        told = parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Unavailable(NOT_UNDERSTOOD) from error
    if told.findtext("returncode") != "SUCCESS":
        key = told.findtext("messageKey", "")
        said = "".join(told.findtext("message", "").split("\n"))[:80]
        raise Unavailable(
            REFUSALS.get(key) or f"会议服务器没有照办（{said or key or '未说明'}）。请与组织单位联系。"
        )
    return told


# --- Recordings ---------------------------------------------------------------------------------------------
def _found(one):
    """A recording of the answer; None where it cannot be played or its address is none we would link to."""
    links = {
        form.findtext("type", ""): form.findtext("url", "").strip() for form in one.findall("playback/format")
    }
    link = next((links[kind] for kind in BEST_FIRST if kind in links), next(iter(links.values()), ""))
    key = one.findtext("recordID", "")[:120]
    if not key or len(link) > Recording._meta.get_field("link").max_length or not _is_plain(link):
        return None
    start, end = _moment(one.findtext("startTime")), _moment(one.findtext("endTime"))
    minutes = round((end - start).total_seconds() / 60) if start and end and end > start else 0
    return Found(key, one.findtext("name", "")[:80], link, start, minutes)


def _is_plain(link):
    try:
        plain_address(link)
    except ValidationError:
        return False
    return "@" not in urlsplit(link).netloc


def _moment(text):
    """Milliseconds since 1970 as the server writes them."""
    if not text or not text.isdigit() or len(text) > 14:
        return None
    return datetime.fromtimestamp(int(text) / 1000, UTC)
