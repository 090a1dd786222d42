"""Acts inside a desk's page: the open ones with their forms, and doing one without losing input."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import HttpRequest

from shangliang.core.errors import Conflict, Invalid, Sentence
from shangliang.core.text import whole_number
from shangliang.ledger.flow import Declared, Flow, Offer
from shangliang.ledger.forms import ActForm
from shangliang.ledger.http import Forms, act_named
from shangliang.ledger.idempotency import was_done
from shangliang.ledger.models import Subject


@dataclass(frozen=True)
class Refused:
    """An act that was not done: its form with what was typed, the sentence, the status to answer with."""

    name: str
    form: ActForm
    sentence: Sentence | None
    status: int


@dataclass(frozen=True)
class Panel:
    """One act of a page: its declaration, its form, its key; `is_open` unfolds the form at once."""

    name: str
    label: Sentence
    form: ActForm
    key: str
    fresh: str
    is_primary: bool = False
    is_open: bool = False


def attempt(request: HttpRequest, flow: Flow[Any], forms: Forms, obj: Subject, name: str) -> Refused | None:
    """Do the act named with the posted form; None if it is done. Who may not at all meets NotAllowed."""
    act = act_named(flow, name)
    if was_done(request.user, request.POST.get("key", "")):
        return None
    form = form_of(forms, name)(request.POST, request.FILES, obj=obj, user=request.user, auto_id=_ids(name))
    if not form.is_valid():
        return Refused(name, form, None, 422)
    try:
        _do(request, act, obj, form.cleaned_data)
    except Invalid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.sentence))
        return Refused(name, form, None, 422)
    except Conflict as refusal:
        obj.refresh_from_db()
        return Refused(name, form, refusal.sentence, 409)
    return None


def _do(request: HttpRequest, act: Declared[Any, Any, Any], obj: Subject, data: dict[str, Any]) -> None:
    version, key = request.POST.get("version", ""), request.POST.get("key") or None
    given = act.given(version=whole_number(version), key=key)
    given(obj, by=request.user, **data)


def form_of(forms: Forms, name: str) -> type[ActForm]:
    """The form of an act; an empty one if it asks for nothing."""
    return forms.get(name, ActForm)


def _ids(name: str) -> str:
    """Several forms stand on one page: their fields' ids begin with the act's name."""
    return f"{name}-%s"


@dataclass(frozen=True)
class Board:
    """What one person can do with one row now: asked of the flow once, shown in several groups."""

    user: Any
    obj: Subject
    offers: list[Offer]
    forms: Forms

    def panels(self, keys: dict[str, str], refused: Refused | None = None) -> list[Panel]:
        """The open acts in the order of `keys`, the first of them the primary one."""
        open_ones = {one.act.spec.name: one.act.spec for one in self.offers if one.is_open}
        wanted = [name for name in keys if name in open_ones]
        return [
            Panel(
                name=name,
                label=open_ones[name].label,
                form=self.form(name, refused),
                key=keys[name],
                fresh=uuid4().hex,
                is_primary=place == 0,
                is_open=refused is not None and refused.name == name,
            )
            for place, name in enumerate(wanted)
        ]

    def form(self, name: str, refused: Refused | None) -> ActForm:
        """The form that was refused, with what was typed, or a fresh one."""
        if refused is not None and refused.name == name:
            return refused.form
        return form_of(self.forms, name)(obj=self.obj, user=self.user, auto_id=_ids(name))

    def closed(self, names: Container[str]) -> list[dict[str, Any]]:
        """Those of the named acts that are not open now, as ui/closed_acts.html shows them."""
        return [
            {"label": one.act.spec.label, "reason": one.reason, "open": False}
            for one in self.offers
            if not one.is_open and one.act.spec.name in names
        ]


def board(user: Any, flow: Flow[Any], forms: Forms, obj: Subject) -> Board:
    """The board of one person before one row."""
    return Board(user, obj, flow.open_to(user, obj), forms)
