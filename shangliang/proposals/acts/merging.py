"""Merging cases on the same matter, with all proposers kept; and separating them again."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.core.errors import Conflict, Invalid
from shangliang.ledger.door import link
from shangliang.proposals import queries, rules
from shangliang.proposals.flows import proposals as flow
from shangliang.proposals.models import Proposal

State = Proposal.State
HOSTS = (State.SUBMITTED, State.FINAL_REVIEW, State.FILED, State.DISTRIBUTED)


def _both_sides(proposal: Proposal) -> list[int]:
    host = proposal.merged_into
    return [*queries.proposer_ids(proposal), *(queries.merged_proposer_ids(host) if host else [])]


@flow.act(
    "merge",
    _("Merge"),
    past=_("merged into another case"),
    source=State.FINAL_REVIEW,
    target=State.MERGED,
    who=rules.leads_office,
    when=rules.is_free,
    facts=("into",),
    credits=queries.proposer_shares,
    tell=_both_sides,
)
def merge(proposal: Proposal, *, by: User, into: Proposal) -> None:
    """Handle it as part of another case. Its proposers stay proposers: each gets the reply and may rate."""
    host = Proposal.objects.select_for_update().get(pk=into.pk)
    if host.pk == proposal.pk or host.body_id != proposal.body_id:
        raise Invalid(_t("Please choose another case of the same body."), "into")
    if host.state not in HOSTS or host.merged_into_id:
        raise Conflict(
            _t("Case “%(title)s” can take no other case in at its present state.") % {"title": host}
        )
    if proposal.merged.exists():
        raise Conflict(_t("Other cases were merged into this one; merge the other way round."))
    proposal.merged_into = host
    link(proposal, host, "merged into")


@flow.act(
    "unmerge",
    _("Separate again"),
    past=_("separated from the case it was merged into"),
    source=State.MERGED,
    target=State.FINAL_REVIEW,
    who=rules.leads_office,
    tell=queries.proposer_ids,
)
def unmerge(proposal: Proposal, *, by: User) -> None:
    """Undo a merge; the case is decided on its own."""
    host = proposal.merged_into
    if host is None:
        raise Conflict(_t("This case is not merged into another."))
    link(proposal, host, "separated from")
    proposal.merged_into = None
