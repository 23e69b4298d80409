"""The second factor: who must have one, and whether a session has shown it.

`SECOND_FACTOR_ROLES` names the roles that may not work without; everybody else may set one up. Signing in
asks for the code by itself (allauth); `RequireSecondFactor` in `middleware.py` keeps out sessions that began
before there was one, and leads those who must to setting it up.
"""

import base64

import segno
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction
from django.utils.safestring import mark_safe

from accounts import audit, inbox, phone, rights

SET_UP_HERE = "second_factor_set_up"

inbox.register(
    "accounts.second_factor_reset",
    title="两步验证已解除",
    body="安全管理员解除了您的两步验证。下次登录时请重新设置；不是您本人要求的，请马上联系安全管理员。",
)


def needed(user):
    """Whether the person may not work without: the demo's accounts are exempt, and refused in production."""
    if user.sample and not settings.PRODUCTION:
        return False
    return rights.holds(user, *settings.SECOND_FACTOR_ROLES)


def shown(request):
    """Whether this session gave a code at sign-in, or set the second factor up itself."""
    records = get_authentication_records(request, request.user)
    return any(one.get("method") == "mfa" for one in records) or (
        request.session.get(SET_UP_HERE) == request.user.pk
    )


def is_set_up(user):
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


@transaction.atomic
def reset(user, *, by, address=None):
    """Take a lost phone's second factor away, so that its owner can set up another. True: there was one."""
    gone, _ = Authenticator.objects.filter(user=user).delete()
    if gone:
        audit.record("解除两步验证", by=by, row=user, address=address)
        inbox.send("accounts.second_factor_reset", [user], key=f"{user.pk}:{audit.moment()}", payload={})
    return bool(gone)


def _box():
    return Fernet(base64.urlsafe_b64encode(phone.key_for("totp")))


class Adapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "验证码不对。请看手机上现在显示的6位数；也可以填一个备用码。",
        "cannot_delete_authenticator": "您的角色必须使用两步验证，不能停用。",
    }

    def get_totp_issuer(self):
        return settings.SITE_SHORT_NAME

    def build_totp_svg(self, url):
        """An SVG to stand in the page itself: a data: address would need a hole in the content policy."""
        drawn = segno.make(url, error="m").svg_inline(scale=5, border=4, dark="#000", light="#fff")
        return mark_safe(drawn)  # noqa: S308 (segno's own, of an address)

    def encrypt(self, text):
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator):
        return not needed(authenticator.user)
