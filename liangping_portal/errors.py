"""Error pages: plain, without the database, saying what to do next."""

import sys

from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def page_not_found(request, exception):
    return render(request, "errors/404.html", status=404)


def permission_denied(request, exception):
    return render(request, "errors/403.html", status=403)


def csrf_failure(request, reason=""):
    return render(request, "errors/csrf.html", status=403)


def server_error(request):
    """Middleware reads the database too, where no `process_exception` comes by: look what went wrong."""
    if isinstance(sys.exc_info()[1], OperationalError):
        return database_away()
    return bare("errors/500.html", status=500)


def database_away():
    response = bare("errors/503.html", status=503)
    response["Retry-After"] = "10"
    return response


def bare(template, status):
    """Without the request: what a context processor reads may be the very thing that is broken."""
    return HttpResponse(render_to_string(template), status=status)


class DatabaseAway:
    """A database that does not answer is 503 with Retry-After, not 500; it heals by itself."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, OperationalError):
            return None
        return database_away()
