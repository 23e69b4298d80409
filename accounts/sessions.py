"""Sessions in the database, read by a query that is ready: with it every page of who is signed in begins."""

from django.contrib.sessions.backends import db
from django.utils import timezone

from accounts.ready import ready


class SessionStore(db.SessionStore):
    def _get_session_from_db(self):
        found = _session(key=self.session_key, at=timezone.now())
        if not found:
            self._session_key = None
            return None
        return found[0]


@ready
def _session(key, at):
    return db.SessionStore.get_model_class().objects.filter(session_key=key, expire_date__gt=at)
