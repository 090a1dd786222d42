"""The 12345 hotline: handed over in one message that is sent until acknowledged, answered once."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.core.errors import Conflict, Invalid
from shangliang.core.text import clean_line, clean_text
from shangliang.jobs.queue import later
from shangliang.opinions import rules
from shangliang.opinions.acts.answering import settle
from shangliang.opinions.flows import suggestions as flow
from shangliang.opinions.models import Handover, Suggestion

State = Suggestion.State
SEND = "shangliang.opinions.tasks.send_to_hotline"


@flow.act(
    "hand_over",
    _("Hand over to the 12345 hotline"),
    past=_("handed it over to the 12345 hotline"),
    source=State.RECEIVED,
    target=State.HOTLINE,
    who=rules.in_office,
)
def hand_over(suggestion: Suggestion, *, by: User, text: str) -> None:
    """The hotline handles it; its answer comes back here and reaches whoever spoke."""
    if not clean_text(text):
        raise Invalid(_t("The hotline needs a text."), "text")
    made = Handover.objects.create(suggestion=suggestion, text=clean_text(text))
    later(SEND, made.pk, key=f"opinions.hotline:{made.message}")


@flow.act(
    "acknowledge",
    _("Note the hotline's receipt"),
    past=_("was received by the hotline"),
    source=State.HOTLINE,
    who=rules.is_system,
    facts=("reference",),
)
def acknowledge(suggestion: Suggestion, *, by: User, handover: int, reference: str = "") -> None:
    """The hotline has it, under a number of its own."""
    rows = suggestion.handovers.filter(pk=handover, acknowledged__isnull=True)
    rows.update(acknowledged=timezone.now(), reference=clean_line(reference)[:60])


@flow.act(
    "take_hotline_answer",
    _("Take the hotline's answer"),
    past=_("was answered by the hotline"),
    source=State.HOTLINE,
    target=State.ANSWERED,
    who=rules.is_system,
)
def take_hotline_answer(
    suggestion: Suggestion, *, by: User, handover: int, text: str, at: datetime | None = None
) -> None:
    """The answer goes to whoever spoke."""
    moment = at or timezone.now()
    if not suggestion.handovers.filter(pk=handover, answered__isnull=True).update(answered=moment):
        raise Conflict(_t("This handover is answered already."))
    settle(suggestion, text)


@flow.act(
    "take_from_hotline",
    _("Take it back from the hotline"),
    past=_("took it back from the hotline"),
    source=State.HOTLINE,
    target=State.RECEIVED,
    who=rules.in_office,
)
def take_from_hotline(suggestion: Suggestion, *, by: User, reason: str) -> None:
    """The hotline cannot help; the office decides anew."""
    if not clean_text(reason):
        raise Invalid(_t("Please give the reason."), "reason")
    suggestion.handovers.filter(answered__isnull=True).update(answered=timezone.now())
