"""Signing in and out as Django and allauth announce it: into the trail, and the session's clock starts."""

import time

from allauth.account.signals import password_changed
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from accounts import audit, own_phone
from accounts.models import User

KEEP_PHONE = "keep_phone"


@receiver(user_logged_in)
def start_clock(request, user, **kwargs):
    """A phone that begins a limited session gave no password: it earns no mark of a known device."""
    now = int(time.time())
    request.session["started_at"] = request.session["seen_at"] = now
    by_phone = getattr(request, "by_phone", False)
    if not by_phone:
        request.device_owner = user
        request.phone_to_keep = request.session.pop(KEEP_PHONE, False)
    text = f"{user}（记住的手机）" if by_phone else ""
    audit.record(audit.Action.SIGNED_IN, by=user, row=user, text=text, address=audit.address_of(request))


@receiver(user_logged_out)
def record_sign_out(request, user, **kwargs):
    own_phone.forget_this(request)
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
    own_phone.forget(user)
    audit.record(audit.Action.PASSWORD_CHANGED, by=user, row=user, address=audit.address_of(request))


@receiver(mfa.authenticator_added)
def record_second_factor(request, user, authenticator, **kwargs):
    audit.record("设置两步验证", by=user, row=user, text=f"{user} {authenticator}", address=_from(request))


@receiver(mfa.authenticator_removed)
def record_second_factor_gone(request, user, authenticator, **kwargs):
    audit.record("停用两步验证", by=user, row=user, text=f"{user} {authenticator}", address=_from(request))


@receiver(mfa.authenticator_reset)
def record_new_codes(request, user, **kwargs):
    audit.record("更换备用码", by=user, row=user, address=_from(request))


@receiver(mfa.authentication_failed)
def record_wrong_code(request, user, **kwargs):
    audit.record("验证码不对", row=user, address=_from(request))


def _from(request):
    return audit.address_of(request)
