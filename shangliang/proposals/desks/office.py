"""The office's queues: what waits there for whom to do what, and how much of it."""

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Body
from shangliang.core import paging
from shangliang.core.errors import NotVisible, Sentence
from shangliang.core.prepared import Prepared
from shangliang.proposals.desks import clocked
from shangliang.proposals.models import Assignment, Cosignature, Proposal, Rating, Reply

State, Publicity = Proposal.State, Proposal.Publicity
ANSWERED = (State.REPLIED, State.CLOSED)
# What may be on a desk at all: archived and ended cases, the bulk of the table, are never counted.
LIVE = (
    State.SUBMITTED,
    State.FINAL_REVIEW,
    State.FILED,
    State.REPLIED,
    State.REWORK,
    State.CLOSED,
)
DISPUTED = (Assignment.State.RETURN_ASKED, Assignment.State.COORDINATING)


@dataclass(frozen=True)
class Queue:
    """Cases of some states, ordered by a moment; `bulk` are the acts that can be done to many of them."""

    name: str
    label: Sentence
    states: tuple[str, ...]
    since: str
    empty: Sentence
    publicity: tuple[str, ...] = ()
    bulk: tuple[str, ...] = ()
    of_assignments: bool = False
    is_urgent: bool = False
    keep: dict[str, Any] = field(default_factory=dict)


QUEUES = (
    Queue(
        "new", _("New"), (State.SUBMITTED,), "submitted_at",
        _("New proposals appear here the moment they are submitted."),
    ),
    Queue(
        "final", _("Final review"), (State.FINAL_REVIEW,), "submitted_at",
        _("What the first review is done with waits here for the decision of the office's lead."),
    ),
    Queue(
        "distribution", _("To distribute"), (State.FILED,), "filed_at",
        _("Filed cases wait here until they are assigned to units."), bulk=("distribute",),
    ),
    Queue(
        "returns", _("Returns and coordination"), DISPUTED, "asked",
        _("When a unit asks to return a case, it appears here with the unit it proposes."),
        of_assignments=True,
    ),
    Queue(
        "soon", _("Due soon"), (), "due",
        _("Assignments whose answer falls due within ten working days appear here."),
        bulk=("remind",), of_assignments=True,
    ),
    Queue(
        "overdue", _("Overdue"), (), "due", _("Assignments that have missed their due day appear here."),
        bulk=("remind",), of_assignments=True, is_urgent=True,
    ),
    Queue(
        "rating", _("Awaiting rating"), (State.REPLIED,), "answered",
        _("Answered cases wait here for the proposers' judgement."),
    ),
    Queue(
        "second", _("Second round"), (State.REWORK,), "reopened",
        _("A case comes here when its first proposer is dissatisfied with a reply."),
    ),
    Queue(
        "publicity", _("Publicity to review"), ANSWERED, "answered",
        _("Answered cases wait here for the decision on what the public may read."),
        publicity=(Publicity.PENDING,),
    ),
    Queue(
        "secrecy", _("Secrecy to clear"), ANSWERED, "answered",
        _("Prepared public texts wait here for a second person's look."), publicity=(Publicity.REVIEWED,),
    ),
    Queue(
        "ready", _("Ready to publish"), ANSWERED, "answered",
        _("Texts cleared for secrecy wait here to be published."),
        publicity=(Publicity.CLEARED,), bulk=("publish",),
    ),
    Queue(
        "archive", _("To archive"), (State.CLOSED,), "closed_at",
        _("Closed cases whose publication is settled wait here for the archive."),
        publicity=(Publicity.PUBLISHED, Publicity.WITHHELD), bulk=("archive",),
    ),
)  # fmt: skip
_BY_NAME = {queue.name: queue for queue in QUEUES}


def queue_named(name: str) -> Queue:
    """A queue by its name in the address; the first if none is named."""
    if name and name not in _BY_NAME:
        raise NotVisible(_("There is no such queue."))
    return _BY_NAME.get(name, QUEUES[0])


def stands_in(queue: Queue, proposal: Proposal) -> bool:
    """Whether a case is (still) in a queue, by its state."""
    return _holds(queue, proposal.state, proposal.publicity)


def queue_of(proposal: Proposal) -> Queue | None:
    """The queue in which a case stands by its state alone: where one was when one opened it."""
    return next((q for q in QUEUES if not q.of_assignments and proposal.state in q.states), None)


def counts(body: Body) -> dict[str, int]:
    """How much stands in each queue. Four queries, whatever the numbers."""
    rows = Proposal.objects.filter(body=body, state__in=LIVE).order_by()
    grouped = list(rows.values_list("state", "publicity").annotate(Count("pk")))
    found = {q.name: sum(n for s, p, n in grouped if _holds(q, s, p)) for q in QUEUES if q.states}
    disputed = _of_body(Assignment.objects.all(), body).filter(state__in=DISPUTED)
    return found | {"returns": disputed.count()} | clocked.count_by_clock(_in_body(body))


