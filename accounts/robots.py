"""The protocol of the group robots of DingTalk and WeCom: one POST of JSON, answered {"errcode": 0}.

Only addresses below `ROBOT_ADDRESSES` are ever asked, and none that they redirect to.
"""

import base64
import hashlib
import hmac
import json
import time
import urllib.error
import urllib.request
from urllib.parse import quote_plus

from django.conf import settings
from django.core.exceptions import ValidationError

SECONDS = 5
# WeCom takes 2048 bytes of text, DingTalk 20 000; what is longer is cut at a character.
MOST_BYTES = 2000
# DingTalk: robot removed, token or keyword wrong, signature wrong; WeCom: key wrong.
FINAL = frozenset({300001, 310000, 400101, 93000})


class Removed(Exception):
    """The robot does not exist any longer, or does not take our signature."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


_opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))


def check_address(text):
    """ValidationError where an address is none of a robot's."""
    if not any(text.startswith(f"{known}?") for known in settings.ROBOT_ADDRESSES):
        raise ValidationError("请粘贴机器人设置页里完整的 Webhook 地址。")
    if len(text) > 400 or not text.isascii() or any(character.isspace() for character in text):
        raise ValidationError("地址里有多余的字，请重新复制。")


def signed(address, secret, at=None):
    """DingTalk's signature: HMAC-SHA256 of "milliseconds\\nsecret" under the secret, in the address."""
    moment = str(round((at or time.time()) * 1000))
    mark = hmac.new(secret.encode(), f"{moment}\n{secret}".encode(), hashlib.sha256).digest()
    return f"{address}&timestamp={moment}&sign={quote_plus(base64.b64encode(mark))}"


def say(robot, text):
    """Write into the group; Removed where that will never succeed, OSError where it may later."""
    check_address(robot.address)
    address = signed(robot.address, robot.secret) if robot.secret else robot.address
    cut = text.encode()[:MOST_BYTES].decode(errors="ignore")
    body = json.dumps({"msgtype": "text", "text": {"content": cut}}).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})  # noqa: S310
    try:
        with _opener.open(request, timeout=SECONDS) as answer:
            told = json.loads(answer.read(10_000))
    except urllib.error.HTTPError as error:
        raise OSError(f"机器人答复 {error.code}") from error
    except ValueError as error:
        raise OSError("机器人的答复读不懂") from error
    _judge(told if isinstance(told, dict) else {})


def _judge(told):
    code, words = told.get("errcode"), str(told.get("errmsg", ""))[:100]
    if code in FINAL:
        raise Removed(f"机器人拒收：{words}")
    if code != 0:
        raise OSError(f"机器人没有收下：{code} {words}")
