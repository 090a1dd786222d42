"""An act over HTTP: its own page with its form, doing it once, and answering refusals without losing input."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from shangliang.core.errors import Conflict, Invalid, NotVisible, Refusal
from shangliang.core.http import page, safe_next
from shangliang.ledger.flow import Declared, Flow
from shangliang.ledger.forms import ActForm
from shangliang.ledger.models import Subject

Forms = dict[str, type[ActForm]]


def act_named(flow: Flow[Any], name: str) -> Declared[Any, Any, Any]:
    """The act of a flow, or NotVisible."""
    if name not in flow.acts:
        raise NotVisible(_("There is no such act."))
    return flow.acts[name]


def act_page(
    request: HttpRequest, flow: Flow[Any], forms: Forms, obj: Subject, name: str, *, back: str
) -> HttpResponse:
    """GET shows the act's form; POST does it and goes back; every refusal keeps what was typed."""
    act = act_named(flow, name)
    form_class = forms.get(name, ActForm)
    if request.method != "POST":
        form = form_class(obj=obj, user=request.user)
        reason = next((o.reason for o in flow.open_to(request.user, obj) if o.act is act), None)
        is_known = any(o.act is act for o in flow.open_to(request.user, obj))
        return _show(request, act, obj, form, back, reason if is_known else _("This is not possible now."), 200)
    form = form_class(request.POST, request.FILES, obj=obj, user=request.user)
    if not form.is_valid():
        return _show(request, act, obj, form, back, None, 422)
    try:
        _do(request, act, obj, form.cleaned_data)
    except Refusal as refusal:
        return _refused(request, act, obj, form, back, refusal)
    messages.success(request, _("Done: %(what)s.") % {"what": act.spec.past})
    return HttpResponseRedirect(safe_next(request, back))


def _do(request: HttpRequest, act: Declared[Any, Any, Any], obj: Subject, data: dict[str, Any]) -> None:
    version = request.POST.get("version", "")
    key = request.POST.get("key") or None
    given = act.given(version=int(version) if version.isdigit() else None, key=key)
    given(obj, by=request.user, **data)


def _refused(
    request: HttpRequest, act: Declared[Any, Any, Any], obj: Subject, form: ActForm, back: str, refusal: Refusal
) -> HttpResponse:
    if isinstance(refusal, Invalid):
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.sentence))
        return _show(request, act, obj, form, back, None, 422)
    if isinstance(refusal, Conflict):
        obj.refresh_from_db()
        return _show(request, act, obj, form, back, refusal.sentence, 409)
    raise refusal


def _show(
    request: HttpRequest,
    act: Declared[Any, Any, Any],
    obj: Subject,
    form: ActForm,
    back: str,
    reason: Any,
    status: int,
) -> HttpResponse:
    context = {
        "act": act.spec,
        "object": obj,
        "case": obj.ledger_case(),
        "form": form,
        "back": safe_next(request, back),
        "reason": reason,
        "key": uuid4().hex,
    }
    return page(request, "act.html", context, status=status)
