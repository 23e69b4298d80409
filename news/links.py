"""Whether an address of this site leads somewhere: the route exists, and what it names is public then."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from classrooms.models import Session
from enrolment.models import Guide
from groups.models import EducationGroup
from news.models import Activity, Column, Edition
from schools.models import School

HREF = re.compile(r'href="([^"]+)"')
# What no reader is let into: a link there is as good as dead.
CLOSED = frozenset({"admin", "me"})

# Routes that name a row: function(arguments of the route, moment) → rows that readers find there.
ROWS = {
    "schools:detail": lambda named, at: School.objects.published(at).filter(slug=named["slug"]),
    "schools:poster": lambda named, at: School.objects.published(at).filter(slug=named["slug"]),
    "groups:detail": lambda named, at: EducationGroup.objects.published(at).filter(slug=named["slug"]),
    "classrooms:session_detail": lambda named, at: Session.objects.published(at).filter(pk=named["pk"]),
    "enrolment:guide": lambda named, at: Guide.objects.published(at).filter(case=named["case"]),
    "news:column": lambda named, at: Column.objects.filter(slug=named["slug"]),
    "news:activity": lambda named, at: Activity.objects.published(at).filter(pk=named["pk"]),
    "news:article": lambda named, at: Edition.objects.articles().published(at).filter(slug=named["slug"]),
    "news:report": lambda named, at: Edition.objects.reports().published(at).filter(slug=named["slug"]),
}


def of_edition(edition):
    """Every address that an edition's own words and blocks lead to, once each."""
    found = []
    for block in edition.content.get("blocks", []):
        found += HREF.findall(block.get("html", ""))
        found += [block.get(name, "") for name in ("path", "link")]
    return list(dict.fromkeys(filter(None, found)))


def inside(address):
    """The path of an address of this site; None for any other."""
    parts = urlsplit(address)
    if parts.scheme in {"http", "https"} or parts.netloc:
        return parts.path or "/" if settings.SITE_DOMAIN and parts.netloc == settings.SITE_DOMAIN else None
    return parts.path if parts.path.startswith("/") else None


def is_alive(path, at=None, coming=frozenset()):
    """Whether readers find something at a path at a moment; `coming`: paths that are published then too."""
    if path in coming:
        return True
    try:
        match = resolve(path)
    except Resolver404:
        return False
    if path.strip("/").partition("/")[0] in CLOSED:
        return False
    rows = ROWS.get(match.view_name)
    return rows is None or rows(match.kwargs, at).exists()


def dead(edition, at=None, coming=frozenset()):
    """The addresses of this site in an edition that lead nowhere at that moment."""
    paths = {address: inside(address) for address in of_edition(edition)}
    return [address for address, path in paths.items() if path and not is_alive(path, at, coming)]


def outside(edition):
    return [address for address in of_edition(edition) if inside(address) is None and "://" in address]
