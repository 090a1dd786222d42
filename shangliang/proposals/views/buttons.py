"""The buttons of a case: every act its state knows, where it is done, and why the rest is not open."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from shangliang.bodies.rules import is_system
from shangliang.core.errors import Conflict, NotAllowed
from shangliang.ledger.door import what_came_between
from shangliang.ledger.flow import Flow, Offer, Spec
from shangliang.ledger.models import Subject
from shangliang.proposals import flows
from shangliang.proposals.models import Assignment, Proposal

Button = dict[str, Any]
# Acts with a page of their own; all others have the common page of an act.
PAGES = {
    "proposals.submit": "proposals:submit",
    "proposals.invite": "proposals:invite",
    "assignments.rate": "proposals:rate",
}
# What moves the case on is drawn first and strong; what is hard to undo is marked.
_PRIMARY = ("submit", "sign", "join", "rate", "file", "distribute", "sign_for", "deliver")
_STOP = ("discard", "withdraw", "refuse", "decline", "unpublish", "reopen_text")


def proposal_buttons(user: Any, proposal: Proposal) -> list[Button]:
    """For the case itself; private keeping (saving, holding) has no button."""
    return _buttons(flows.proposals.open_to(user, proposal), proposal, "proposals:perform")


def assignment_buttons(user: Any, assignment: Assignment) -> list[Button]:
    """For one unit's duty."""
    offers = flows.assignments.open_to(user, assignment)
    return _buttons(offers, assignment, "proposals:perform_on_assignment")


def _buttons(offers: list[Offer], obj: Subject, common: str) -> list[Button]:
    shown = [one for one in offers if one.act.spec.is_recorded and one.act.spec.who is not is_system]
    made = [_button(one, obj, common) for one in shown]
    first = next((one for one in made if one["open"] and one["act"] in _PRIMARY), None)
    return [{**one, "primary": one is first} for one in sorted(made, key=lambda one: one is not first)]


def _button(offer: Offer, obj: Subject, common: str) -> Button:
    spec = offer.act.spec
    return {
        "act": spec.name,
        "label": label_of(spec, obj),
        "url": _address(spec, obj, common) if offer.is_open else "",
        "open": offer.is_open,
        "reason": str(offer.reason or ""),
        "stop": spec.name in _STOP,
        "post": False,
        "key": "",
        "confirm": "",
    }


def label_of(spec: Spec, obj: Subject) -> str:
    """What an act is called on this case: choosing a key proposal again names another leader."""
    if spec.name == "choose_key" and isinstance(obj, Proposal) and obj.key_state == Proposal.KeyState.KEY:
        return _("Name another leader")
    return str(spec.label)


def _address(spec: Spec, obj: Subject, common: str) -> str:
    own = PAGES.get(spec.kind)
    return reverse(own, args=[obj.pk]) if own else reverse(common, args=[obj.pk, spec.name])


def require_open(request: HttpRequest, flow: Flow[Any], name: str, obj: Subject) -> None:
    """Refuse a page whose act is not open: not yours (403), or not now (409)."""
    act = flow.acts[name]
    offer = next((one for one in flow.open_to(request.user, obj) if one.act is act), None)
    if offer is None:
        raise Conflict(what_came_between(obj))
    if offer.reason is not None:
        refused = NotAllowed if not act.spec.who.holds(request.user, obj) else Conflict
        raise refused(offer.reason)
