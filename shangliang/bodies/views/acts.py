"""Acts on a body: the general page of each, and those that need a page of their own."""

from functools import partial
from typing import Any, cast
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST

from shangliang.accounts.invitations import link_for
from shangliang.accounts.models import User
from shangliang.bodies.flows import bodies as flow
from shangliang.bodies.forms import FOR_ACT
from shangliang.bodies.forms.rulesets import rules_form
from shangliang.bodies.middleware import SESSION_KEY
from shangliang.bodies.models import Body
from shangliang.bodies.queries import all_posts_of
from shangliang.bodies.rules import administers
from shangliang.bodies.rulesets import schemas
from shangliang.bodies.views.body_pages import of_body
from shangliang.core.errors import Conflict, Invalid, NotVisible
from shangliang.core.http import asks, page, safe_next
from shangliang.core.rules import is_signed_in
from shangliang.ledger.flow import Declared
from shangliang.ledger.forms import ActForm
from shangliang.ledger.http import Forms, act_page

_WITHOUT_FORM = frozenset({"put_in_use"})
_WITH_LINK = frozenset({"invite", "renew_invitation"})


@of_body(administers)
def perform(request: HttpRequest, body: Body, name: str) -> HttpResponse:
    """The page of one act, begun with what the address names."""
    if name not in FOR_ACT and name not in _WITHOUT_FORM:
        raise NotVisible(_t("There is no such act."))
    if name in _WITH_LINK:
        return _invitation(request, body, flow.acts[name])
    back = reverse("bodies:manage", args=[body.pk])
    return act_page(request, flow, _begun(FOR_ACT, name, request), body, name, back=back)


def _begun(forms: Forms, name: str, request: HttpRequest) -> Forms:
    """The act's form with the words of the address filled in."""
    form_class = forms.get(name, ActForm)
    given = {key: value for key, value in request.GET.items() if key in form_class.base_fields}
    return {name: cast("type[ActForm]", partial(form_class, initial=given))}


@of_body(administers)
def set_rules(request: HttpRequest, body: Body, kind: str) -> HttpResponse:
    """The form of one kind of rules."""
    if kind not in schemas:
        raise NotVisible(_t("There are no rules of this kind."))
    back = reverse("bodies:rules", args=[body.pk, kind])
    return act_page(request, flow, {"set_rules": rules_form(kind)}, body, "set_rules", back=back)


def _invitation(request: HttpRequest, body: Body, act: Declared[Any, Any, Any]) -> HttpResponse:
    """Do the act and show the link, this once."""
    form_class = FOR_ACT[act.spec.name]
    if request.method != "POST":
        given = request.GET.dict()
        return _ask(request, body, act, form_class(initial=given, obj=body, user=request.user), 200)
    form = form_class(request.POST, obj=body, user=request.user)
    if not form.is_valid():
        return _ask(request, body, act, form, 422)
    try:
        done = act.given(key=request.POST.get("key") or None)(body, by=request.user, **form.cleaned_data)
    except (Invalid, Conflict) as refusal:
        field = getattr(refusal, "field", None)
        form.add_error(field if field in form.fields else None, str(refusal.sentence))
        return _ask(request, body, act, form, refusal.status)
    return _show_link(request, body, done or form.cleaned_data.get("person"))


def _ask(
    request: HttpRequest, body: Body, act: Declared[Any, Any, Any], form: ActForm, status: int
) -> HttpResponse:
    context = {
        "act": act.spec,
        "object": body,
        "case": body,
        "form": form,
        "back": safe_next(request, reverse("bodies:manage", args=[body.pk])),
        "reason": None,
        "key": uuid4().hex,
    }
    return page(request, "act.html", context, status=status)


def _show_link(request: HttpRequest, body: Body, person: User | None) -> HttpResponse:
    by: Any = request.user
    if person is None:
        raise Conflict(_t("This was done already; the link was shown then."))
    context = {
        "body_shown": body,
        "person": person,
        "link": request.build_absolute_uri(link_for(person, by=by)),
    }
    answer = page(request, "bodies/invited.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@asks(is_signed_in)
@require_POST
def act_as(request: HttpRequest) -> HttpResponse:
    """Act in another of one's own posts from now on; the session gets a new key, as its power changes."""
    wanted = request.POST.get("post", "")
    post = next((one for one in all_posts_of(request.user) if str(one.pk) == wanted), None)
    if post is None:
        raise NotVisible(_t("You do not hold this post."))
    request.session[SESSION_KEY] = post.pk
    request.session.cycle_key()
    return HttpResponseRedirect(safe_next(request, reverse("home")))
