"""Emergency: one address answers nobody, everywhere at once, until it is lifted.

The outermost middleware closes the address itself within a second in every process; what stands behind it is
told to end (`when_taken_down`), so that lists, feed, search and site map let it go, and its pictures with it.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils import timezone

from accounts import audit
from publishing.models import TakeDown, raise_every_version
from publishing.switching import remembered

_followers = {}
# What has to stay: the way in for those who lift it again, and what machines watch.
KEPT_OPEN = ("/admin/", "/accounts/", "/me/", "/display/", "/healthz/", "/readyz/", "/static/")


class Follower(NamedTuple):
    find: Callable
    end: Callable
    ends: str

    def until(self, row):
        moment = getattr(row, self.ends)
        return moment and moment.isoformat()


def when_taken_down(route, find, end=None, *, ends="visible_until"):
    """Register for a named route: `find(**kwargs)` gives the row behind the address, or that of a `pk`
    added to them, or None; `end(row, moment or None)` makes it end then, or as it was to (default: the field
    `ends` is set and the row saved)."""

    def by_field(row, moment):
        setattr(row, ends, moment)
        row.save()

    _followers[route] = Follower(find, end or by_field, ends)


def plain_path(text):
    """The path of an address as somebody pasted it; ValidationError where it cannot be taken down."""
    path = urlsplit(text.strip()).path
    path = path if path.startswith("/") else f"/{path}"
    if path == "/" or path.startswith(KEPT_OPEN):
        raise ValidationError("首页、后台和登录页不能停用。")
    try:
        resolve(path)
    except Resolver404:
        raise ValidationError("本站没有这个地址，请从浏览器地址栏复制。") from None
    return path


@transaction.atomic
def take_down(text, *, by, reason):
    path = plain_path(text)
    if not reason.strip():
        raise ValidationError("请写明原因。")
    if TakeDown.objects.filter(path=path, lifted_at=None).exists():
        raise ValidationError("这个地址已经停用。")
    row, kept = _behind(path), {}
    if row is not None:
        kept = {"pk": row.pk, "until": _follower(path).until(row)}
        _follower(path).end(row, timezone.now())
    done = TakeDown.objects.create(path=path, reason=reason.strip()[:120], taken_by=by, kept=kept)
    _tell()
    audit.record("紧急停用", by=by, row=done, text=f"{path}：{reason}")
    return done


@transaction.atomic
def lift(taken, *, by):
    """The address answers again; what stood behind it stands as before, unless it changed meanwhile."""
    taken = TakeDown.objects.select_for_update().get(pk=taken.pk)
    if taken.lifted_at is not None:
        raise ValidationError("这个地址已经恢复。")
    taken.lifted_at, taken.lifted_by = timezone.now(), by
    taken.save()
    follower = _follower(taken.path)
    row = follower and taken.kept and follower.find(**_named(taken.path) | {"pk": taken.kept["pk"]})
    if row:
        until = taken.kept["until"]
        follower.end(row, until and datetime.fromisoformat(until))
    _tell()
    audit.record("恢复访问", by=by, row=taken)
    return taken


def _tell():
    raise_every_version()
    remembered.forget()
    transaction.on_commit(remembered.forget)


def _follower(path):
    return _followers.get(resolve(path).view_name)


def _named(path):
    """What the address names: a pk where it has one, or the words by which its row is found."""
    return resolve(path).kwargs


def _behind(path):
    follower = _follower(path)
    return follower.find(**_named(path)) if follower else None


class TakenDown:
    """Outermost: before any cache answers."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if remembered.known().is_down(request.path):
            return closed()
        return self.get_response(request)


def closed():
    response = HttpResponse(render_to_string("errors/suspended.html"), status=410)
    response["Cache-Control"] = "no-store"
    response["X-Accel-Expires"] = "0"
    response["X-Robots-Tag"] = "noindex, noarchive"
    return response
