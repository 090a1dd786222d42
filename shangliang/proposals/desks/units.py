"""A unit's queues: what it must sign for, answer, sign and follow up, and how much of it."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.queries import units_of
from shangliang.core import paging
from shangliang.core.errors import NotVisible, Sentence
from shangliang.core.prepared import Prepared
from shangliang.proposals.desks import clocked
from shangliang.proposals.models import Assignment, AssignmentDeadline, Proposal

State = Assignment.State
SIGNING = (State.DRAFTED, State.COUNTERSIGNED, State.SIGNED, State.APPROVED)
UNSETTLED = (Proposal.State.DISTRIBUTED, Proposal.State.REWORK, Proposal.State.REPLIED)
OPEN = (State.AWAITING, State.RETURN_ASKED, State.COORDINATING, State.HANDLING, *SIGNING)


@dataclass(frozen=True)
class Queue:
    """Assignments of some states, or of a clock; `since` is the moment they are ordered by."""

    name: str
    label: Sentence
    states: tuple[str, ...]
    since: str
    empty: Sentence
    is_urgent: bool = False


QUEUES = (
    Queue("signing_for", _("To sign for"), (State.AWAITING,), "due",
          _("Cases assigned to your unit arrive here; sign for them, or ask to return them in time.")),
    Queue("handling", _("Being handled"), (State.HANDLING,), "due",
          _("What your unit has signed for stands here until its reply is drafted.")),
    Queue("soon", _("Due soon"), (), "due", _("What falls due within ten working days appears here.")),
    Queue("overdue", _("Overdue"), (), "due", _("Nothing is late. What misses its due day appears here."),
          is_urgent=True),
    Queue("returned", _("Returned, in coordination"), (State.RETURN_ASKED, State.COORDINATING), "asked",
          _("Cases you asked to return wait here for the decision; their clocks stand still meanwhile.")),
    Queue("signing", _("Reply in signing"), SIGNING, "due",
          _("Finished drafts stand here on their way through countersigning, signing and approval.")),
    Queue("rating", _("Awaiting rating"), (State.REPLIED,), paging.OLDEST,
          _("Replies you sent wait here for the proposers' judgement; you see it when the case is closed.")),
    Queue("follow_up", _("Follow-up due"), (), "due",
          _("What your unit promised in a reply stands here until you report what was done.")),
    Queue("done", _("Settled"), (State.REPLIED, State.OPINION_IN), paging.NEWEST,
          _("Answered and closed cases are kept here.")),
)  # fmt: skip
_BY_NAME = {queue.name: queue for queue in QUEUES}


def queue_named(name: str) -> Queue:
    """A queue by its name in the address; the first if none is named."""
    if name and name not in _BY_NAME:
        raise NotVisible(_("There is no such queue."))
    return _BY_NAME.get(name, QUEUES[0])


def _own(user: Any) -> Q:
    return Q(assignment__unit_id__in=units_of(user))


def counts(user: Any) -> dict[str, int]:
    """How much stands in each queue but “done”, which has no end. Five queries."""
    rows = Assignment.objects.desk_of(user).order_by()
    grouped = dict(_at_work(rows.filter(state__in=OPEN)).values_list("state").annotate(Count("pk")))
    found = {q.name: sum(grouped.get(state, 0) for state in q.states) for q in QUEUES if q.states}
    del found["done"]
    waiting = rows.filter(state=State.REPLIED, proposal__state__in=UNSETTLED).count()
    follow = AssignmentDeadline.objects.filter(_own(user), met__isnull=True, kind=clocked.Kind.FOLLOW_UP)
    return found | {"rating": waiting, "follow_up": follow.count()} | clocked.count_by_clock(_own(user))


def assignments(queue: Queue, user: Any) -> "QuerySet[Any]":
    """The assignments of a queue with what its list shows, for the units one acts for."""
    return _shown(_narrowed(queue, user, Assignment.objects.desk_of(user)))


def _shown(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.select_related("proposal__author", "proposal__collective", "unit")


def first_assignments(queue: Queue, unit: int) -> paging.Stretch[Any]:
    """The first page of a queue of states of one unit. One query, composed once."""
    return paging.cut(_first[queue.name].objects(unit), queue.since)


def _narrowed(queue: Queue, user: Any, rows: "QuerySet[Assignment]") -> "QuerySet[Any]":
    if queue.name == "soon":
        return clocked.due_soon(rows, _own(user))
    if queue.name == "overdue":
        return clocked.overdue(rows, _own(user))
    if queue.name == "follow_up":
        return clocked.follow_ups(rows, _own(user))
    return _of_states(queue, rows.filter(state__in=queue.states))


def _at_work(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Of cases that are with the units: a joint duty whose opinion was waived ends with its case."""
    return rows.filter(proposal__state__in=clocked.AT_UNITS)


def _of_states(queue: Queue, rows: "QuerySet[Assignment]") -> "QuerySet[Any]":
    match queue.name:
        case "rating":
            return rows.filter(proposal__state__in=UNSETTLED)
        case "done":
            return rows.exclude(_is_unsettled())
        case "returned":
            return rows.annotate(asked=Max("deadlines__paused"))
    return clocked.with_due(_at_work(rows))


def _is_unsettled() -> Q:
    return Q(state=State.REPLIED, proposal__state__in=UNSETTLED)


def _beginning(queue: Queue, unit: int) -> "QuerySet[Any]":
    rows = _of_states(queue, Assignment.objects.filter(unit_id=unit, state__in=queue.states))
    return paging.beginning(_shown(rows), queue.since)


_first = {one.name: Prepared(partial(_beginning, one), int) for one in QUEUES if one.states}
