"""Where the sessions of browsers are kept: Django's table, found by a query composed once."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from shangliang.core.prepared import Prepared

_session = Prepared(lambda key: Session.objects.filter(session_key=key), str)


class SessionStore(db.SessionStore):
    """Every page asks for its session, so the question must be cheap."""

    def _get_session_from_db(self) -> Any:
        found = _session.first(self.session_key)
        if found is None or found.expire_date <= timezone.now():
            self._session_key = None
            return None
        return found
