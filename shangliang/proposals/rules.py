"""Who may do what to a proposal or an assignment, each with the sentence a refused person reads."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Body, Post
from shangliang.bodies.queries import bodies_as, collectives_of, posts_of
from shangliang.bodies.rules import in_office, in_supervision, is_leader, is_system, leads_office
from shangliang.core.rules import rule
from shangliang.proposals.models import Assignment, Cosignature, Proposal

State, Publicity, KeyState = Proposal.State, Proposal.Publicity, Proposal.KeyState

__all__ = ["in_office", "in_supervision", "is_leader", "is_system", "leads_office"]


@rule(_("Only members of this body and contacts of its collectives can write proposals."))
def may_write(user: Any, body: Body) -> bool:
    """A member, or the contact of a collective, of the body."""
    return body.pk in bodies_as(user, Post.Role.MEMBER, Post.Role.CONTACT)


@rule(_("Only the first proposer can do this; for a collective proposal, its contact."))
def is_author(user: Any, proposal: Proposal) -> bool:
    """The first proposer, or the present contact of the collective."""
    if proposal.collective_id and proposal.kind == Proposal.Kind.COLLECTIVE:
        return proposal.collective_id in collectives_of(user)
    return proposal.author_id == user.pk and proposal.body_id in bodies_as(user, Post.Role.MEMBER)


@rule(_("Only members who were invited to sign can do this."))
def is_invited(user: Any, proposal: Proposal) -> bool:
    """Asked to sign, not answered yet."""
    return _has_cosignature(user, proposal, Cosignature.State.INVITED)


@rule(_("Only other members of this body can sign, while the proposal is open to signatures."))
def may_join(user: Any, proposal: Proposal) -> bool:
    """A member of the body who is not on the proposal yet, where it is open to all."""
    is_other = proposal.author_id != user.pk and proposal.body_id in bodies_as(user, Post.Role.MEMBER)
    return is_other and proposal.is_open_to_cosign and not _has_cosignature(user, proposal, "signed")


@rule(_("Only those who signed the proposal can do this."))
def is_proposer(user: Any, proposal: Proposal) -> bool:
    """The first proposer, anybody who signed with them, and the proposers of what was merged into the case."""
    here = is_author.holds(user, proposal) or _has_cosignature(user, proposal, Cosignature.State.SIGNED)
    return here or any(is_proposer.holds(user, one) for one in proposal.merged.all())


def _has_cosignature(user: Any, proposal: Proposal, state: str) -> bool:
    """Reads all signatures: a page that prefetched them asks this for every act without a query."""
    return any(one.user_id == user.pk and one.state == state for one in proposal.cosignatures.all())


@rule(
    _(
        "Another colleague is handling this case at the moment; it is free again after 15 minutes without work."
    )
)
def is_free(user: Any, proposal: Proposal) -> bool:
    """No other colleague holds the case on their review desk."""
    is_held = proposal.held_until is not None and proposal.held_until > timezone.now()
    return not is_held or proposal.held_by_id == user.pk


@rule(_("Only the unit to which this was assigned can do this."))
def in_unit(user: Any, assignment: Assignment) -> bool:
    """A clerk or lead of the unit."""
    return assignment.unit_id in {p.unit_id for p in posts_of(user) if p.role in _UNIT}


@rule(_("Only the lead of the unit to which this was assigned can sign."))
def leads_unit(user: Any, assignment: Assignment) -> bool:
    """The lead of the unit."""
    return assignment.unit_id in {p.unit_id for p in posts_of(user) if p.role == Post.Role.UNIT_LEAD}


_UNIT = (Post.Role.UNIT_CLERK, Post.Role.UNIT_LEAD)


@rule(_("Only the first proposer and those who signed can rate; the unit cannot."))
def may_rate(user: Any, assignment: Assignment) -> bool:
    """A proposer of the case who does not act for the unit."""
    return is_proposer.holds(user, assignment.proposal) and not in_unit.holds(user, assignment)


@rule(_("Only the leader who leads this key proposal, or the office, can do this."))
def leads_case(user: Any, proposal: Proposal) -> bool:
    """The leader of the key proposal."""
    return proposal.key_leader_id == user.pk and is_leader.holds(user, proposal)


@rule(_("Joint units give an opinion; they do not answer the proposers."))
def answers(user: Any, assignment: Assignment) -> bool:
    """A lead or separate duty."""
    return assignment.duty != Assignment.Duty.JOINT


@rule(_("Lead and separate units answer the proposers; they give no joint opinion."))
def gives_opinion(user: Any, assignment: Assignment) -> bool:
    """A joint duty."""
    return assignment.duty == Assignment.Duty.JOINT


@rule(
    _(
        "The request to return was refused; the unit must handle it. The supervision office can still re-route it."
    )
)
def may_ask_return(user: Any, assignment: Assignment) -> bool:
    """Not refused before."""
    return not assignment.is_return_refused


@rule(_("An extension was asked for already; the supervision office decides."))
def has_no_extension_asked(user: Any, assignment: Assignment) -> bool:
    """Nothing pending."""
    return assignment.extension_until is None


@rule(_("No extension was asked for."))
def has_extension_asked(user: Any, assignment: Assignment) -> bool:
    """Pending."""
    return assignment.extension_until is not None


@rule(_("The reply's class asks for no follow-up, or the follow-up is in."))
def awaits_follow_up(user: Any, assignment: Assignment) -> bool:
    """A delivered reply with a running follow-up deadline."""
    return any(one.kind == "follow_up" and one.met is None for one in assignment.deadlines.all())


@rule(_("You rated this reply already."))
def has_not_rated(user: Any, assignment: Assignment) -> bool:
    """No rating of this person in this round."""
    given = assignment.ratings.all()
    return not any(one.user_id == user.pk and one.round == assignment.round for one in given)


@rule(_("The publicity of this case was reviewed already."))
def is_publicity_open(user: Any, proposal: Proposal) -> bool:
    """Not reviewed, or withheld and reconsidered."""
    return proposal.publicity in (Publicity.PENDING, Publicity.WITHHELD)


@rule(_("The publicity review must come first, and only an unpublished case can be cleared."))
def awaits_secrecy_review(user: Any, proposal: Proposal) -> bool:
    """Publicity reviewed, secrecy not yet."""
    return proposal.publicity == Publicity.REVIEWED


@rule(_("Whoever reviewed the publicity cannot clear secrecy as well; a second person must."))
def is_second_person(user: Any, proposal: Proposal) -> bool:
    """Four eyes."""
    text = getattr(proposal, "public_text", None)
    return text is None or text.reviewed_by_id != user.pk


@rule(_("Only a case cleared for publication can be published."))
def is_cleared(user: Any, proposal: Proposal) -> bool:
    """Both reviews done."""
    return proposal.publicity == Publicity.CLEARED


@rule(_("This case is not published."))
def is_published(user: Any, proposal: Proposal) -> bool:
    """The public reads it."""
    return proposal.publicity == Publicity.PUBLISHED


@rule(_("Units that have begun cannot be recalled; re-route their assignments instead."))
def is_untouched(user: Any, proposal: Proposal) -> bool:
    """No current assignment was signed for."""
    return not proposal.assignments.current().exclude(state=Assignment.State.AWAITING).exists()


@rule(_("This is a good proposal of the year already."))
def is_not_good(user: Any, proposal: Proposal) -> bool:
    """Not on the list."""
    return not proposal.is_good


@rule(_("This is not on the list of good proposals."))
def is_good(user: Any, proposal: Proposal) -> bool:
    """On the list."""
    return proposal.is_good


@rule(_("No instruction was recorded on this case."))
def has_instruction(user: Any, proposal: Proposal) -> bool:
    """At least one."""
    return proposal.instructions.exists()


def key_state_is(*states: str) -> Any:
    """A moment rule: the case stands there on its way to a key proposal."""

    @rule(_("This step on the way to a key proposal is not due now."))
    def stands_there(user: Any, proposal: Proposal) -> bool:
        return proposal.key_state in states

    return stands_there
