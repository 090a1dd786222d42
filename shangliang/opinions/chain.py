"""The way of one word from the public, as its chain strip shows it to whoever spoke, and to everybody."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from shangliang.bodies.telling import told_day
from shangliang.ledger.chains import Step, ways_from
from shangliang.opinions.models import Claim, Suggestion

State = Suggestion.State
_NOW = {
    State.RECEIVED: 1,
    State.MERGED: 2,
    State.FORWARDED: 2,
    State.HOTLINE: 2,
    State.OFFERED: 2,
    State.ADOPTED: 3,
    State.REPORTED: 3,
    State.ANSWERED: 4,
    State.CLOSED: 5,
}


def whole_chain(suggestion: Suggestion) -> list[Step]:
    """Its own steps, and those of what grew out of it, as far as the public may know them."""
    own = chain_of(suggestion)
    grown = [step for way in ways_from(suggestion) for step in way.steps]
    if suggestion.state == State.RECEIVED and grown:
        return [*own[:1], *grown, *own[1:]]
    return [*own[:2], _taken_up(suggestion, own[2]), *grown, *own[4:]] if grown else own


def published_chain(suggestion: Suggestion) -> list[Step]:
    """The same for everybody: whoever spoke is somebody else, and a dot leads only to what the page holds."""
    steps, yours = whole_chain(suggestion), _("your verdict")
    held = {"#text", "#answer"} if suggestion.public_answer else {"#text"}
    shown = [
        one if not one.href.startswith("#") or one.href in held else replace(one, href="") for one in steps
    ]
    return [replace(one, label=_("verdict of whoever spoke")) if one.label == yours else one for one in shown]


def _taken_up(suggestion: Suggestion, step: Step) -> Step:
    """How it was taken up, also when it was answered long since."""
    if step.state != "done":
        return step
    is_adopted = suggestion.claims.filter(state=Claim.State.ADOPTED).exists()
    label = _HANDLED[State.ADOPTED if is_adopted else State.REPORTED]
    return Step(str(label), "done", step.date, step.href)


def chain_of(suggestion: Suggestion) -> list[Step]:
    """The steps in order; one that was not taken up has none after its end."""
    if suggestion.state == State.DECLINED:
        ended = Step(suggestion.get_state_display(), "stop", _day(suggestion.closed_at), "#decision")
        return [Step(_("said"), "done", _day(suggestion.received), "#text"), ended]
    now = _NOW[State(suggestion.state)]
    handled = _HANDLED.get(State(suggestion.state)) or _("being handled")
    handled = _("being handled again") if suggestion.round > 1 else handled
    labels = [_("said"), _("read by the office"), handled, _("with an answer"), _("your verdict")]
    dates = [suggestion.received, None, None, suggestion.answered_at, suggestion.closed_at]
    anchors = ["#text", "#timeline", "#timeline", "#answer", "#answer"]
    return [_step(place, now, *one) for place, one in enumerate(zip(labels, dates, anchors, strict=True))]


_HANDLED = {
    State.OFFERED: lazy("offered to members"),
    State.ADOPTED: lazy("adopted by a member"),
    State.REPORTED: lazy("made into an information report"),
}


def _step(place: int, now: int, label: Any, moment: datetime | None, anchor: str) -> Step:
    state = "done" if place < now else "now" if place == now else "todo"
    return Step(str(label), state, _day(moment) if state == "done" else "", anchor if state == "done" else "")


def _day(moment: datetime | None) -> str:
    return told_day(timezone.localdate(moment)) if moment else ""
