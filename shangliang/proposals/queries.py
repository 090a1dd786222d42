"""Questions about one case."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, FilteredRelation, Q, QuerySet, Value
from django.db.models.functions import Cast

from shangliang.bodies.models import Post
from shangliang.bodies.queries import OFFICE_ROLES, UNIT_ROLES
from shangliang.core.prepared import Prepared
from shangliang.core.time import today
from shangliang.ledger.flow import Share
from shangliang.proposals.models import Assignment, Cosignature, Proposal, Reply
from shangliang.proposals.models.visibility import CURRENT


def signer_ids(proposal: Proposal) -> list[int]:
    """Everybody who signed besides the first proposer, in order of invitation."""
    is_alone = proposal.kind != Proposal.Kind.JOINT and proposal.state not in (
        "draft",
        "cosigning",
        "submitted",
    )
    if is_alone:
        return []  # the kind was settled at submission: nobody else signed
    signed = proposal.cosignatures.filter(state=Cosignature.State.SIGNED).order_by("id")
    return list(signed.values_list("user_id", flat=True))


def proposer_ids(proposal: Proposal) -> list[int]:
    """The first proposer, then everybody who signed."""
    return [proposal.author_id, *signer_ids(proposal)]


def proposer_shares(proposal: Proposal) -> list[Share]:
    """Credit for what happens to a proposal: the first proposer in full, others as co-signers."""
    role = "contact" if proposal.kind == Proposal.Kind.COLLECTIVE else "author"
    return [Share(proposal.author_id, role), *(Share(one, "cosigner") for one in signer_ids(proposal))]


def merged_proposer_ids(proposal: Proposal) -> list[int]:
    """The proposers of a case and of all merged into it: each gets the reply and may rate."""
    return _with_merged(proposal, _merged_people(proposal.pk))


def _with_merged(proposal: Proposal, merged: Iterable[tuple[int | None, ...]]) -> list[int]:
    """The proposers with those of merged cases, told as (case, signature, author, signer)."""
    rows = sorted(merged, key=lambda row: (row[0] or 0, row[1] or 0))
    people = [*proposer_ids(proposal), *(row[2] for row in rows), *(row[3] for row in rows)]
    return list(dict.fromkeys(one for one in people if one))


def _merged(proposal_id: int) -> "QuerySet[Proposal, tuple[int | None, ...]]":
    """(case, signature, author, signer) of the cases merged into one; those without signers once."""
    is_signed = Q(cosignatures__state=Cosignature.State.SIGNED)
    rows = Proposal.objects.annotate(signature=FilteredRelation("cosignatures", condition=is_signed))
    rows = rows.filter(merged_into_id=proposal_id).order_by()
    return rows.values_list("id", "signature__id", "author_id", "signature__user_id")


_merged_people = Prepared(_merged, int)


def people_with(body_id: int, *roles: str) -> list[int]:
    """User ids that hold one of the roles in a body today."""
    posts = Post.objects.active().filter(body_id=body_id, role__in=roles)
    return list(posts.values_list("user_id", flat=True).distinct())


def office_ids(proposal: Proposal) -> list[int]:
    """The office of the case's body."""
    return people_with(proposal.body_id, *OFFICE_ROLES)


def supervision_ids(assignment: Assignment) -> list[int]:
    """The supervision office of the case's body."""
    return people_with(assignment.body_id, Post.Role.SUPERVISOR)


def unit_ids(assignment: Assignment) -> list[int]:
    """The people of the unit that must answer."""
    return _unit_people.column(assignment.unit_id, today())


def _of_unit(unit_id: int, day: date) -> "QuerySet[Post, tuple[int]]":
    rows = Post.objects.active(day).filter(unit_id=unit_id, role__in=UNIT_ROLES)
    return rows.values_list("user_id").distinct()


_unit_people = Prepared(_of_unit, int, date)


def assignment_parties(assignment: Assignment) -> list[int]:
    """Proposers and the unit: who hears of a delivered reply. One query, besides that for signers."""
    found = _parties(assignment.proposal_id, assignment.unit_id, today())
    merged, unit = [row for row in found if row[0]], [row[3] for row in found if not row[0]]
    return [*_with_merged(assignment.proposal, merged), *unit]


def _merged_and_unit(proposal_id: int, unit_id: int, day: date) -> "QuerySet[Any, Any]":
    """Those of the merged cases, and the unit's people as (nothing, nothing, nothing, person)."""
    nobody = Cast(Value(None), BigIntegerField())
    unit = _of_unit(unit_id, day).values_list(nobody, nobody, nobody, "user_id")
    return _merged(proposal_id).union(unit, all=True)


_parties = Prepared(_merged_and_unit, int, int, date)


def locked(proposal_id: int) -> Proposal:
    """The case with its state, locked: after an act on an assignment, to ask how the others stand."""
    rows: QuerySet[Proposal] = Proposal.objects.select_for_update(of=("self",))
    return rows.only("pk", "state", "author_id").get(pk=proposal_id)


def reply_of(assignment: Assignment, round_: int | None = None) -> Reply | None:
    """The reply of a round (the present one), if begun."""
    found: Reply | None = _reply.first(assignment.pk, round_ or assignment.round)
    return found


_reply = Prepared(lambda pk, number: Reply.objects.filter(assignment_id=pk, round=number), int, int)


def answering(proposal: Proposal) -> QuerySet[Assignment]:
    """Current lead and separate assignments: those whose replies the proposers wait for."""
    return proposal.assignments.current().exclude(duty=Assignment.Duty.JOINT).order_by("id")


class Answers(NamedTuple):
    """How far the lead and separate units are: whether no reply is out any more, and the classes of the replies."""

    are_all_in: bool
    classes: str


def answers_to(proposal: Proposal) -> Answers:
    """What the units have replied so far. One query."""
    rows = _duties(proposal.pk)
    is_out = any(state in CURRENT and state != Assignment.State.REPLIED for state, _ in rows)
    return Answers(not is_out, "\n".join(sorted({code for _, code in rows if code})))


def _answering_duties(proposal_id: int) -> "QuerySet[Assignment, tuple[str, str]]":
    rows = Assignment.objects.filter(proposal_id=proposal_id).exclude(duty=Assignment.Duty.JOINT)
    return rows.values_list("state", "reply_class")


_duties = Prepared(_answering_duties, int)


def missing_opinions(proposal: Proposal) -> QuerySet[Assignment]:
    """Current joint assignments whose opinion is not in."""
    joint = proposal.assignments.current().filter(duty=Assignment.Duty.JOINT)
    return joint.exclude(state=Assignment.State.OPINION_IN).select_related("unit")
