"""Moderation: published after somebody read it, hidden with a reason, shown again, appealed. Nothing is deleted."""

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.core.errors import Invalid
from shangliang.core.text import clean_line, clean_text
from shangliang.ledger.flow import ANY
from shangliang.opinions import rules
from shangliang.opinions.flows import suggestions as flow
from shangliang.opinions.models import Appeal, Suggestion

Publicity = Suggestion.Publicity


@flow.act(
    "publish",
    _("Publish it"),
    past=_("published it"),
    source=ANY,
    who=rules.in_office,
    when=rules.may_be_published,
)
def publish(suggestion: Suggestion, *, by: User, text: str, answer: str = "") -> None:
    """Everybody reads the text, and the answer, as the moderator left them."""
    if not clean_text(text):
        raise Invalid(_t("There is nothing to publish."), "text")
    suggestion.public_text, suggestion.public_answer = clean_text(text), clean_text(answer)
    suggestion.publicity, suggestion.published_at = Publicity.PUBLISHED, timezone.now()


@flow.act(
    "keep_back",
    _("Do not publish it"),
    past=_("decided not to publish it"),
    source=ANY,
    who=rules.in_office,
    when=rules.is_pending,
    facts=("reason",),
)
def keep_back(suggestion: Suggestion, *, by: User, reason: str) -> None:
    """It stays between its speaker and the office."""
    suggestion.hidden_reason = _given(reason)
    suggestion.publicity = Publicity.KEPT


@flow.act(
    "hide",
    _("Hide it"),
    past=_("hid it from the public"),
    source=ANY,
    who=rules.in_office,
    when=rules.is_published,
    facts=("reason",),
)
def hide(suggestion: Suggestion, *, by: User, reason: str) -> None:
    """Off the public pages, with the reason; its speaker reads that and may appeal."""
    suggestion.hidden_reason = _given(reason)
    suggestion.publicity = Publicity.HIDDEN


@flow.act(
    "unhide",
    _("Show it again"),
    past=_("showed it again"),
    source=ANY,
    who=rules.in_office,
    when=rules.is_hidden,
)
def unhide(suggestion: Suggestion, *, by: User) -> None:
    """Undo a hiding; an open appeal is granted with it."""
    suggestion.hidden_reason, suggestion.publicity = "", Publicity.PUBLISHED
    suggestion.appeals.filter(outcome="").update(outcome=Appeal.Outcome.LIFTED)


@flow.act(
    "appeal",
    _("Appeal"),
    past=_("appealed against the hiding"),
    source=ANY,
    who=rules.is_public,
    when=rules.is_hidden & rules.has_no_appeal,
)
def appeal(suggestion: Suggestion, *, by: User, text: str) -> None:
    """Whoever spoke says why their words should be shown."""
    if not clean_text(text):
        raise Invalid(_t("Please give the reason."), "text")
    Appeal.objects.create(suggestion=suggestion, text=clean_text(text)[:1000])


@flow.act(
    "uphold",
    _("Keep it hidden"),
    past=_("kept it hidden after the appeal"),
    source=ANY,
    who=rules.leads_office,
    when=rules.is_hidden & rules.has_appeal,
)
def uphold(suggestion: Suggestion, *, by: User, note: str) -> None:
    """The lead of the office decides the appeal; the speaker reads the words."""
    suggestion.appeals.filter(outcome="").update(outcome=Appeal.Outcome.UPHELD, note=_given(note))


def _given(reason: str) -> str:
    told = clean_line(reason)[:200]
    if not told:
        raise Invalid(_t("Please give the reason."), "reason")
    return told
