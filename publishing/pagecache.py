"""Pages that everybody sees alike, rendered once: kept in process memory in front of the shared cache.

A view says `@public_page("news", "schools")`: which sections of the site its page is made of. The outermost
middleware keeps the finished answer until one of those sections is published to, until the next moment at
which something in them was scheduled to appear or go, or for `seconds`, whichever is first. A request that
carries a session passes by untouched. The ETag is of the content: an unchanged page costs its reader nothing.
"""

import gzip
import hashlib
import time
from collections import OrderedDict
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.views.decorators.http import require_safe

from publishing.models import SITE, versions

# A browser asks again each time and mostly gets a 304; nginx may answer for a second from its own copy. The
# order matters to nginx before 1.23: whichever of the first two it reads first, it believes.
HEADERS = {"X-Accel-Expires": "1", "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
WORTH_COMPRESSING = 500

# Section → the functions that tell its next moment; section → (its version, the timestamp they told).
_moments = {}
_next = {}


def scheduled(section, function):
    """Register `function(now) -> datetime or None`: when the section next changes by itself."""
    _moments.setdefault(section, []).append(function)


def next_moment_of(queryset):
    """A function for `scheduled`: the first future `visible_from` or `visible_until` of a queryset's rows."""

    def next_moment(now):
        found = [
            queryset.all().filter(**{f"{name}__gt": now}).order_by(name).values_list(name, flat=True).first()
            for name in ("visible_from", "visible_until")
        ]
        return min(filter(None, found), default=None)

    return next_moment


def good_until(sections, now):
    """The timestamp at which one of the sections next changes by itself; infinite: nothing is planned."""
    return min(_next_moment_in(section, now) for section in (*sections, SITE))


def _next_moment_in(section, now):
    """Asked once for each state of a section: only publishing changes what is scheduled."""
    version = versions.known().get(section, 0)
    of_version, moment = _next.get(section, (None, 0))
    if of_version != version or moment <= now.timestamp():
        found = [function(now) for function in _moments.get(section, ())]
        moment = min([one.timestamp() for one in found if one], default=float("inf"))
        _next[section] = (version, moment)
    return moment


def forget():
    memory.clear()
    _next.clear()


def public_page(*sections, seconds=300):
    """Mark a view as a page that needs no sign-in and, without a session, is the same for everybody."""

    def decorate(view):
        @wraps(view)
        def marked(request, *args, **kwargs):
            response = view(request, *args, **kwargs)
            response.kept_for = (sections, seconds)
            return response

        return login_not_required(require_safe(marked))

    return decorate


@dataclass(frozen=True)
class Page:
    body: bytes
    compressed: bytes
    headers: tuple
    etag: str
    sections: tuple
    versions: tuple
    expires: float

    @property
    def size(self):
        return len(self.body) + len(self.compressed)

    def answer(self, request):
        if self.etag in request.headers.get("If-None-Match", ""):
            return HttpResponseNotModified(headers=dict(HEADERS, ETag=self.etag))
        headers, body = dict(self.headers), self.body
        if self.compressed and "gzip" in request.headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"], body = "gzip", self.compressed
        headers["Content-Length"] = str(len(body))
        return HttpResponse(b"" if request.method == "HEAD" else body, headers=headers)


class Memory:
    """The pages of this process, the least used dropped first."""

    MOST_BYTES = 64 * 1024 * 1024

    def __init__(self):
        self.pages = OrderedDict()
        self.bytes = 0

    def get(self, key):
        page = self.pages.get(key)
        if page is not None:
            self.pages.move_to_end(key)
        return page

    def put(self, key, page):
        self.drop(key)
        self.pages[key] = page
        self.bytes += page.size
        while self.bytes > self.MOST_BYTES:
            self.drop(next(iter(self.pages)))

    def drop(self, key):
        page = self.pages.pop(key, None)
        if page is not None:
            self.bytes -= page.size

    def clear(self):
        self.pages.clear()
        self.bytes = 0


memory = Memory()


def _numbers(known, sections):
    return tuple(known.get(section, 0) for section in (*sections, SITE))


class PageCache:
    """Outermost: answers from memory before anything else runs, keeps finished answers on their way out."""

    LONGEST_ADDRESS = 500

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not self.eligible(request):
            return self.get_response(request)
        key = self.key(request)
        page = memory.get(key) or self.from_shared(key)
        if page is not None and self.fresh(page):
            return page.answer(request)
        # Read before the page is made: what is published meanwhile must not pass for seen.
        known = versions.known()
        response = self.get_response(request)
        kept = self.keep(key, response, known)
        return kept.answer(request) if kept else response

    def eligible(self, request):
        return (
            settings.PAGE_CACHE
            and request.method in {"GET", "HEAD"}
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and len(request.get_full_path()) <= self.LONGEST_ADDRESS
        )

    def key(self, request):
        display = request.COOKIES.get("display", "")[:20]
        whole = "\n".join([request.scheme, request.get_host(), request.get_full_path(), display])
        return "page:" + hashlib.blake2b(whole.encode(), digest_size=16).hexdigest()

    def fresh(self, page):
        return page.expires > time.time() and page.versions == _numbers(versions.known(), page.sections)

    def from_shared(self, key):
        page = cache.get(key)
        if page is not None:
            memory.put(key, page)
        return page

    def keep(self, key, response, known):
        """The page made of a finished answer, kept; None where it is not everybody's."""
        sections, seconds = getattr(response, "kept_for", (None, 0))
        if sections is None or response.status_code != 200 or response.streaming or response.cookies:
            return None
        if "Cookie" in response.get("Vary", ""):
            return None
        page = self.page_of(response, sections, seconds, known)
        memory.put(key, page)
        cache.set(key, page, timeout=max(1, page.expires - time.time()))
        return page

    def page_of(self, response, sections, seconds, known):
        body = response.content
        etag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        response["ETag"] = etag
        for name, value in HEADERS.items():
            response[name] = value
        return Page(
            body=body,
            # Safe to compress: nothing secret stands on a page that is everybody's.
            compressed=gzip.compress(body, 6) if len(body) > WORTH_COMPRESSING else b"",
            headers=tuple(response.headers.items()),
            etag=etag,
            sections=sections,
            versions=_numbers(known, sections),
            expires=self.until(sections, seconds),
        )

    def until(self, sections, seconds):
        return min(time.time() + seconds, good_until(sections, timezone.now()))
