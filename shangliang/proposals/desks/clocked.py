"""Assignments by their running deadlines: due soon, overdue, to be followed up."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from shangliang.bodies.deadlines import due_in_workdays
from shangliang.proposals.models import Assignment, AssignmentDeadline, Proposal

Kind = AssignmentDeadline.Kind
ANSWERING = (Kind.SIGN_FOR, Kind.REPLY, Kind.OPINION)
SOON_DAYS = 10
# How many rows of a clock's queue one can page through; its count knows of all.
MOST = 2000
AT_UNITS = (Proposal.State.DISTRIBUTED, Proposal.State.REWORK)
_State = Assignment.State
# With an answer still to give: the few among all a unit ever had, found by the index of its desk.
BUSY = (
    *(_State.AWAITING, _State.HANDLING, _State.DRAFTED),
    *(_State.COUNTERSIGNED, _State.SIGNED, _State.APPROVED),
)


def soon_until() -> datetime:
    """The end of the tenth working day from today."""
    return due_in_workdays(timezone.now(), SOON_DAYS).instant


def running(kinds: tuple[str, ...] = ANSWERING) -> QuerySet[AssignmentDeadline]:
    """Deadlines that are neither met nor paused, of cases that are with the units."""
    rows = AssignmentDeadline.objects.filter(met__isnull=True, paused__isnull=True, kind__in=kinds)
    return rows.filter(assignment__state__in=BUSY, assignment__proposal__state__in=AT_UNITS)


def with_due(rows: "QuerySet[Assignment]", kinds: tuple[str, ...] = ANSWERING) -> "QuerySet[Any]":
    """The rows with `due`, the nearest running deadline of the kinds."""
    own = AssignmentDeadline.objects.filter(
        assignment_id=OuterRef("pk"), met__isnull=True, paused__isnull=True, kind__in=kinds
    )
    return rows.annotate(due=Subquery(own.order_by("due").values("due")[:1]))


def _first(deadlines: "QuerySet[AssignmentDeadline]") -> list[int]:
    """The assignments of the nearest deadlines, as ids: given a subquery, planners read whole tables."""
    return list(deadlines.order_by("due").values_list("assignment_id", flat=True)[:MOST])


def overdue(rows: "QuerySet[Assignment]", deadlines: Q) -> "QuerySet[Any]":
    """The assignments among `rows` whose running deadline, narrowed by `deadlines`, has passed."""
    late = running().filter(deadlines, due__lt=timezone.now())
    return with_due(rows.filter(pk__in=_first(late)))


def due_soon(rows: "QuerySet[Assignment]", deadlines: Q) -> "QuerySet[Any]":
    """The assignments whose answer falls due within ten working days and which are not late."""
    now = timezone.now()
    near = running((Kind.REPLY, Kind.OPINION)).filter(deadlines, due__lte=soon_until(), due__gte=now)
    return with_due(rows.filter(pk__in=_first(near))).filter(due__gte=now)


def count_by_clock(deadlines: Q) -> dict[str, int]:
    """How many assignments are overdue, and how many due soon and not late. Two queries."""
    now = timezone.now()
    nearest = running().filter(deadlines, due__lte=soon_until()).values("assignment_id")
    rows = nearest.annotate(first=Min("due"), answers=Count("pk", filter=~Q(kind=Kind.SIGN_FOR)))
    counted: dict[str, int] = rows.aggregate(
        overdue=Count("assignment_id", filter=Q(first__lt=now)),
        soon=Count("assignment_id", filter=Q(first__gte=now, answers__gt=0)),
    )
    return counted


def overdue_by_unit(body_id: int) -> list[dict[str, Any]]:
    """Each unit with overdue assignments: how many, and since when the oldest. One query."""
    late = running().filter(due__lt=timezone.now(), assignment__proposal__body_id=body_id)
    rows: QuerySet[Any, Any] = late.values("assignment__unit_id", "assignment__unit__name")
    told = rows.annotate(many=Count("assignment_id", distinct=True), oldest=Min("due"))
    found: list[dict[str, Any]] = list(told.order_by("-many", "oldest"))
    return found


def follow_ups(rows: "QuerySet[Assignment]", deadlines: Q) -> "QuerySet[Any]":
    """Assignments with a promised follow-up that is not reported yet."""
    open_ones = AssignmentDeadline.objects.filter(deadlines, met__isnull=True, kind=Kind.FOLLOW_UP)
    return with_due(rows.filter(pk__in=_first(open_ones)), (Kind.FOLLOW_UP,))


def nearest_deadline(assignment: Assignment, kinds: tuple[str, ...] = ANSWERING) -> AssignmentDeadline | None:
    """The running deadline of an assignment that falls due first."""
    rows = assignment.deadlines.filter(met__isnull=True, paused__isnull=True, kind__in=kinds)
    return rows.order_by("due").first()


def reminder_of(clock: AssignmentDeadline, days: int) -> dict[str, Any]:
    """What a reminder says of a clock: which, due when, working days left (negative: overdue)."""
    return {"clock": clock.kind, "due": clock.due.isoformat(), "days": days}
