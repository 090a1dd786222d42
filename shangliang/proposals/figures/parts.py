"""Numbers that count cases, assignments and ratings, each declared once with its words and its condition."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shangliang.core.errors import Sentence
from shangliang.ledger.figures import Number, Scope, figure
from shangliang.proposals import counted
from shangliang.proposals.counted import FILED
from shangliang.proposals.models import Assignment, Proposal, Rating, Reply

State, Kind, Result = Proposal.State, Proposal.Kind, Rating.Result
CASES = pgettext_lazy("measure", "cases")
ASSIGNMENTS = pgettext_lazy("measure", "assignments")
RATINGS = pgettext_lazy("measure", "ratings")
APP = "proposals."

# The ends of a received case: every state is in exactly one or pending, so they add up to what was received.
ENDS: dict[str, tuple[str, ...]] = {
    "filed": FILED,
    "merged": (State.MERGED,),
    "opinions": (State.OPINION,),
    "information": (State.INFORMATION,),
    "returned": (State.RETURNED,),
    "not_filed": (State.NOT_FILED,),
    "withdrawn": (State.WITHDRAWN,),
}
IS_PENDING = ~Q(state__in=[state for states in ENDS.values() for state in states])
IS_FILED = Q(state__in=FILED)


def _unanswered() -> Exists:
    """A current unit of the case that has not answered once."""
    answered = Exists(Reply.objects.filter(assignment_id=OuterRef("pk"), delivered__isnull=False))
    rows = Assignment.objects.current().exclude(duty=Assignment.Duty.JOINT)
    return Exists(rows.filter(~answered, proposal_id=OuterRef("pk")))


class Part(NamedTuple):
    """A number that counts those of some rows that fit a condition."""

    name: str
    label: Sentence
    definition: Sentence
    share: Q


CASE_PARTS = (
    Part(
        "received",
        _("received"),
        _("Cases submitted to the office in this time, whatever became of them."),
        Q(),
    ),
    Part(
        "filed",
        _("filed"),
        _("Received cases that were filed under a case number and not withdrawn."),
        IS_FILED,
    ),
    Part(
        "merged",
        _("merged"),
        _("Received cases that are handled as part of another case."),
        Q(state__in=ENDS["merged"]),
    ),
    Part(
        "opinions",
        _("turned into opinions"),
        _("Received cases that were passed to a unit as an opinion instead of being filed."),
        Q(state__in=ENDS["opinions"]),
    ),
    Part(
        "information",
        _("turned into information reports"),
        _("Received cases that are used as information reports instead of being filed."),
        Q(state__in=ENDS["information"]),
    ),
    Part(
        "returned",
        _("returned for change"),
        _("Received cases that are with their proposers for change."),
        Q(state__in=ENDS["returned"]),
    ),
    Part(
        "not_filed",
        _("not filed"),
        _("Received cases that were not filed, for one of the listed reasons."),
        Q(state__in=ENDS["not_filed"]),
    ),
    Part(
        "withdrawn",
        _("withdrawn"),
        _("Received cases that their proposers took back."),
        Q(state__in=ENDS["withdrawn"]),
    ),
    Part(
        "pending", _("under review"), _("Received cases on which the office has not decided yet."), IS_PENDING
    ),
    Part(
        "collective",
        _("collective proposals"),
        _("Received cases of parties, organisations, sectors, committees and groups."),
        Q(kind=Kind.COLLECTIVE),
    ),
    Part(
        "individual",
        _("individual proposals"),
        _("Received cases of a single member."),
        Q(kind=Kind.INDIVIDUAL),
    ),
    Part("joint", _("joint proposals"), _("Received cases that several members signed."), Q(kind=Kind.JOINT)),
    Part(
        "between_sessions",
        _("between sessions"),
        _("Received cases that came after the cut-off of their session."),
        Q(is_between_sessions=True),
    ),
    Part(
        "replied",
        _("fully replied"),
        _("Filed cases to which every answering unit has replied at least once."),
        Q(state__in=[State.REPLIED, State.CLOSED, State.ARCHIVED])
        | (Q(state=State.REWORK) & ~Q(_unanswered())),
    ),
    Part(
        "closed",
        _("closed"),
        _("Filed cases that are closed or archived."),
        Q(state__in=[State.CLOSED, State.ARCHIVED]),
    ),
    Part(
        "published",
        _("published"),
        _("Received cases whose text or summary is open to everybody."),
        Q(publicity=Proposal.Publicity.PUBLISHED),
    ),
    Part(
        "key",
        _("key proposals"),
        _("Received cases chosen as key proposals and led by a leader."),
        Q(key_state=Proposal.KeyState.KEY),
    ),
    Part(
        "good",
        _("good proposals"),
        _("Received cases on the year's list of good proposals."),
        Q(is_good=True),
    ),
)
ASSIGNMENT_PARTS = (
    Part(
        "assignments",
        _("assignments"),
        _("Duties of units to answer or help to answer the filed cases."),
        Q(),
    ),
    Part(
        "assignments_lead",
        _("lead assignments"),
        _("Assignments in which the unit answers for all."),
        Q(duty=Assignment.Duty.LEAD),
    ),
    Part(
        "assignments_separate",
        _("separate assignments"),
        _("Assignments in which each unit answers for itself."),
        Q(duty=Assignment.Duty.SEPARATE),
    ),
    Part(
        "assignments_joint",
        _("joint assignments"),
        _("Assignments in which the unit gives its opinion to the lead unit."),
        Q(duty=Assignment.Duty.JOINT),
    ),
)
RATING_PARTS = (
    Part(
        "ratings",
        _("ratings"),
        _("Judgements of proposers on replies; of each proposer on each reply the last one."),
        Q(),
    ),
    Part(
        "satisfied",
        _("satisfied"),
        _("Last judgements that are satisfied with the result."),
        Q(result=Result.SATISFIED),
    ),
    Part(
        "basically_satisfied",
        _("basically satisfied"),
        _("Last judgements that are basically satisfied with the result."),
        Q(result=Result.BASICALLY),
    ),
    Part(
        "dissatisfied",
        _("dissatisfied"),
        _("Last judgements that are dissatisfied with the result."),
        Q(result=Result.DISSATISFIED),
    ),
)
Base = Callable[[Scope], "QuerySet[Any]"]


def _among(base: Base, share: Q) -> Base:
    return lambda scope: base(scope).filter(share)


for _base, _parts, _unit in (
    (counted.received, CASE_PARTS, CASES),
    (counted.assigned, ASSIGNMENT_PARTS, ASSIGNMENTS),
    (counted.judgements, RATING_PARTS, RATINGS),
):
    for _part in _parts:
        figure(APP + _part.name, _part.label, unit=_unit, definition=_part.definition)(
            _among(_base, _part.share)
        )


def percent(rows: "QuerySet[Any]", share: Q) -> Number:
    """How many of a hundred rows fit, to two decimals; None of no rows."""
    found = rows.order_by().aggregate(whole=Count("pk"), part=Count("pk", filter=share))
    return round(100 * found["part"] / found["whole"], 2) if found["whole"] else None


def share_of(name: str) -> Q:
    """The condition of a part."""
    return next(part.share for part in (*CASE_PARTS, *ASSIGNMENT_PARTS, *RATING_PARTS) if part.name == name)
