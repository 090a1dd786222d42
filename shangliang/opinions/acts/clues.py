"""Clues: offered to members, looked into, adopted into a proposal; supporters are asked, never moved."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.core.errors import Invalid
from shangliang.core.text import clean_text, excerpt
from shangliang.ledger.door import state_fact
from shangliang.ledger.flow import Share
from shangliang.ledger.growth import grow
from shangliang.opinions import queries, rules
from shangliang.opinions.flows import suggestions as flow
from shangliang.opinions.models import Claim, Suggestion, Support

State, Claimed = Suggestion.State, Claim.State
TITLE = 40


@flow.act(
    "offer",
    _("Offer to members as a clue"),
    past=_("offered it to members as a clue"),
    source=State.RECEIVED,
    target=State.OFFERED,
    who=rules.in_office,
    facts=("category",),
)
def offer(suggestion: Suggestion, *, by: User, text: str, category: str = "") -> None:
    """Members may adopt it; they read the text as the office released it, without who spoke."""
    if not clean_text(text):
        raise Invalid(_t("Members need a text to read."), "text")
    suggestion.kind, suggestion.public_text = Suggestion.Kind.CLUE, clean_text(text)
    suggestion.category = category or suggestion.category
    if suggestion.is_public_consented:
        suggestion.publicity = Suggestion.Publicity.PENDING


@flow.act(
    "withdraw_offer",
    _("Take it back from the members"),
    past=_("took it back from the members"),
    source=State.OFFERED,
    target=State.RECEIVED,
    who=rules.in_office,
    tell=queries.claimant_ids,
)
def withdraw_offer(suggestion: Suggestion, *, by: User, reason: str) -> None:
    """Nobody adopted it; the office decides anew."""
    if not clean_text(reason):
        raise Invalid(_t("Please give the reason."), "reason")


@flow.act(
    "claim",
    _("Look into it"),
    past=_("began to look into it"),
    source=State.OFFERED,
    who=rules.is_member,
    when=rules.has_not_claimed,
    tell=queries.claimant_ids,
)
def claim(suggestion: Suggestion, *, by: User, is_together: bool = True) -> None:
    """A member takes an interest; several may, and say whether they would adopt it together."""
    Claim.objects.update_or_create(
        suggestion=suggestion, member=by, defaults={"state": Claimed.CLAIMED, "is_together": is_together}
    )


@flow.act(
    "let_go",
    _("Let it go"),
    past=_("let it go"),
    source=State.OFFERED,
    who=rules.has_claimed,
)
def let_go(suggestion: Suggestion, *, by: User) -> None:
    """Others may still adopt it."""
    suggestion.claims.filter(member=by).update(state=Claimed.LEFT)


@flow.act(
    "adopt",
    _("Adopt it into a proposal"),
    past=_("adopted it into a proposal"),
    source=State.OFFERED,
    target=State.ADOPTED,
    who=rules.has_claimed,
    facts=("together",),
    credits=lambda suggestion: [Share(one, "adopter") for one in queries.adopter_ids(suggestion)],
    tell=queries.claimant_ids,
)
def adopt(suggestion: Suggestion, *, by: User) -> None:
    """Begin a draft with the member as author and the way back to the clue; who claimed it too is asked to sign."""
    claims = suggestion.claims.filter(state=Claimed.CLAIMED).select_related("member")
    others = [one.member for one in claims.filter(is_together=True).exclude(member=by)]
    state_fact("together", [one.pk for one in others])
    claims.filter(member__in=[by, *others]).update(state=Claimed.ADOPTED)
    title = _t("On: %(matter)s") % {"matter": excerpt(suggestion.public_text, TITLE)}
    grow(
        "proposal",
        suggestion,
        suggestion.body,
        by=by,
        title=title,
        text=suggestion.public_text,
        together=others,
    )


@flow.act(
    "support",
    _("I want this too"),
    past=_("supported it"),
    source=State.OFFERED,
    who=rules.is_signed_in,
    when=rules.may_support,
)
def support(suggestion: Suggestion, *, by: User) -> None:
    """One of those who want this; it stays with these words even if they are put together with others."""
    Support.objects.create(suggestion=suggestion, person=by)


@flow.act(
    "unsupport",
    _("I do not want this any more"),
    past=_("supports it no more"),
    source=(State.OFFERED, State.MERGED),
    who=rules.is_signed_in,
    when=rules.may_leave,
)
def unsupport(suggestion: Suggestion, *, by: User) -> None:
    """Taken back as easily as given."""
    suggestion.supports.filter(person=by).delete()
