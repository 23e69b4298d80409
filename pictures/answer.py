"""Handing out a stored file: by nginx where it stands in front, else by an own answer that knows Range."""

import re

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse

RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
# A player that asks for all the rest gets the next piece, and comes again: no video is in memory whole.
MOST_AT_ONCE = 4 * 1024 * 1024


def serve(request, name, *, content_type):
    """The response for a file of the default storage; whoever calls has asked for the permission."""
    if settings.MEDIA_ACCEL:
        response = HttpResponse(content_type=content_type)
        response["X-Accel-Redirect"] = f"{settings.MEDIA_ACCEL.rstrip('/')}/{name}"
        return response
    size = default_storage.size(name)
    span = _span(request.headers.get("Range", ""), size)
    if span is None:
        response = FileResponse(default_storage.open(name), content_type=content_type)
    elif not span:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
    else:
        first, last = span
        with default_storage.open(name) as file:
            file.seek(first)
            response = HttpResponse(file.read(last - first + 1), status=206, content_type=content_type)
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Accept-Ranges"] = "bytes"
    return response


def _span(header, size):
    """(first, last) of a single byte range; () where it cannot be met; None where none is asked for."""
    match = RANGE.fullmatch(header.strip())
    if not match or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        first, last = max(size - int(last), 0), size - 1
    else:
        first, last = int(first), min(int(last), size - 1) if last else size - 1
    last = min(last, first + MOST_AT_ONCE - 1)
    return (first, last) if first <= last else ()
