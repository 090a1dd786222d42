"""What the bodies put on the homes: the days of the session, what was done today, the work of its keepers."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shangliang.accounts.rules import reads_security_log
from shangliang.bodies.models import Post
from shangliang.bodies.queries import posts_of, session_of
from shangliang.core.homes import Choice, Day, Home, Part, Queues, Visit, home_part
from shangliang.core.time import today
from shangliang.ledger.figures import Scope
from shangliang.ledger.flow import Flow, Spec, flows
from shangliang.ledger.totals import counts

MOST_TODAY = 11


@home_part(Home.MEMBER, Home.OFFICE, order=80)
def session_days(visit: Visit) -> Iterator[Part]:
    """What is still to come of the current session."""
    session = session_of(visit.body)
    if session is None:
        return
    href = reverse("bodies:show", args=[visit.body.pk])
    told = {"session": session}
    days = [
        (_morning(session.opens), _("%(session)s opens") % told),
        (session.cutoff, _("Proposals for %(session)s close") % told),
        (_morning(session.closes), _("%(session)s closes") % told),
    ]
    yield from (Day(when, what, href) for when, what in days if when >= timezone.now())


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


@home_part(Home.OFFICE, Home.SUPERVISION, order=60)
def done_today(visit: Visit) -> Iterator[Part]:
    """What was done in the body today, as the ledger counts it."""
    found = counts(Scope(visit.body, today(), today()))
    named = {spec.kind: spec.past for flow in flows.values() for spec in _specs(flow)}
    rows = [
        {"label": named[kind], "count": count}
        for kind, count in sorted(found.items(), key=lambda one: -one[1])
        if kind in named
    ]
    if rows:
        yield Queues("today", _("Done today"), _shortened(rows), is_beside=True)


def _shortened(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The most frequent, and the rest in one line: on a busy day the list would outgrow the page."""
    rest = sum(one["count"] for one in rows[MOST_TODAY:])
    return rows[:MOST_TODAY] + ([{"label": _("everything else"), "count": rest}] if rest else [])


def _specs(flow: Flow[Any]) -> list[Spec]:
    return [act.spec for act in (*flow.acts.values(), *flow.openings.values())]


@home_part(Home.KEEPER, order=10)
def keeping(visit: Visit) -> Iterator[Part]:
    """Where administrators and auditors work."""
    roles = {post.role for post in posts_of(visit.user)}
    at = [visit.body.pk]
    yield Choice(
        _("People and posts"),
        _("Who holds which post, from when to when."),
        reverse("bodies:manage", args=at),
        True,
    )
    yield Choice(
        _("The record"), _("What was done here, by whom, in which role."), reverse("bodies:record", args=at)
    )
    if reads_security_log.holds(visit.user, None):
        yield Choice(
            _("Security log"),
            _("Sign-ins and changes of the accounts you audit."),
            reverse("security_log"),
        )
    if Post.Role.ADMIN in roles:
        yield Choice(
            _("This body as everybody sees it"),
            _("Terms, units, rules in force."),
            reverse("bodies:show", args=at),
        )
