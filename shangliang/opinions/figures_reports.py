"""The numbers of the information reports: handed in, issued, sent up, adopted, instructed."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Region
from shangliang.core.time import start_of
from shangliang.ledger.figures import Scope, figure, figures
from shangliang.opinions.models import Report, Result

APP = "reports."
UNIT = _("reports")


def _of(scope: Scope, rows: "QuerySet[Any]", prefix: str = "") -> "QuerySet[Any]":
    """Rows of the scope's body, or of all in its subtree."""
    if scope.is_subtree:
        return rows.filter(**{f"{prefix}body__path__startswith": scope.body.path})
    return rows.filter(**{f"{prefix}body": scope.body})


def _reports(scope: Scope, moment: str) -> QuerySet[Report]:
    until = start_of(scope.end + timedelta(days=1))
    within: dict[str, Any] = {f"{moment}__gte": start_of(scope.start), f"{moment}__lt": until}
    return _of(scope, Report.objects.filter(**within))


def _results(scope: Scope, outcome: str) -> QuerySet[Result]:
    rows = Result.objects.filter(outcome=outcome, is_credited=True, day__gte=scope.start, day__lte=scope.end)
    return _of(scope, rows, "report__")


@figure(
    "reports.submitted",
    _("information reports handed in"),
    unit=UNIT,
    definition=_(
        "Reports handed in within the period by members, collectives, contact points and informants."
    ),
)
def submitted(scope: Scope) -> QuerySet[Report]:
    """Written here, not received from below or put together."""
    own = (Report.Kind.MEMBER, Report.Kind.COLLECTIVE, Report.Kind.INFORMANT)
    return _reports(scope, "submitted").filter(kind__in=own).exclude(state=Report.State.DRAFT)


@figure(
    "reports.received_from_below",
    _("information reports received from below"),
    unit=UNIT,
    definition=_("Reports that bodies below sent up within the period."),
)
def received_from_below(scope: Scope) -> QuerySet[Report]:
    """Cases of bodies below."""
    return _reports(scope, "submitted").filter(kind=Report.Kind.BELOW)


@figure(
    "reports.issued",
    _("information reports issued"),
    unit=UNIT,
    definition=_("Reports issued within the period; a combined one counts once."),
)
def issued(scope: Scope) -> QuerySet[Report]:
    """By the moment they were issued."""
    return _reports(scope, "issued")


@figure(
    "reports.adopted",
    _("information reports adopted"),
    unit=UNIT,
    definition=_("Times that a report was adopted within the period above or beside, once for each level."),
)
def adopted(scope: Scope) -> QuerySet[Result]:
    """Credited results only."""
    return _results(scope, Result.Outcome.ADOPTED)


@figure(
    "reports.forwarded",
    _("information reports forwarded"),
    unit=UNIT,
    definition=_("Times that a report was forwarded within the period, once for each level."),
)
def forwarded(scope: Scope) -> QuerySet[Result]:
    """Credited results only."""
    return _results(scope, Result.Outcome.FORWARDED)


@figure(
    "reports.instructed",
    _("information reports with an instruction"),
    unit=UNIT,
    definition=_(
        "Times that a leader wrote an instruction on a report within the period, once for each level."
    ),
)
def instructed(scope: Scope) -> QuerySet[Result]:
    """Credited results only."""
    return _results(scope, Result.Outcome.INSTRUCTED)


BY_LEVEL = ("reports.adopted", "reports.forwarded", "reports.instructed")


def by_level(scope: Scope) -> list[dict[str, Any]]:
    """What was adopted, forwarded and instructed, level by level: the same rows, divided. A query each."""
    found = {name: _levels(figures[name].rows(scope)) for name in BY_LEVEL}
    return [
        {"level": level, "label": label, "values": [found[name].get(level, 0) for name in BY_LEVEL]}
        for level, label in Region.Level.choices
        if any(found[name].get(level) for name in BY_LEVEL)
    ]


def _levels(rows: "QuerySet[Any]") -> dict[str, int]:
    counted = rows.order_by().values_list("level").annotate(many=Count("pk"))
    return dict(counted)
