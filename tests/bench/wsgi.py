"""The portal as gunicorn serves it, beside it the floor, in the same processes: told apart by a header.

X-Bench: floor      a bare view with Django's default middleware
X-Bench: uncached   the portal with every page made anew, of parts that a process keeps
X-Bench: cold       the same, nothing being kept: as the first reader after a publication
X-Bench: counted, cold-counted  these two, answering with the number of queries in X-Queries
X-Bench: cached     the portal as it is
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liangping_portal.settings")

import django  # noqa: E402

django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402

urlpatterns = [path("floor/", lambda request: HttpResponse("ok"))]

DEFAULT_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
PAGE_CACHE = "publishing.pagecache.PageCache"


def own_urls(get_response):
    def middleware(request):
        request.urlconf = __name__
        return get_response(request)

    return middleware


def count_queries(get_response):
    def middleware(request):
        asked = []

        def count(execute, *arguments):
            asked.append(1)
            return execute(*arguments)

        with connection.execute_wrapper(count):
            response = get_response(request)
        response["X-Queries"] = str(len(asked))
        return response

    return middleware


def keep_nothing(get_response):
    def middleware(request):
        from publishing import fragments

        fragments.forget()
        return get_response(request)

    return middleware


def handler(middleware):
    """A WSGI application with this middleware; Django reads the list once, when it is made."""
    usual, settings.MIDDLEWARE = settings.MIDDLEWARE, middleware
    try:
        return WSGIHandler()
    finally:
        settings.MIDDLEWARE = usual


anew = [name for name in settings.MIDDLEWARE if name != PAGE_CACHE]
HANDLERS = {
    "floor": handler([f"{__name__}.own_urls", *DEFAULT_MIDDLEWARE]),
    "uncached": handler(anew),
    "cold": handler([f"{__name__}.keep_nothing", *anew]),
    "counted": handler([f"{__name__}.count_queries", *anew]),
    "cold-counted": handler([f"{__name__}.count_queries", f"{__name__}.keep_nothing", *anew]),
    "cached": handler(settings.MIDDLEWARE),
}


def application(environ, start_response):
    return HANDLERS[environ.get("HTTP_X_BENCH", "cached")](environ, start_response)
