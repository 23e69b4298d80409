"""How allauth fits this house: nobody signs up, people sign in by account name or phone number."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse

from accounts import audit, signals, throttle
from accounts.models import User

JUST_NOW = 5 * 60


class Adapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "账号或密码不对。忘记密码，请找本校信息员领取激活码。",
        "too_many_login_attempts": "输错次数过多，请15分钟后再试；急用请找区里的安全管理员解锁。",
        "incorrect_password": "密码不对。",
        "enter_current_password": "当前密码不对。",
    }

    def is_open_for_signup(self, request):
        return False

    def is_reauthentication_required(self, *, app, **kwargs):
        """Who has just signed in need not give the password again to set up a second factor."""
        just_now = time.time() - self.request.session.get("started_at", 0) < JUST_NOW
        return not just_now and super().is_reauthentication_required(app=app, **kwargs)

    def is_ajax(self, request):
        return False

    def get_client_ip(self, request):
        return audit.address_of(request) or "0.0.0.0"  # noqa: S104

    def get_password_change_redirect_url(self, request):
        return reverse("me")

    def pre_authenticate(self, request, **credentials):
        name = credentials.get("username", "")
        # Kept in the session: a second factor may stand between this form and the sign-in.
        request.session[signals.KEEP_PHONE] = "own_phone" in request.POST
        user = User.objects.by_sign_in(name).first()
        self._attempt = throttle.Attempt(
            name=name,
            user=user,
            address=audit.address_of(request),
            device=throttle.device_of(request, user),
        )
        if not self._attempt.allowed:
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request, **credentials):
        user = super().authenticate(request, **credentials)
        if user is not None:
            self._attempt.succeeded()
        elif self._attempt.was_last:
            audit.record(audit.Action.LOCKED, row=self._attempt.user, address=audit.address_of(request))
        return user
