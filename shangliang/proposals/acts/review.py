"""Review by the office: hold, first review, final decisions, reconsideration."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.numbers import next_number
from shangliang.core.errors import Invalid
from shangliang.core.text import clean_text
from shangliang.proposals import queries, rules
from shangliang.proposals.flows import proposals as flow
from shangliang.proposals.models import Proposal
from shangliang.proposals.ruleset import proposal_rules

State = Proposal.State
HOLD = timedelta(minutes=15)
UNDER_REVIEW = (State.SUBMITTED, State.FINAL_REVIEW)


@flow.keep("hold", _("Take up"), source=UNDER_REVIEW, who=rules.in_office, when=rules.is_free)
def hold(proposal: Proposal, *, by: User) -> None:
    """Tell colleagues that one is working on this case."""
    proposal.held_by, proposal.held_until = by, timezone.now() + HOLD


@flow.keep("let_go", _("Let go"), source=UNDER_REVIEW, who=rules.in_office, when=rules.is_free)
def let_go(proposal: Proposal, *, by: User) -> None:
    """Free the case for colleagues."""
    _free(proposal)


def _free(proposal: Proposal) -> None:
    proposal.held_by, proposal.held_until = None, None


def _checked_category(proposal: Proposal, category: str) -> str:
    known = {one.code for one in proposal_rules(proposal.body).values.categories}
    if category not in known:
        raise Invalid(_t("Please choose a category of this body's list."), "category")
    return category


@flow.act(
    "pass_first_review",
    _("Pass on to final review"),
    past=_("finished the first review"),
    source=State.SUBMITTED,
    target=State.FINAL_REVIEW,
    who=rules.in_office,
    when=rules.is_free,
    facts=("first_opinion", "category"),
)
def pass_first_review(proposal: Proposal, *, by: User, opinion: str, category: str, note: str = "") -> None:
    """Say what one would do (file, merge, opinion, information, return, refuse) and leave the decision to the lead."""
    proposal.first_opinion, proposal.first_note = opinion, clean_text(note)
    proposal.category = _checked_category(proposal, category)
    _free(proposal)


@flow.act(
    "send_back_to_first_review",
    _("Back to first review"),
    past=_("went back to first review"),
    source=State.FINAL_REVIEW,
    target=State.SUBMITTED,
    who=rules.leads_office,
    when=rules.is_free,
)
def send_back_to_first_review(proposal: Proposal, *, by: User, note: str) -> None:
    """Have a clerk look again."""
    proposal.first_note = clean_text(note)
    _free(proposal)


@flow.act(
    "file",
    _("File"),
    past=_("filed"),
    source=State.FINAL_REVIEW,
    target=State.FILED,
    who=rules.leads_office,
    when=rules.is_free,
    facts=("number", "category", "session", "kind"),
    credits=queries.proposer_shares,
    tell=queries.merged_proposer_ids,
)
def accept(proposal: Proposal, *, by: User, category: str = "") -> None:
    """File the proposal under its case number; from now on it awaits distribution."""
    proposal.category = _checked_category(proposal, category or proposal.category)
    if proposal.number is None:
        proposal.number = next_number(proposal.body, f"proposals.{proposal.session_id}.case")
    proposal.filed_at = timezone.now()
    proposal.decision_reason = proposal.decision_note = ""
    _free(proposal)


@flow.act(
    "turn_into_opinion",
    _("Turn into an opinion"),
    past=_("turned into an opinion"),
    source=State.FINAL_REVIEW,
    target=State.OPINION,
    who=rules.leads_office,
    when=rules.is_free,
    facts=("category",),
    credits=queries.proposer_shares,
    tell=queries.merged_proposer_ids,
)
def turn_into_opinion(proposal: Proposal, *, by: User, note: str) -> None:
    """Pass it to a unit as an opinion (意见) instead of a case."""
    _decide(proposal, "", note)


@flow.act(
    "turn_into_information",
    _("Turn into an information report"),
    past=_("turned into an information report"),
    source=State.FINAL_REVIEW,
    target=State.INFORMATION,
    who=rules.leads_office,
    when=rules.is_free,
    facts=("category",),
    credits=queries.proposer_shares,
    tell=queries.merged_proposer_ids,
)
def turn_into_information(proposal: Proposal, *, by: User, note: str) -> None:
    """Use it as an information report (社情民意信息) instead of a case."""
    _decide(proposal, "", note)


@flow.act(
    "return_for_change",
    _("Return for change"),
    past=_("returned for change"),
    source=UNDER_REVIEW,
    target=State.RETURNED,
    who=rules.in_office,
    when=rules.is_free,
    tell=queries.merged_proposer_ids,
)
def return_for_change(proposal: Proposal, *, by: User, note: str) -> None:
    """Ask the proposer to mend it; the note says what."""
    if not clean_text(note):
        raise Invalid(_t("Please say what should be changed."), "note")
    _decide(proposal, "", note)


@flow.act(
    "refuse",
    _("Do not file"),
    past=_("not filed"),
    source=State.FINAL_REVIEW,
    target=State.NOT_FILED,
    who=rules.leads_office,
    when=rules.is_free,
    facts=("decision_reason",),
    credits=queries.proposer_shares,
    tell=queries.merged_proposer_ids,
)
def refuse(proposal: Proposal, *, by: User, reason: str, note: str = "") -> None:
    """Do not file, for one of the reasons of the body's list; the proposer is told which."""
    known = {one.code for one in proposal_rules(proposal.body).values.not_filed_reasons}
    if reason not in known:
        raise Invalid(_t("Please choose one of the reasons of the list."), "reason")
    _decide(proposal, reason, note)


@flow.act(
    "reconsider",
    _("Reconsider"),
    past=_("reconsidered"),
    source=(State.OPINION, State.INFORMATION, State.NOT_FILED),
    target=State.FINAL_REVIEW,
    who=rules.leads_office,
    tell=queries.merged_proposer_ids,
)
def reconsider(proposal: Proposal, *, by: User, note: str) -> None:
    """Open a decision again."""
    _decide(proposal, "", note)


def _decide(proposal: Proposal, reason: str, note: str) -> None:
    proposal.decision_reason, proposal.decision_note = reason, clean_text(note)
    _free(proposal)
