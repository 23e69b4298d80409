"""Phone numbers: kept encrypted, found by a keyed fingerprint, shown masked."""

import base64
import hashlib
import hmac
import re

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import ValidationError

MOBILE = re.compile(r"1[3-9]\d{9}")


def normalise(text):
    """The eleven digits of a mainland mobile number; ValidationError where it is none."""
    digits = re.sub(r"[\s\-－()（）]", "", text or "")
    digits = digits.removeprefix("+86").removeprefix("0086")
    if not MOBILE.fullmatch(digits):
        raise ValidationError("请填写11位手机号。", code="phone")
    return digits


def key_for(purpose):
    """32 bytes for one purpose, from the site's key."""
    return hashlib.sha256(f"{purpose}:{settings.SECRET_KEY}".encode()).digest()


def encrypt(digits):
    return Fernet(base64.urlsafe_b64encode(key_for("phone-text"))).encrypt(digits.encode()).decode()


def decrypt(text):
    return Fernet(base64.urlsafe_b64encode(key_for("phone-text"))).decrypt(text.encode()).decode()


def encrypt_bytes(content):
    """Of what may hold phone numbers, such as an uploaded sheet."""
    return Fernet(base64.urlsafe_b64encode(key_for("sheet"))).encrypt(content).decode()


def decrypt_bytes(text):
    return Fernet(base64.urlsafe_b64encode(key_for("sheet"))).decrypt(text.encode())


def fingerprint(digits):
    """What makes a number unique and findable without storing it: HMAC-SHA256 under the site's key."""
    return hmac.new(key_for("phone-mark"), digits.encode(), hashlib.sha256).hexdigest()


def masked(digits):
    return f"{digits[:3]}****{digits[-4:]}"
