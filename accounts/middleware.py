"""Default deny, sessions that end, and private pages for those who carry a session."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers, patch_cache_control

from accounts import own_phone, second_factor, throttle


def carries_session(request):
    return settings.SESSION_COOKIE_NAME in request.COOKIES


class SessionAge:
    """Ends a session 12 hours after sign-in, and that of staff after 30 idle minutes.

    Reads the session only of those who carry one. The clock is written at most once a minute. A device that
    signed in gets its mark (see throttle.py).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if carries_session(request):
            self._check(request)
        response = self.get_response(request)
        if hasattr(request, "device_owner"):
            self._mark_device(request, response)
            if request.phone_to_keep:
                own_phone.keep(request.device_owner, request, response)
        return response

    def _check(self, request):
        if not request.user.is_authenticated:
            return
        now = int(time.time())
        started, seen = request.session.get("started_at", 0), request.session.get("seen_at", 0)
        idle = now - seen > settings.STAFF_IDLE and request.user.is_staff
        if idle or now - started > settings.LONGEST_STAY:
            logout(request)
        elif now - seen >= 60:
            request.session["seen_at"] = now

    def _mark_device(self, request, response):
        response.set_cookie(
            throttle.DEVICE_COOKIE,
            throttle.new_device(request.device_owner),
            max_age=throttle.DEVICE_AGE,
            path="/accounts/",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


class RequireSignIn(LoginRequiredMiddleware):
    """Every view needs a sign-in unless marked `@login_not_required`.

    Django's own reads `request.user` first, which makes every public page vary by cookie; this asks the
    view before the session is touched.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class OwnPhone:
    """Lets a remembered phone begin a limited session where it may, and keeps such a session to its pages.

    Stands before RequireSignIn. A reader without that cookie, or with a whole session, is not looked at.
    """

    ALWAYS = frozenset({"account_logout", "accounts:activate"})

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if carries_session(request) and request.user.is_authenticated:
            return self._keep_within(request, view_func) if own_phone.is_limited(request) else None
        return self._begin(request, view_func) if own_phone.COOKIE in request.COOKIES else None

    def _begin(self, request, view):
        target = own_phone.asked_for(request, view)
        phone = own_phone.phone_of(request) if target else None
        if phone is None:
            return None
        own_phone.begin(request, phone)
        own_phone.limit(request.user)
        return None if getattr(view, "phone_may", False) else redirect(target)

    def _keep_within(self, request, view):
        own_phone.limit(request.user)
        public = not getattr(view, "login_required", True)
        signing_in = request.resolver_match.view_name == "account_login"
        if getattr(view, "phone_may", False) or request.resolver_match.view_name in self.ALWAYS:
            return None
        if public and not signing_in:
            return None
        # The phone stays remembered: only this session ends, and the password begins a whole one.
        request.session.flush()
        request.user = AnonymousUser()
        return None if signing_in else redirect_to_login(request.get_full_path())


class _RequireStep:
    """After sign-in, a step that must be taken before any page that needs a sign-in."""

    OPEN = frozenset({"account_logout"})

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True) or not request.user.is_authenticated:
            return None
        if request.resolver_match.view_name in self.OPEN or not self.lacking(request):
            return None
        return redirect(self.page_for(request))

    def page_for(self, request):
        return self.page


class RequireSecondFactor(_RequireStep):
    """Who needs a second factor sets it up, and shows it in every session, before doing anything else.

    It stands behind RequireSignIn, so that it asks signed-in people alone, and before every page of theirs:
    the admin's own sign-in check would ask for the password only.
    """

    OPEN = frozenset(
        {
            "account_logout",
            "account_change_password",
            "account_reauthenticate",
            "mfa_activate_totp",
            "mfa_reauthenticate",
        }
    )

    def lacking(self, request):
        return second_factor.needed(request.user) and not second_factor.shown(request)

    def page_for(self, request):
        return "mfa_reauthenticate" if second_factor.is_set_up(request.user) else "mfa_activate_totp"


class RequireFreshPassword(_RequireStep):
    """A password set by somebody else is changed before anything else is done."""

    OPEN = frozenset({"account_logout", "account_change_password"})
    page = "account_change_password"

    def lacking(self, request):
        return request.user.must_change_password


class PrivatePages:
    """What a request with a session gets is never kept by a shared cache."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if carries_session(request) and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
            patch_cache_control(response, private=True, no_store=True)
        return response


class AdminNonce:
    """Lets the admin's pages, and no other, allow the editor's import map by a nonce."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        match = request.resolver_match
        if match is not None and match.app_name == "admin":
            response._csp_replace = {"script-src": settings.ADMIN_SCRIPT_SRC}
        return response
