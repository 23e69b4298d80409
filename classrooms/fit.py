"""How sessions fit a teacher's own week, told before they choose: free, lessons to be covered, or booked."""

from dataclasses import dataclass, field

from schools import busy


@dataclass(frozen=True)
class Fit:
    """What the teacher has at the time of a session, by kind."""

    lessons: list = field(default_factory=list)
    booked: list = field(default_factory=list)
    exams: list = field(default_factory=list)

    @property
    def kind(self):
        """booked goes before cover: there is nothing to arrange for two sessions at once."""
        if self.booked:
            return "booked"
        return "cover" if self.lessons else "exams" if self.exams else "free"

    @property
    def periods(self):
        return "、".join(span.text for span in self.lessons)

    @property
    def session(self):
        """The key of the session that the teacher has registered for at that time, else None."""
        return next((span.key[0] for span in self.booked if span.kind == "session"), None)


def fits(teacher, sessions):
    """{session key: Fit}; the queries do not grow with the sessions."""
    sessions = list(sessions)
    if not sessions:
        return {}
    first, last = min(one.starts_at for one in sessions), max(one.ends_at for one in sessions)
    spans = busy.busy(teacher, first, last)
    return {one.pk: _fit(one, spans) for one in sessions}


def _fit(session, spans):
    found = {"lesson": [], "exam": []}
    booked = []
    for span in spans:
        if not span.touches(session.starts_at, session.ends_at):
            continue
        if span.kind in found:
            found[span.kind].append(span)
        elif not (span.kind in ("session", "presented") and span.key == (session.pk,)):
            booked.append(span)
    return Fit(found["lesson"], booked, found["exam"])
