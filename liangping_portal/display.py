"""How this browser shows the pages: text size and elder mode, kept in one cookie, without JavaScript."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SIZES = {"default": "默认", "large": "大", "huge": "超大"}
COOKIE = "display"
YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Display:
    """The reader's choices, kept in one cookie: text size, and elder mode."""

    size: str = "default"
    elder: bool = False

    @classmethod
    def of(cls, request):
        size, _, elder = request.COOKIES.get(COOKIE, "").partition(".")
        return cls(size if size in SIZES else "default", elder == "elder")

    def __str__(self):
        return f"{self.size}.elder" if self.elder else self.size


@login_not_required
@never_cache
@require_safe
def choose(request):
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
