"""The few of allauth's pages in use, under its own names; the rest (sign-up, e-mail, reset) is absent."""

from allauth.account import views as allauth
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.cache import never_cache

from accounts import views

urlpatterns = [
    path("login/", login_not_required(allauth.login), name="account_login"),
    path("logout/", login_not_required(never_cache(allauth.logout)), name="account_logout"),
    path("reauthenticate/", never_cache(allauth.reauthenticate), name="account_reauthenticate"),
    path("password/change/", never_cache(views.PasswordChange.as_view()), name="account_change_password"),
]
