"""The supervision office's queues: routing, approvals, extensions, and who is late."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Body
from shangliang.core import paging
from shangliang.core.errors import NotVisible, Sentence
from shangliang.proposals.desks import clocked, office
from shangliang.proposals.models import Assignment, Proposal

State = Assignment.State


@dataclass(frozen=True)
class Queue:
    """A queue of this desk; only the first is of cases, the others are of assignments."""

    name: str
    label: Sentence
    since: str
    empty: Sentence
    is_urgent: bool = False
    bulk: tuple[str, ...] = ()


QUEUES = (
    Queue("distribution", _("To distribute"), "filed_at",
          _("Filed cases wait here until they are assigned to units."), bulk=("distribute",)),
    Queue("returns", _("Returns and coordination"), "asked",
          _("When a unit asks to return a case, it appears here with the unit it proposes.")),
    Queue("replies", _("Replies to approve"), "due",
          _("Signed replies wait here until they are approved or sent back.")),
    Queue("extensions", _("More time asked for"), "due",
          _("When a unit asks for more time before its due day, the request appears here.")),
    Queue("overdue", _("Overdue"), "due", _("Nothing is late. What misses its due day appears here."),
          is_urgent=True, bulk=("remind",)),
    Queue("at_units", _("With the units"), paging.OLDEST,
          _("Everything units are handling at present stands here."), bulk=("remind",)),
)  # fmt: skip
_BY_NAME = {queue.name: queue for queue in QUEUES}
AT_WORK = (State.AWAITING, State.HANDLING, State.DRAFTED, State.COUNTERSIGNED, State.SIGNED, State.APPROVED)


def queue_named(name: str) -> Queue:
    """A queue by its name in the address; the first if none is named."""
    if name and name not in _BY_NAME:
        raise NotVisible(_("There is no such queue."))
    return _BY_NAME.get(name, QUEUES[0])


def _in_body(body: Body) -> Q:
    return Q(assignment__proposal__body_id=body.pk)


def _open_rows(body: Body) -> "QuerySet[Assignment]":
    """Of cases at the units; by those of the region, to which only the body assigns: few, by their index."""
    here = Assignment.objects.filter(unit__region_id=body.region_id, proposal__state__in=clocked.AT_UNITS)
    return here.order_by()


def counts(body: Body) -> dict[str, int]:
    """How much stands in each queue. Four queries."""
    open_states = (*office.DISPUTED, *AT_WORK)
    grouped = _open_rows(body).filter(state__in=open_states).values_list("state")
    asked = Count("pk", filter=Q(extension_until__isnull=False, state__in=AT_WORK))
    rows = list(grouped.annotate(many=Count("pk"), asked=asked))
    by_state = {state: n for state, n, _asked in rows}
    return {
        "distribution": Proposal.objects.filter(body=body, state=Proposal.State.FILED).count(),
        "returns": sum(by_state.get(state, 0) for state in office.DISPUTED),
        "replies": by_state.get(State.SIGNED, 0),
        "extensions": sum(n for _state, _n, n in rows),
        "overdue": clocked.count_by_clock(_in_body(body))["overdue"],
        "at_units": sum(by_state.get(state, 0) for state in AT_WORK),
    }


def assignments(queue: Queue, user: Any, body: Body, unit_id: int | None = None) -> "QuerySet[Any]":
    """The assignments of a queue with what its list shows, perhaps of one unit only."""
    rows = Assignment.objects.visible_to(user)
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    found = _narrowed(queue, rows, body)
    return found.select_related("proposal__author", "proposal__collective", "unit", "proposed_unit")


def _narrowed(queue: Queue, rows: "QuerySet[Assignment]", body: Body) -> "QuerySet[Any]":
    here = rows.filter(unit__region_id=body.region_id, proposal__body_id=body.pk)
    here = here.filter(proposal__state__in=clocked.AT_UNITS)
    match queue.name:
        case "returns":
            return here.filter(state__in=office.DISPUTED).annotate(asked=Max("deadlines__paused"))
        case "replies":
            return clocked.with_due(here.filter(state=State.SIGNED))
        case "extensions":
            return clocked.with_due(here.filter(state__in=AT_WORK, extension_until__isnull=False))
        case "overdue":
            return clocked.overdue(rows, _in_body(body))
    return clocked.with_due(here.filter(state__in=AT_WORK))


def next_waiting(rows: "QuerySet[Any]", since: str, besides: int) -> Assignment | None:
    """The longest waiting assignment of a queue other than the one just settled."""
    found: Assignment | None = paging.after(rows.exclude(pk=besides), since, "").first()
    return found
