"""Signing in and out as Django and allauth announce it: into the trail, and the session's clock starts."""

import time

from allauth.account.signals import password_changed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from accounts import audit
from accounts.models import User


@receiver(user_logged_in)
def start_clock(request, user, **kwargs):
    now = int(time.time())
    request.session["started_at"] = request.session["seen_at"] = now
    request.device_owner = user
    audit.record(audit.Action.SIGNED_IN, by=user, row=user, address=audit.address_of(request))


@receiver(user_logged_out)
def record_sign_out(request, user, **kwargs):
    if user is not None:
        audit.record(audit.Action.SIGNED_OUT, by=user, row=user, address=audit.address_of(request))


@receiver(user_login_failed)
def record_failure(credentials, request=None, **kwargs):
    """An unknown name is kept only in outline: people type passwords into the wrong box."""
    name = str(credentials.get("username", ""))
    user = User.objects.by_sign_in(name).first()
    audit.record(
        audit.Action.SIGN_IN_FAILED,
        row=user,
        text="" if user else f"未知账号 {name[:2]}…",
        address=audit.address_of(request) if request else None,
    )


@receiver(password_changed)
def record_password_change(request, user, **kwargs):
    if user.must_change_password:
        user.must_change_password = False
        user.save(update_fields=["must_change_password"])
    audit.record(audit.Action.PASSWORD_CHANGED, by=user, row=user, address=audit.address_of(request))
