"""Pages that compose what the floors below have."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from liangping_portal.context import COOKIE, SIZES, Display


@login_not_required
@require_safe
def home(request):
    return render(request, "home.html")


@require_safe
def me(request):
    return render(request, "me/desk.html")


YEAR = 365 * 24 * 3600


@login_not_required
@never_cache
@require_safe
def display(request):
    """Keep the reader's text size and elder mode, and go back; links work where no script runs.

    The one declared GET that sets a cookie: it changes nothing but how this browser shows pages.
    """
    now = Display.of(request)
    size = request.GET.get("size")
    elder = {"1": True, "0": False}.get(request.GET.get("elder"), now.elder)
    chosen = Display(size if size in SIZES else now.size, elder)
    response = redirect(safe_path(request.GET.get("next", "")))
    response.set_cookie(
        COOKIE, str(chosen), max_age=YEAR, samesite="Lax", httponly=True, secure=settings.PRODUCTION
    )
    return response


def safe_path(path):
    """A path on this site, or the front page."""
    local = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if local else "/"
