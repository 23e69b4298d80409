"""Where what is said once on the next page is kept."""

from django.conf import settings
from django.contrib.messages.storage.fallback import FallbackStorage

from accounts.middleware import carries_session


class Notices(FallbackStorage):
    """In a signed cookie, which writes no row, for who is signed in; in the session for everybody else.

    Kept pages are passed by for whoever carries a session, so what is said to a visitor must begin one. Who
    signs out leaves nothing behind for the next person at that computer.
    """

    def __init__(self, request, *args, **kwargs):
        super().__init__(request, *args, **kwargs)
        self.in_cookie, self.in_session = self.storages
        if not carries_session(request):
            self.storages = [self.in_session]

    def update(self, response):
        if carries_session(self.request) and not self.request.user.is_authenticated:
            self.storages = [self.in_session]
            if self.in_cookie.cookie_name in self.request.COOKIES:
                self._take_back(response)
        return super().update(response)

    def _take_back(self, response):
        response.delete_cookie(
            self.in_cookie.cookie_name,
            domain=settings.SESSION_COOKIE_DOMAIN,
            samesite=settings.SESSION_COOKIE_SAMESITE,
        )
