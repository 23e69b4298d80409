"""The few of allauth's pages in use, under its own names; the rest (sign-up, e-mail, reset) is absent."""

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import views

a_form = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("login/", login_not_required(a_form(allauth.login)), name="account_login"),
    path("logout/", login_not_required(never_cache(a_form(allauth.logout))), name="account_logout"),
    path("reauthenticate/", never_cache(a_form(allauth.reauthenticate)), name="account_reauthenticate"),
    # The second factor.
    path(
        "second-factor/",
        login_not_required(never_cache(a_form(mfa.authenticate))),
        name="mfa_authenticate",
    ),
    path("second-factor/again/", never_cache(a_form(mfa.reauthenticate)), name="mfa_reauthenticate"),
    path("second-factor/set-up/", never_cache(views.SecondFactorSetUp.as_view()), name="mfa_activate_totp"),
    path("second-factor/remove/", never_cache(a_form(totp.deactivate_totp)), name="mfa_deactivate_totp"),
    path(
        "second-factor/codes/",
        never_cache(require_safe(codes.view_recovery_codes)),
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-factor/codes/new/",
        never_cache(a_form(codes.generate_recovery_codes)),
        name="mfa_generate_recovery_codes",
    ),
    path("security/", views.security, name="mfa_index"),
    path("security/forget-phones/", views.forget_phones, name="account_forget_phones"),
    path(
        "password/change/",
        never_cache(a_form(views.PasswordChange.as_view())),
        name="account_change_password",
    ),
]
