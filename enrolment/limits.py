"""How often one address may ask or guess. Kept in the shared cache under a keyed mark, not as an address."""

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache

HOUR = 3600
# A whole township may share one address with its telephone company.
LIMITS = {"ask": 10, "code": 30, "correction": 10}


def _key(kind, address):
    words = f"{kind}:{address}".encode()
    return "limit:" + hmac.new(settings.SECRET_KEY.encode(), words, hashlib.sha256).hexdigest()


def take(kind, address):
    """Count one; False where the hour's number is used up. Two at the same instant may count as one."""
    key = _key(kind, address)
    if cache.add(key, 1, HOUR):
        return True
    try:
        return cache.incr(key) <= LIMITS[kind]
    except ValueError:  # it expired in between
        return True
