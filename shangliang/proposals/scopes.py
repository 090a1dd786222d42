"""Of whom and when a statistics page speaks, as its address says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.dateparse import parse_date

from shangliang.bodies.models import Body, Session
from shangliang.ledger.figures import Scope
from shangliang.proposals.lists import ALL, asked_in, body_for, chosen_session, code_of, sessions_of
from shangliang.proposals.statistics import session_scope


@dataclass(frozen=True)
class Scoped:
    """A scope with what its page needs to name and change it."""

    scope: Scope
    sessions: list[Session] = field(default_factory=list)
    start: date | None = None
    end: date | None = None

    @property
    def body(self) -> Body:
        """Whose numbers these are."""
        body: Body = self.scope.body
        return body

    def query(self, **changes: str) -> str:
        """The address of the same page with something changed, behind the question mark."""
        session = self.scope.session
        told = {
            "body": self.body.region.code,
            "session": code_of(session) if session else ALL,
            "start": self.start.isoformat() if self.start else "",
            "end": self.end.isoformat() if self.end else "",
            "below": "1" if self.scope.is_subtree else "",
            **changes,
        }
        return urlencode({name: value for name, value in told.items() if value})


def scoped_in(data: Mapping[str, Any], user: Any) -> Scoped | None:
    """The scope an address names: a body, perhaps with all below it, and a session or days; else None.

    Days alone ask for all sessions; a day that is none is left out."""
    asked = asked_in(data)
    body = body_for(user, asked.body)
    if body is None:
        return None
    start, end = _day(data.get("start", "")), _day(data.get("end", ""))
    sessions = sessions_of(body)
    is_days_only = bool(start or end) and not asked.session
    is_subtree = data.get("below") == "1"
    session = None if is_days_only or is_subtree else chosen_session(asked, sessions)
    whole = session_scope(body, session, is_subtree=is_subtree)
    scope = Scope(body, start or whole.start, end or whole.end, is_subtree, session)
    return Scoped(scope, sessions, start, end)


def _day(raw: str) -> date | None:
    try:
        found = parse_date(str(raw)[:10])
    except ValueError:
        return None
    return found if found and 1900 <= found.year <= 2199 else None
