"""Where what is said once on the next page is kept."""

from django.contrib.messages.storage.fallback import FallbackStorage

from accounts.middleware import carries_session


class Notices(FallbackStorage):
    """In a signed cookie, which writes no row; in the session for those who had none.

    Kept pages are passed by for whoever carries a session, so what is said to a visitor must begin one.
    """

    def __init__(self, request, *args, **kwargs):
        super().__init__(request, *args, **kwargs)
        if not carries_session(request):
            self.storages = self.storages[1:]
