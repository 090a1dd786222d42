"""Publication: what the public may read, looked at by two persons, published, taken back."""

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.core.errors import Invalid
from shangliang.core.text import clean_line, clean_text
from shangliang.proposals import queries, rules
from shangliang.proposals.flows import proposals as flow
from shangliang.proposals.models import Proposal, PublicText

State, Publicity = Proposal.State, Proposal.Publicity
ANSWERED = (State.REPLIED, State.REWORK, State.CLOSED, State.ARCHIVED)


@flow.act(
    "review_publicity",
    _("Prepare publication"),
    past=_("prepared the public text"),
    source=ANSWERED,
    who=rules.in_office,
    when=rules.is_publicity_open,
    facts=("extent",),
)
def review_publicity(
    proposal: Proposal, *, by: User, extent: str, title: str, text: str, reply: str = ""
) -> None:
    """Lay down what the public will read: the full text with redactions, or a summary."""
    if extent == PublicText.Extent.FULL and not proposal.is_public_consented:
        raise Invalid(
            _t("The proposer did not agree to the full text; publish a summary or nothing."), "extent"
        )
    if not clean_text(text):
        raise Invalid(_t("This part is still empty."), "text")
    _refuse_contact_data(proposal, text + reply)
    values = {
        "extent": extent,
        "title": clean_line(title)[:200],
        "text": clean_text(text),
        "reply": clean_text(reply),
    }
    PublicText.objects.update_or_create(proposal=proposal, defaults={**values, "reviewed_by": by})
    proposal.publicity = Publicity.REVIEWED


def _refuse_contact_data(proposal: Proposal, text: str) -> None:
    """The proposer's telephone number never goes out."""
    phone = proposal.contact_phone.strip()
    if phone and phone in text:
        raise Invalid(_t("The text still holds the proposer's telephone number."), "text")


@flow.act(
    "withhold",
    _("Do not publish"),
    past=_("decided not to publish"),
    source=ANSWERED,
    who=rules.in_office,
    when=rules.is_publicity_open,
    tell=queries.merged_proposer_ids,
)
def withhold(proposal: Proposal, *, by: User, reason: str) -> None:
    """Keep the case from the public, with the reason; it can be reviewed again."""
    if not clean_text(reason):
        raise Invalid(_t("Please give the reason."), "reason")
    proposal.publicity, proposal.publicity_reason = Publicity.WITHHELD, clean_line(reason)[:200]


@flow.act(
    "clear_secrecy",
    _("Clear for secrecy"),
    past=_("cleared for secrecy"),
    source=ANSWERED,
    who=rules.leads_office & rules.is_second_person,
    when=rules.awaits_secrecy_review,
)
def clear_secrecy(proposal: Proposal, *, by: User) -> None:
    """A second person finds no secret and no private data in the public text."""
    proposal.publicity = Publicity.CLEARED


@flow.act(
    "refuse_clearance",
    _("Refuse clearance"),
    past=_("refused clearance"),
    source=ANSWERED,
    who=rules.leads_office,
    when=rules.awaits_secrecy_review,
)
def refuse_clearance(proposal: Proposal, *, by: User, reason: str) -> None:
    """The public text must be prepared anew."""
    if not clean_text(reason):
        raise Invalid(_t("Please give the reason."), "reason")
    proposal.publicity = Publicity.PENDING


@flow.act(
    "publish",
    _("Publish"),
    past=_("published"),
    source=ANSWERED,
    who=rules.in_office,
    when=rules.is_cleared,
    tell=queries.merged_proposer_ids,
)
def publish(proposal: Proposal, *, by: User) -> None:
    """Open the public text to everybody."""
    proposal.publicity, proposal.published_at = Publicity.PUBLISHED, timezone.now()


@flow.act(
    "unpublish",
    _("Take back from the public"),
    past=_("taken back from the public"),
    source=ANSWERED,
    who=rules.leads_office,
    when=rules.is_published,
    tell=queries.merged_proposer_ids,
)
def unpublish(proposal: Proposal, *, by: User, reason: str) -> None:
    """Close the public text again, with the reason."""
    if not clean_text(reason):
        raise Invalid(_t("Please give the reason."), "reason")
    proposal.publicity, proposal.published_at = Publicity.WITHHELD, None
    proposal.publicity_reason = clean_line(reason)[:200]
