"""A unit answers what was passed on to it, or sends it back with the reason."""

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Unit
from shangliang.core.errors import Conflict, Invalid
from shangliang.core.text import clean_text
from shangliang.opinions import clocks, queries, rules
from shangliang.opinions.acts.answering import take_answer, take_back
from shangliang.opinions.flows import referrals as flow
from shangliang.opinions.models import Referral, Suggestion

State = Referral.State


@flow.start(
    "pass_to_unit",
    _("Pass on to the unit"),
    past=_("passed it on to the unit"),
    who=rules.in_office,
    facts=("unit", "round"),
    tell=queries.unit_ids,
)
def pass_to_unit(suggestion: Suggestion, *, by: User, unit: Unit, text: str, note: str = "") -> Referral:
    """Open one unit's duty with the text as it may read it."""
    if not clean_text(text):
        raise Invalid(_t("The unit needs a text to answer."), "text")
    referral = Referral.objects.create(
        suggestion=suggestion,
        unit=unit,
        round=suggestion.round,
        text=clean_text(text),
        note=clean_text(note),
    )
    clocks.start(referral)
    return referral


@flow.keep("save_answer", _("Save"), source=State.HANDLING, who=rules.in_unit)
def save_answer(referral: Referral, *, by: User, answer: str) -> None:
    """Keep what is written so far."""
    referral.answer = clean_text(answer)


@flow.act(
    "reply",
    _("Send the answer"),
    past=_("answered the citizen"),
    source=State.HANDLING,
    target=State.ANSWERED,
    who=rules.in_unit,
    facts=("unit", "round"),
    tell=lambda referral: queries.office_ids(referral.suggestion.body),
)
def reply(referral: Referral, *, by: User, answer: str) -> None:
    """Answer whoever spoke, whom the unit does not know."""
    referral.answer, referral.answered_at = clean_text(answer), timezone.now()
    take_answer(referral.suggestion, by=by, text=referral.answer)
    clocks.meet(referral)


@flow.act(
    "send_back",
    _("Send back to the office"),
    past=_("sent it back to the office"),
    source=State.HANDLING,
    target=State.RETURNED,
    who=rules.in_unit,
    facts=("unit",),
    tell=lambda referral: queries.office_ids(referral.suggestion.body),
)
def send_back(referral: Referral, *, by: User, reason: str) -> None:
    """It is not this unit's matter; the office finds another."""
    if not clean_text(reason):
        raise Invalid(_t("Please give the reason."), "reason")
    if referral.round > 1:
        raise Conflict(_t("In the second round a unit answers; the office alone can recall it."))
    referral.return_reason = clean_text(reason)
    take_back(referral.suggestion, by=by)
    clocks.meet(referral)


@flow.act(
    "recall",
    _("Recall it"),
    past=_("recalled it"),
    source=State.HANDLING,
    target=State.RECALLED,
    who=rules.sent_it,
    facts=("unit",),
    tell=queries.unit_ids,
)
def recall(referral: Referral, *, by: User, reason: str) -> None:
    """The office takes it back before it is answered."""
    if not clean_text(reason):
        raise Invalid(_t("Please give the reason."), "reason")
    take_back(referral.suggestion, by=by)
    referral.return_reason = clean_text(reason)
    clocks.meet(referral)
