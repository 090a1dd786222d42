"""Questions about one case."""

from datetime import date

from django.db.models import FilteredRelation, Q, QuerySet

from shangliang.bodies.models import Post
from shangliang.bodies.queries import OFFICE_ROLES, UNIT_ROLES
from shangliang.core.prepared import Prepared
from shangliang.core.time import today
from shangliang.ledger.flow import Share
from shangliang.proposals.models import Assignment, Cosignature, Proposal, Reply


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
    merged = _merged_people(proposal.pk)
    authors, signers = [author for author, _ in merged], [signer for _, signer in merged if signer]
    return list(dict.fromkeys([*proposer_ids(proposal), *authors, *signers]))


def _merged(proposal_id: int) -> "QuerySet[Proposal, tuple[int, int | None]]":
    """(author, signer) of the cases merged into one; those without signers once."""
    is_signed = Q(cosignatures__state=Cosignature.State.SIGNED)
    rows = Proposal.objects.annotate(signature=FilteredRelation("cosignatures", condition=is_signed))
    rows = rows.filter(merged_into_id=proposal_id).order_by("id", "signature__id")
    return rows.values_list("author_id", "signature__user_id")


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
    """Proposers and the unit: who hears of a delivered reply."""
    return [*merged_proposer_ids(assignment.proposal), *unit_ids(assignment)]


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


def has_unanswered(proposal: Proposal) -> bool:
    """Whether the reply of a lead or separate unit is still out."""
    return bool(_unanswered(proposal.pk))


def _open_answers(proposal_id: int) -> "QuerySet[Assignment, tuple[int]]":
    rows: QuerySet[Assignment] = Assignment.objects.current().filter(proposal_id=proposal_id)
    rows = rows.exclude(duty=Assignment.Duty.JOINT).exclude(state=Assignment.State.REPLIED)
    return rows.values_list("pk")[:1]


_unanswered = Prepared(_open_answers, int)


def missing_opinions(proposal: Proposal) -> QuerySet[Assignment]:
    """Current joint assignments whose opinion is not in."""
    joint = proposal.assignments.current().filter(duty=Assignment.Duty.JOINT)
    return joint.exclude(state=Assignment.State.OPINION_IN).select_related("unit")
