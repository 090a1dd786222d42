"""As what a person stands to a case: decides, with visibility, how much of it is read."""

from dataclasses import dataclass
from typing import Any

from shangliang.bodies.models import Post
from shangliang.bodies.queries import OFFICE_ROLES, bodies_as, collectives_of, units_of
from shangliang.proposals.models import Assignment, Cosignature, Proposal
from shangliang.proposals.models.visibility import PRIVATE, STAFF, is_plainly_inside


@dataclass(frozen=True)
class Standing:
    """`is_inside`: reads the case in full; the rest says which of its inner papers are theirs."""

    is_inside: bool = False
    is_author: bool = False
    is_proposer: bool = False
    is_office: bool = False
    is_supervision: bool = False
    is_staff: bool = False
    units: tuple[int, ...] = ()

    def works_on(self, assignment: Assignment) -> bool:
        """Belongs to its unit, or watches over it from the office or the supervision office."""
        return self.is_office or self.is_supervision or assignment.unit_id in self.units

    @property
    def hears_decisions(self) -> bool:
        """The proposers are told why; the staff of the body decided it."""
        return self.is_proposer or self.is_staff


OUTSIDE = Standing()


def standing_in(proposal: Proposal, user: Any) -> Standing:
    """The standing of a person; reads cosignatures, merged cases and assignments as they are loaded."""
    if not reads_in_full(proposal, user):
        return OUTSIDE
    is_author = _is_author(proposal, user)
    is_open_to_staff = proposal.state not in PRIVATE
    return Standing(
        is_inside=True,
        is_author=is_author,
        is_proposer=is_author or any(_has_signed(one, user) for one in (proposal, *proposal.merged.all())),
        is_office=is_open_to_staff and proposal.body_id in bodies_as(user, *OFFICE_ROLES),
        is_supervision=is_open_to_staff and proposal.body_id in bodies_as(user, Post.Role.SUPERVISOR),
        is_staff=is_open_to_staff and proposal.body_id in bodies_as(user, *STAFF),
        units=tuple(sorted(units_of(user) & {one.unit_id for one in proposal.assignments.all()})),
    )


def reads_in_full(proposal: Proposal, user: Any) -> bool:
    """Whether the case is inside for this person. No query for one's own case, nor for staff of its body."""
    return is_plainly_inside(proposal, user) or Proposal.objects.inside(user).filter(pk=proposal.pk).exists()


def may_open(proposal: Proposal, user: Any) -> bool:
    """Whether `visible_to` holds the case for this person."""
    return proposal.publicity == Proposal.Publicity.PUBLISHED or reads_in_full(proposal, user)


def _is_author(proposal: Proposal, user: Any) -> bool:
    return proposal.author_id == user.pk or (
        proposal.collective_id is not None and proposal.collective_id in collectives_of(user)
    )


def _has_signed(proposal: Proposal, user: Any) -> bool:
    signed = (one.user_id for one in proposal.cosignatures.all() if one.state == Cosignature.State.SIGNED)
    return _is_author(proposal, user) or user.pk in signed
