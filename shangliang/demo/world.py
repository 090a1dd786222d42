"""The places of the demo: the whole country on the map, and one chain of bodies in use with its years."""

from dataclasses import dataclass
from datetime import date, timedelta

from shangliang.accounts.models import User
from shangliang.bodies import acts
from shangliang.bodies.country import load_country
from shangliang.bodies.models import Body, RuleSet, Session, Term
from shangliang.core.time import end_of, start_of, today
from shangliang.proposals.ruleset import KIND

CHAIN = ("330000", "330400", "330402")
HOME = "330400"
DAYS_SINCE_OPENING = 330
SITTING_DAYS = 4
YEAR = 364


@dataclass(frozen=True)
class Years:
    """A body's sessions: the present one and those before it, latest first."""

    session: Session
    past: list[Session]


def load_map() -> None:
    """Every region and body of the country."""
    load_country()


def put_in_use(code: str, by: User) -> Body:
    """One body with its sectors, committees, parties and units."""
    body = Body.objects.select_related("region__parent").get(region__code=code)
    if not body.is_active:
        acts.put_in_use(body, by=by)
    return body


def open_years(body: Body, by: User) -> Years:
    """The present session, opened eleven months ago; one before it; and the last of the previous term."""
    opens = today() - timedelta(days=DAYS_SINCE_OPENING)
    first = opens - timedelta(days=YEAR)
    before = _term(body, by, 8, first - timedelta(days=5 * YEAR), first - timedelta(days=11))
    present = _term(body, by, 9, first - timedelta(days=10), first + timedelta(days=5 * YEAR))
    last = _session(body, by, before, 5, first - timedelta(days=YEAR))
    earlier = _session(body, by, present, 1, first)
    return Years(_session(body, by, present, 2, opens), [earlier, last])


def _term(body: Body, by: User, ordinal: int, starts: date, ends: date) -> Term:
    term: Term = acts.open_term(body, by=by, ordinal=ordinal, starts=starts, ends=ends)
    return term


def _session(body: Body, by: User, term: Term, ordinal: int, opens: date) -> Session:
    session: Session = acts.open_session(
        body,
        by=by,
        term=term,
        ordinal=ordinal,
        opens=opens,
        closes=opens + timedelta(days=SITTING_DAYS),
        accepts_from=start_of(opens - timedelta(days=24)),
        cutoff=end_of(opens + timedelta(days=SITTING_DAYS - 1)),
    )
    return session


def give_time_to_sign(body: Body) -> None:
    """Invitations of the demo stay open for ten days, so that whoever looks in finds some waiting."""
    RuleSet.objects.create(
        body=body, kind=KIND, valid_from=today() - timedelta(days=400), values={"cosign_hours": 240}
    )
