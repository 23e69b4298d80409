"""Default deny, and private pages for those who carry a session."""

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.utils.cache import add_never_cache_headers, patch_cache_control


def carries_session(request):
    return settings.SESSION_COOKIE_NAME in request.COOKIES


class RequireSignIn(LoginRequiredMiddleware):
    """Every view needs a sign-in unless marked `@login_not_required`.

    Django's own reads `request.user` first, which makes every public page vary by cookie; this asks the
    view before the session is touched.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


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
