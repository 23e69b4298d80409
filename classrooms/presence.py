"""Where readers meet a session or a classroom besides its page: search, pictures, the section's version.

Kept by the models' `save`. Seats are none of this: they change too often to renew anything for.
"""

from django.db.models import Min, Q

from pictures import uses
from publishing.models import raise_version
from search import index

KIND = "session"
# Moments at which a session's pages change by themselves.
MOMENTS = ("visible_from", "visible_until", "opens_at", "closes_at", "starts_at", "ends_at")


def renew_session(session):
    """Write anew what follows from the session's row; call in the transaction that saved it."""
    raise_version("classrooms")
    index.put(**vars(document(session)))


def document(session):
    """What the search index knows of a session."""
    related = [
        session.host.short_name if session.host else "",
        session.subject.name if session.subject else "",
    ]
    return index.Document(
        kind=KIND,
        key=str(session.pk),
        path=session.get_absolute_url(),
        title=session.title,
        summary=f"{session.get_classroom_display()}，{session.when}，{session.where}",
        text="\n".join([session.summary, session.get_stage_display(), session.organiser.name, *related]),
        visible_from=session.visible_from,
        visible_until=session.visible_until,
    )


def leave(session):
    raise_version("classrooms")
    index.remove(KIND, session.pk)


def renew_page(page):
    """The same for what is said of a classroom; its picture stands on its page from now on."""
    raise_version("classrooms")
    shown = [page.picture] if page.picture else []
    uses.show(page.get_absolute_url(), shown, label=str(page), visible_from=page.changed_at)


def next_moment(sessions):
    """A function for `publishing.pagecache.scheduled`: when a phase next changes by itself."""

    def next_moment(now):
        coming = sessions.all().filter(ends_at__gt=now)
        first = {name: Min(name, filter=Q(**{f"{name}__gt": now})) for name in MOMENTS}
        return min(filter(None, coming.aggregate(**first).values()), default=None)

    return next_moment
