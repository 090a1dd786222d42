"""Proposals that grow out of something said elsewhere: how one begins, and how far it has come for the public."""

from django.urls import reverse

from shangliang.ledger.chains import Step, Way, tells_way
from shangliang.ledger.growth import can_grow
from shangliang.proposals import acts
from shangliang.proposals.chain import ENDED, chain_of
from shangliang.proposals.models import Proposal
from shangliang.proposals.standing import OUTSIDE
from shangliang.proposals.timeline import acts_of

OVER = (*ENDED, Proposal.State.CLOSED, Proposal.State.ARCHIVED)


def declare() -> None:
    """Called when the app is ready."""
    can_grow("proposal", acts.draft_from)
    tells_way(Proposal, _way)


def _way(pk: int) -> Way | None:
    """Steps without the text, and without links unless the case is published. A merged one goes on in its host."""
    proposal = (
        Proposal.objects.filter(pk=pk).select_related("public_text", "merged_into__public_text").first()
    )
    if proposal is None:
        return None
    proposal = proposal.merged_into or proposal
    is_published = proposal.publicity == Proposal.Publicity.PUBLISHED
    told = chain_of(proposal, OUTSIDE, acts_of(proposal))[1:]
    href = reverse("proposals:show", args=[proposal.pk]) if is_published else ""
    steps = tuple(Step(one.label, one.state, one.date, href if one.state == "done" else "") for one in told)
    answer = proposal.public_text.reply if is_published else ""
    return Way(steps, answer, proposal.state in OVER)
