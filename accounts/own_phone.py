"""A teacher's own phone: for 30 days it confirms, checks in and registers without the password, nothing else.

Signing in with the box ticked leaves a token in the phone's cookie, and its digest here. Where a page marked
`@phone_may` is asked for without a session, the token begins one that is *limited*: it reaches those pages
only, and holds the teacher's role alone. Anything else asks for the password.
"""

import hashlib
import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, login
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from accounts import audit, rights
from accounts.models import TrustedPhone
from accounts.roles import Role

COOKIE = "phone"
DAYS = 30
LIMITED = "limited"
# The most phones one person keeps; the one used longest ago goes.
MOST = 3


def phone_may(view):
    """Mark a view that a limited session may use. Goes on the outside of other decorators."""
    view.phone_may = True
    return view


def _digest(token):
    return hashlib.sha256(token.encode()).hexdigest()


def keep(user, request, response):
    """Remember this phone as the person's own."""
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    TrustedPhone.objects.create(
        user=user,
        digest=_digest(token),
        label=request.headers.get("User-Agent", "")[:120],
        used_at=now,
        until=now + timedelta(days=DAYS),
    )
    kept = TrustedPhone.objects.filter(user=user).order_by("-used_at", "-pk").values("pk")[:MOST]
    TrustedPhone.objects.filter(user=user).exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()
    audit.record("记住手机", by=user, row=user, address=audit.address_of(request))
    response.set_cookie(
        COOKIE,
        token,
        max_age=DAYS * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def phone_of(request):
    """The remembered phone that asks; None for others."""
    token = request.COOKIES.get(COOKIE, "")
    if not token:
        return None
    found = TrustedPhone.objects.filter(digest=_digest(token), until__gt=timezone.now(), user__is_active=True)
    return found.select_related("user").first()


def forget(user):
    """Of all the person's phones, none is remembered any longer: after a new password, or by themselves."""
    return TrustedPhone.objects.filter(user=user).delete()[0]


def forget_this(request):
    TrustedPhone.objects.filter(digest=_digest(request.COOKIES.get(COOKIE, ""))).delete()


def asked_for(request, view):
    """The address that a phone may open by itself, where this request is for one or on its way there."""
    if getattr(view, "phone_may", False):
        return request.get_full_path()
    wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
    if request.method != "GET" or request.path != reverse("account_login") or not wanted.startswith("/"):
        return None
    try:
        target = resolve(urlsplit(wanted).path).func
    except (Resolver404, ValueError):
        return None
    return wanted if getattr(target, "phone_may", False) and not wanted.startswith("//") else None


def begin(request, phone):
    """Sign the phone's owner in, for the pages marked `@phone_may`."""
    request.by_phone = True
    login(request, phone.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[LIMITED] = True
    TrustedPhone.objects.filter(pk=phone.pk).update(used_at=timezone.now())


def is_limited(request):
    return bool(request.session.get(LIMITED))


def limit(user):
    """Of the person's roles the teacher's alone counts in a limited session."""
    user._held_roles = [row for row in rights.roles_of(user) if row[0] == Role.TEACHER]
