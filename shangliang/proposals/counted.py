"""The rows that are counted, each within a scope: cases, assignments, last replies, last judgements."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from shangliang.bodies.models import RuleSet
from shangliang.bodies.reference.categories import OUTCOMES
from shangliang.core.time import end_of, start_of
from shangliang.ledger.figures import Scope
from shangliang.proposals.models import Assignment, AssignmentDeadline, Proposal, Rating, Reply
from shangliang.proposals.ruleset import KIND, ProposalRules

State = Proposal.State
FILED = (State.FILED, State.DISTRIBUTED, State.REPLIED, State.REWORK, State.CLOSED, State.ARCHIVED)
DECIDED = (*FILED, State.MERGED, State.OPINION, State.INFORMATION, State.RETURNED, State.NOT_FILED)


def in_scope(scope: Scope, prefix: str = "") -> Q:
    """Cases of the body (or of all below it) submitted in these days, and in this session if one is named."""
    found = Q(
        **{
            f"{prefix}submitted_at__gte": start_of(scope.start),
            f"{prefix}submitted_at__lte": end_of(scope.end),
        }
    )
    if scope.is_subtree:
        found &= Q(**{f"{prefix}body__path__startswith": scope.body.path})
    else:
        found &= Q(**{f"{prefix}body": scope.body})
    if scope.session is not None:
        found &= Q(**{f"{prefix}session": scope.session})
    return found


def in_category(code: str, prefix: str = "") -> Q:
    """Of a category, or of any below it."""
    return Q(**{f"{prefix}category": code}) | Q(**{f"{prefix}category__startswith": f"{code}."})


def received(scope: Scope) -> "QuerySet[Proposal]":
    """Cases handed to the office, whatever became of them."""
    return Proposal.objects.filter(in_scope(scope))


def assigned(scope: Scope) -> "QuerySet[Assignment]":
    """Current assignments of the filed cases."""
    current: QuerySet[Assignment] = Assignment.objects.current()
    return current.filter(in_scope(scope, "proposal__"), proposal__state__in=FILED)


def last_replies() -> "QuerySet[Reply]":
    """The reply of the last round that was delivered to the proposers; joint opinions are none."""
    later = Reply.objects.filter(
        assignment_id=OuterRef("assignment_id"), round__gt=OuterRef("round"), delivered__isnull=False
    )
    rows = Reply.objects.filter(~Exists(later), delivered__isnull=False)
    return rows.exclude(assignment__duty=Assignment.Duty.JOINT)


def replies(scope: Scope) -> "QuerySet[Reply]":
    """The last replies to the filed cases."""
    rows = last_replies().filter(in_scope(scope, "assignment__proposal__"))
    current = Q(assignment__proposal__state__in=FILED) & ~Q(assignment__state__in=["rerouted", "recalled"])
    return rows.filter(current)


def judgements(scope: Scope) -> "QuerySet[Rating]":
    """Every proposer's last judgement on every unit's answer to the filed cases."""
    later = Rating.objects.filter(
        assignment_id=OuterRef("assignment_id"), user_id=OuterRef("user_id"), round__gt=OuterRef("round")
    )
    at = "assignment__proposal__"
    rows = Rating.objects.filter(~Exists(later), in_scope(scope, at), **{f"{at}state__in": FILED})
    return rows.exclude(assignment__state__in=["rerouted", "recalled"])


def answer_deadlines(scope: Scope) -> "QuerySet[AssignmentDeadline]":
    """The deadlines by which the units must answer or give their opinion."""
    rows = AssignmentDeadline.objects.filter(kind__in=["reply", "opinion"])
    rows = rows.filter(in_scope(scope, "assignment__proposal__"), assignment__proposal__state__in=FILED)
    return rows.exclude(assignment__state__in=["rerouted", "recalled"])


class _Dictionary(NamedTuple):
    """A list of reply classes that one body set for itself and all below, from one instant to another."""

    path: str
    since: datetime
    until: datetime | None
    rules: ProposalRules

    def holds(self) -> Q:
        """The replies it speaks of."""
        found = Q(assignment__proposal__body__path__startswith=self.path, delivered__gte=self.since)
        return found & Q(delivered__lt=self.until) if self.until else found


def with_outcomes(scope: Scope) -> dict[str, Q]:
    """Outcome → replies whose class meant it, in the words of their own body on their day. One query."""
    dictionaries = _dictionaries(scope)
    default = ~_any(dictionaries)
    found = {name: _coded(ProposalRules.model_validate({}), name) & default for name in OUTCOMES}
    for place, one in enumerate(dictionaries):
        below = [other for other in dictionaries[place + 1 :] if _is_below(other, one)]
        mine = one.holds() & ~_any(below)
        for name in OUTCOMES:
            found[name] |= _coded(one.rules, name) & mine
    return found


def _any(dictionaries: list[_Dictionary]) -> Q:
    found = Q(pk__in=[])
    for one in dictionaries:
        found |= one.holds()
    return found


def _is_below(one: _Dictionary, other: _Dictionary) -> bool:
    return one.path != other.path and one.path.startswith(other.path)


def _coded(rules: ProposalRules, outcome: str) -> Q:
    return Q(reply_class__in=[one.code for one in rules.reply_classes if one.outcome == outcome])


def _dictionaries(scope: Scope) -> list[_Dictionary]:
    """The lists in force anywhere in the scope, upper bodies first."""
    where = Q(body__path__in=scope.body.lineage_paths())
    if scope.is_subtree:
        where |= Q(body__path__startswith=scope.body.path)
    rows = RuleSet.objects.filter(where, kind=KIND).select_related("body").order_by("valid_from", "id")
    by_path: dict[str, list[RuleSet]] = {}
    for row in rows:
        by_path.setdefault(row.body.path, []).append(row)
    return [one for path in sorted(by_path) for one in _of_one_body(by_path[path])]


def _of_one_body(rows: list[RuleSet]) -> list[_Dictionary]:
    """Each word of a body replaces its word before, on every matter; some say nothing of classes."""
    found = []
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        if "reply_classes" in row.values:
            rules = ProposalRules.model_validate({"reply_classes": row.values["reply_classes"]})
            until = start_of(following.valid_from) if following else None
            found.append(_Dictionary(row.body.path, start_of(row.valid_from), until, rules))
    return found
