"""Guessing made slow: five failures of an account, from devices it is not known on, lock it for 15 minutes.

A device that once signed in as this person keeps a count of its own (its cookie is signed and says nothing
else), so that a stranger who keeps failing on somebody's name never shuts out the owner. An address is held
back later than an account, since a whole school shares one.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db.models import F
from django.utils import timezone

from accounts.models import SignInLock

FAILURES = 5
FAILURES_OF_ADDRESS = 20
WINDOW = timedelta(minutes=15)

DEVICE_COOKIE = "device"
DEVICE_AGE = 180 * 24 * 3600
_SALT = "accounts.device"


def _key(kind, text):
    words = f"{kind}:{text}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), b"sign-in-lock:" + words, hashlib.sha256).hexdigest()


def _take(key, limit, **about):
    """Count an attempt in advance, so that parallel ones cannot slip through; False where none is left."""
    now = timezone.now()
    SignInLock.objects.filter(until__lte=now).delete()
    SignInLock.objects.get_or_create(key=key, defaults={"until": now + WINDOW, **about})
    free = SignInLock.objects.filter(key=key, failures__lt=limit)
    return bool(free.update(failures=F("failures") + 1, until=now + WINDOW))


def _give_back(key):
    SignInLock.objects.filter(key=key, failures__gt=0).update(failures=F("failures") - 1)


class Attempt:
    """One try at an account's password or activation code. `allowed` is False under a lock."""

    def __init__(self, *, name, user, address, device=None):
        self.user = user
        self.address_key = _key("address", address) if address and not device else None
        self.account_key = _account_key(user, name, device)
        self.allowed = _take(self.account_key, FAILURES, user=user)
        if self.allowed and self.address_key:
            self.allowed = _take(self.address_key, FAILURES_OF_ADDRESS, address=address)
            if not self.allowed:
                _give_back(self.account_key)

    @property
    def was_last(self):
        return SignInLock.objects.filter(key=self.account_key, failures__gte=FAILURES).exists()

    def succeeded(self):
        SignInLock.objects.filter(key=self.account_key).delete()
        if self.address_key:
            _give_back(self.address_key)


class CodeAttempt:
    """One try at the second factor: five wrong codes lock it for 15 minutes, from whatever device."""

    def __init__(self, user):
        self.key = _key("code", user.pk)
        self.allowed = _take(self.key, FAILURES, user=user)

    def succeeded(self):
        SignInLock.objects.filter(key=self.key).delete()


def _account_key(user, name, device):
    if device:
        return _key("device", device)
    return _key("account", user.pk) if user else _key("name", name.strip().lower())


def unlock(user):
    """Lift every lock of a person; returns how many."""
    return SignInLock.objects.filter(user=user).delete()[0]


def new_device(user):
    return signing.dumps([user.pk, secrets.token_urlsafe(12)], salt=_SALT)


def device_of(request, user):
    """The mark of a device on which this person signed in before; None for others and for forged marks."""
    try:
        owner, mark = signing.loads(request.COOKIES.get(DEVICE_COOKIE, ""), salt=_SALT, max_age=DEVICE_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return f"{owner}:{mark}" if user is not None and owner == user.pk else None
