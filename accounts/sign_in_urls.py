"""The few of allauth's pages in use, under its own names; the rest (sign-up, e-mail, reset) is absent."""

from allauth.account import views as allauth
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import views

a_form = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("login/", login_not_required(a_form(allauth.login)), name="account_login"),
    path("logout/", login_not_required(never_cache(a_form(allauth.logout))), name="account_logout"),
    path("reauthenticate/", never_cache(a_form(allauth.reauthenticate)), name="account_reauthenticate"),
    path(
        "password/change/",
        never_cache(a_form(views.PasswordChange.as_view())),
        name="account_change_password",
    ),
]
