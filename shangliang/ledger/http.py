"""An act over HTTP: its own page with its form, doing it once, and answering refusals without losing input."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from shangliang.core.errors import Conflict, Invalid, NotAllowed, NotVisible, Refusal
from shangliang.core.http import page, safe_next
from shangliang.ledger.door import what_came_between
from shangliang.ledger.flow import ANY, Declared, Flow
from shangliang.ledger.forms import ActForm
from shangliang.ledger.idempotency import was_done
from shangliang.ledger.models import Subject

Forms = dict[str, type[ActForm]]


def act_named(flow: Flow[Any], name: str) -> Declared[Any, Any, Any]:
    """The act of a flow, or NotVisible."""
    if name not in flow.acts:
        raise NotVisible(_("There is no such act."))
    return flow.acts[name]


@dataclass(frozen=True)
class Sheet:
    """On what an act is asked for: where it leads back to, and for acts with a page of their own, which."""

    back: str
    template: str = "act.html"
    more: dict[str, Any] = field(default_factory=dict)
    # Sent to look something up on the page, with what was chosen so far; nothing is done by it.
    is_looking: bool = False


def act_page(
    request: HttpRequest, flow: Flow[Any], forms: Forms, obj: Subject, name: str, *, back: str | Sheet
) -> HttpResponse:
    """GET shows the act's form; POST does it and goes back; every refusal keeps what was typed."""
    act = act_named(flow, name)
    form_class = forms.get(name, ActForm)
    sheet = back if isinstance(back, Sheet) else Sheet(back)
    closed = _why_closed(request.user, act, obj)
    if request.method != "POST" or sheet.is_looking:
        return _show(request, act, obj, form_class(obj=obj, user=request.user), sheet, closed, 200)
    if was_done(request.user, request.POST.get("key", "")):
        return HttpResponseRedirect(safe_next(request, sheet.back))
    form = form_class(request.POST, request.FILES, obj=obj, user=request.user)
    try:
        if closed is not None:
            raise closed
        if not form.is_valid():
            return _show(request, act, obj, form, sheet, None, 422)
        _do(request, act, obj, form.cleaned_data)
    except Refusal as refusal:
        return _refused(request, act, obj, form, sheet, refusal)
    say_done(request, act)
    return HttpResponseRedirect(safe_next(request, sheet.back))


def say_done(request: HttpRequest, act: Declared[Any, Any, Any]) -> None:
    """Tell on the next page what was done, in the words of the act."""
    messages.success(request, _("Done: %(what)s.") % {"what": act.spec.past})


def _why_closed(user: Any, act: Declared[Any, Any, Any], obj: Subject) -> Refusal | None:
    """The refusal that stands before any input is looked at; None for an open act."""
    if not act.spec.is_source(getattr(obj, "state", ANY)):
        return Conflict(what_came_between(obj))
    reason = act.spec.why_closed(user, obj)
    if reason is None:
        return None
    is_permitted = act.spec.who.holds(user, obj)
    return Conflict(reason) if is_permitted else NotAllowed(reason)


def _do(request: HttpRequest, act: Declared[Any, Any, Any], obj: Subject, data: dict[str, Any]) -> None:
    version = request.POST.get("version", "")
    key = request.POST.get("key") or None
    given = act.given(version=int(version) if version.isdigit() else None, key=key)
    given(obj, by=request.user, **data)


def _refused(
    request: HttpRequest,
    act: Declared[Any, Any, Any],
    obj: Subject,
    form: ActForm,
    sheet: Sheet,
    refusal: Refusal,
) -> HttpResponse:
    if isinstance(refusal, Invalid):
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.sentence))
        return _show(request, act, obj, form, sheet, None, 422)
    if isinstance(refusal, Conflict):
        obj.refresh_from_db()
        return _show(request, act, obj, form, sheet, refusal, 409)
    raise refusal


def _show(
    request: HttpRequest,
    act: Declared[Any, Any, Any],
    obj: Subject,
    form: ActForm,
    sheet: Sheet,
    refusal: Refusal | None,
    status: int,
) -> HttpResponse:
    context = {
        **sheet.more,
        "act": act.spec,
        "object": obj,
        "case": obj.ledger_case(),
        "form": form,
        "back": safe_next(request, sheet.back),
        "reason": refusal.sentence if refusal else None,
        "key": uuid4().hex,
    }
    return page(request, sheet.template, context, status=status)