def _holds(queue: Queue, state: str, publicity: str) -> bool:
    return state in queue.states and (not queue.publicity or publicity in queue.publicity)


def _in_body(body: Body) -> Q:
    return Q(assignment__proposal__body_id=body.pk)


def _of_body(rows: "QuerySet[Assignment]", body: Body) -> "QuerySet[Assignment]":
    """By the units of the body's region, which only it assigns to: their index leads to the few open rows."""
    return rows.filter(unit__region_id=body.region_id)


def first_cases(queue: Queue, body: Body) -> paging.Stretch[Any]:
    """The first page of a queue of cases. One query, composed once."""
    return paging.cut(_first_cases[queue.name].objects(body.pk), queue.since)


def cases(queue: Queue, body: Body) -> "QuerySet[Any]":
    """The cases of a queue with what its list shows: to the staff of the body, who read all of them in full."""
    return _cases(queue, body.pk)


def _cases(queue: Queue, body: int) -> "QuerySet[Any]":
    rows: QuerySet[Any] = Proposal.objects.filter(body_id=body, state__in=queue.states)
    if queue.publicity:
        rows = rows.filter(publicity__in=queue.publicity)
    if queue.since == "answered":
        rows = rows.annotate(answered=last_answer())
    if queue.since == "reopened":
        rows = rows.annotate(reopened=last_no())
    told: QuerySet[Any] = rows.annotate(signers=_signers())
    return told.select_related("author", "collective", "held_by")


def _beginning(queue: Queue, body: int) -> "QuerySet[Any]":
    return paging.beginning(_cases(queue, body), queue.since)


_first_cases = {one.name: Prepared(partial(_beginning, one), int) for one in QUEUES if not one.of_assignments}


def last_answer() -> Subquery:
    """When the latest reply of a case went out."""
    replies = Reply.objects.filter(assignment__proposal_id=OuterRef("pk"), delivered__isnull=False)
    return Subquery(replies.order_by("-delivered").values("delivered")[:1])


def last_no() -> Subquery:
    """When a proposer was last dissatisfied: what opened the second round."""
    told = Rating.objects.filter(assignment__proposal_id=OuterRef("pk"), result=Rating.Result.DISSATISFIED)
    return Subquery(told.order_by("-given").values("given")[:1])


def _signers() -> Subquery:
    signed = Cosignature.objects.filter(proposal_id=OuterRef("pk"), state=Cosignature.State.SIGNED)
    return Subquery(signed.order_by().values("proposal_id").annotate(n=Count("pk")).values("n"))


def assignments(queue: Queue, body: Body) -> "QuerySet[Any]":
    """The assignments of a queue with what its list shows, to the staff of the body."""
    rows = Assignment.objects.filter(proposal__body=body)
    if queue.name == "soon":
        found = clocked.due_soon(rows, _in_body(body))
    elif queue.name == "overdue":
        found = clocked.overdue(rows, _in_body(body))
    else:
        asked = Max("deadlines__paused")
        found = _of_body(rows, body).filter(state__in=queue.states).annotate(asked=asked)
    return found.select_related("proposal__author", "proposal__collective", "unit", "proposed_unit")


def next_free(rows: "QuerySet[Any]", since: str, user: Any, cursor: str = "") -> Proposal | None:
    """The longest waiting case nobody else holds, behind the cursor; then from the beginning again."""
    held = Q(held_until__gt=timezone.now()) & ~Q(held_by_id=user.pk)
    free = rows.exclude(held & Q(held_by__isnull=False))
    found: Proposal | None = paging.after(free, since, cursor).first()
    return found or (paging.after(free, since, "").first() if cursor else None)


def oldest(body: Body) -> dict[str, Any]:
    """Since when the longest waiting case of each queue of cases stands there. Three queries."""
    rows = Proposal.objects.filter(body=body, state__in=LIVE).order_by()
    moments = ("submitted_at", "filed_at", "closed_at")
    grouped = list(rows.values("state", "publicity").annotate(**{f"{m}_first": Min(m) for m in moments}))
    told = rows.filter(state__in=ANSWERED).annotate(answered=last_answer())
    grouped += list(told.values("state", "publicity").annotate(answered_first=Min("answered")))
    again = rows.filter(state=State.REWORK).annotate(reopened=last_no())
    grouped += list(again.values("state", "publicity").annotate(reopened_first=Min("reopened")))
    return {queue.name: first for queue in QUEUES if (first := _first_of(queue, grouped))}


def _first_of(queue: Queue, grouped: list[dict[str, Any]]) -> Any:
    found = [
        one.get(f"{queue.since}_first") for one in grouped if _holds(queue, one["state"], one["publicity"])
    ]
    return min((moment for moment in found if moment), default=None)
