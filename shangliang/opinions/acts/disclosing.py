"""Opening an envelope of the vault: a reason, a second person, a record, and the citizen is told."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.core.errors import Conflict, Invalid
from shangliang.core.text import clean_text
from shangliang.opinions import queries, rules, vault
from shangliang.opinions.flows import disclosures as flow
from shangliang.opinions.models import Disclosure, Suggestion

State = Disclosure.State
OPEN_FOR = timedelta(days=3)


def _asker(disclosure: Disclosure) -> list[int]:
    return [disclosure.asked_by_id]


@flow.start(
    "ask",
    _("Ask who spoke"),
    past=_("asked who spoke"),
    who=rules.in_office,
    tell=queries.decider_ids,
)
def ask_disclosure(suggestion: Suggestion, *, by: User, reason: str) -> Disclosure:
    """Say why it must be known who spoke, for instance because somebody is in danger."""
    if not clean_text(reason):
        raise Invalid(_t("Please give the reason."), "reason")
    if not rules.has_envelope.holds(by, suggestion):
        raise Conflict(_t("Whoever spoke left neither name nor contact."))
    return Disclosure.objects.create(suggestion=suggestion, asked_by=by, reason=clean_text(reason))


@flow.act(
    "grant",
    _("Grant it"),
    past=_("allowed to read who spoke"),
    source=State.ASKED,
    target=State.GRANTED,
    who=rules.decides_disclosure,
    tell=_asker,
)
def grant(disclosure: Disclosure, *, by: User, note: str = "") -> None:
    """A second person agrees; for three days whoever asked may open the envelope."""
    disclosure.decided_by, disclosure.note = by, clean_text(note)
    disclosure.until = timezone.now() + OPEN_FOR


@flow.act(
    "refuse",
    _("Refuse it"),
    past=_("refused to say who spoke"),
    source=State.ASKED,
    target=State.REFUSED,
    who=rules.decides_disclosure,
    tell=_asker,
)
def refuse(disclosure: Disclosure, *, by: User, reason: str) -> None:
    """It stays sealed."""
    if not clean_text(reason):
        raise Invalid(_t("Please give the reason."), "reason")
    disclosure.decided_by, disclosure.note = by, clean_text(reason)


@flow.act(
    "open",
    _("Open the envelope"),
    past=_("read who spoke"),
    source=State.GRANTED,
    who=rules.asked_for_it,
    when=rules.is_in_time,
)
def open_envelope(disclosure: Disclosure, *, by: User) -> vault.Envelope:
    """Shown once for each opening; every opening is recorded, and the citizen reads of it."""
    return vault.unseal(disclosure.suggestion.identity.sealed)
