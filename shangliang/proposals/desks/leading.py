"""Key and good proposals: those a leader leads, the candidates, and a session's list with scores."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from shangliang.bodies.models import Body, Session
from shangliang.proposals.models import Assignment, AssignmentDeadline, Instruction, Proposal, Visit

KeyState, State = Proposal.KeyState, Proposal.State
LIVE = (State.FILED, State.DISTRIBUTED, State.REPLIED, State.REWORK, State.CLOSED)
FILED_ONCE = (*LIVE, State.ARCHIVED)


def _with_clocks(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    running = AssignmentDeadline.objects.filter(met__isnull=True, paused__isnull=True).order_by("due")
    current = Assignment.objects.current().select_related("unit").order_by("id")
    shown = Prefetch("assignments", current.prefetch_related(Prefetch("deadlines", running)))
    visits = Prefetch("visits", Visit.objects.order_by("-day", "-id"))
    told = Instruction.objects.select_related("leader", "document").order_by("-day", "-id")
    return rows.select_related("author", "collective", "key_leader").prefetch_related(
        shown, visits, Prefetch("instructions", told)
    )


def _on_the_way(body: Body) -> list[int]:
    """Ids of the live cases on the key list. One state at a time, each by its index."""
    rows = Proposal.objects.filter(body=body).exclude(key_state=KeyState.NONE).order_by().values_list("pk")
    first, *others = (rows.filter(state=state) for state in LIVE)
    return [pk for (pk,) in first.union(*others, all=True)]


def led_by(user: Any, body: Body) -> "QuerySet[Any]":
    """The live key proposals a leader leads, with units, clocks, visits and instructions."""
    rows = Proposal.objects.inside(user).filter(pk__in=_on_the_way(body))
    return _with_clocks(rows.filter(key_leader_id=user.pk, key_state=KeyState.KEY)).order_by("-id")


def instructed_by(user: Any) -> "QuerySet[Instruction]":
    """What a leader has directed, newest first, with what came of it."""
    rows = Instruction.objects.visible_to(user).filter(leader_id=user.pk)
    return rows.select_related("proposal").order_by("-day", "-id")


def on_key_list(user: Any, body: Body) -> "QuerySet[Any]":
    """Candidates, consulted and key proposals of a body that are not archived, the newest first."""
    return _with_clocks(Proposal.objects.inside(user).filter(pk__in=_on_the_way(body))).order_by("-id")


def candidates(user: Any, body: Body) -> "QuerySet[Any]":
    """What may become a key proposal."""
    rows = Proposal.objects.inside(user).filter(pk__in=_on_the_way(body))
    found = rows.filter(key_state__in=[KeyState.CANDIDATE, KeyState.CONSULTED])
    return found.select_related("author", "collective").order_by("-id")


def of_session(user: Any, body: Body, session: Session | None) -> "QuerySet[Any]":
    """The filed cases of a session, with who proposed them."""
    rows = Proposal.objects.inside(user).filter(body=body, session=session, state__in=FILED_ONCE)
    return rows.select_related("author", "collective", "body")


def good_so_far(body: Body, session: Session | None) -> dict[str, int]:
    """How many cases of a session are filed, named good, and of these collective. One query."""
    rows = Proposal.objects.filter(body=body, session=session, state__in=FILED_ONCE)
    good = Q(is_good=True)
    found: dict[str, int] = rows.aggregate(
        filed=Count("pk"),
        good=Count("pk", filter=good),
        collective=Count("pk", filter=good & Q(kind=Proposal.Kind.COLLECTIVE)),
    )
    return found
