"""Who looks at a public page: the person signed in, or None, without touching an anonymous session."""

from accounts.middleware import carries_session


def viewer_of(request):
    user = request.user if carries_session(request) and hasattr(request, "user") else None
    return user if user and user.is_authenticated else None
