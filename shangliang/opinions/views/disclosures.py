"""The vault's door: who wants to know who spoke, why, and what a second person said."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from shangliang.accounts.http import person_of
from shangliang.bodies.models import Post
from shangliang.bodies.queries import OFFICE_ROLES
from shangliang.bodies.rules import has_post
from shangliang.bodies.telling import told_moment
from shangliang.core.errors import Refusal
from shangliang.core.http import asks, page
from shangliang.ledger.http import act_page
from shangliang.opinions import acts, flows
from shangliang.opinions.forms import FOR_DISCLOSURE_ACT
from shangliang.opinions.forms.disclosures import AskForm
from shangliang.opinions.models import Disclosure, Suggestion
from shangliang.opinions.views.desk import in_some_office

guards_vault = has_post(
    *OFFICE_ROLES, Post.Role.AUDITOR, otherwise=_("Only offices and auditors have this page.")
)
RELATED = ("suggestion__body", "asked_by", "decided_by")


@asks(guards_vault)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The newest requests of one's body."""
    rows = Disclosure.objects.visible_to(request.user).select_related(*RELATED).order_by("-id")[:100]
    return page(request, "opinions/vault/index.html", {"rows": [_row(one) for one in rows]})


def _row(one: Disclosure) -> dict[str, Any]:
    return {
        "title": one.suggestion.number,
        "href": reverse("opinions:disclosure", args=[one.pk]),
        "text": one.reason,
        "meta": [str(one.asked_by), told_moment(one.made)],
        "badges": [{"label": one.get_state_display(), "tone": "wait" if one.state == "asked" else "soft"}],
    }


@asks(in_some_office)
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the reason for wanting to know."""
    suggestion = get_object_or_404(Suggestion.objects.inside(request.user).select_related("body"), pk=pk)
    form = AskForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            made = acts.ask_disclosure(suggestion, by=person_of(request), **form.cleaned_data)
            return redirect("opinions:disclosure", pk=made.pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
            status = refusal.status
    return page(request, "opinions/vault/ask.html", {"suggestion": suggestion, "form": form}, status=status)


@asks(guards_vault)
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One request, and what can be done with it."""
    disclosure = get_object_or_404(
        Disclosure.objects.visible_to(request.user).select_related(*RELATED), pk=pk
    )
    return _show(request, disclosure, None)


def _show(request: HttpRequest, disclosure: Disclosure, envelope: Any) -> HttpResponse:
    offers = flows.disclosures.open_to(request.user, disclosure)
    context = {
        "disclosure": disclosure,
        "made": told_moment(disclosure.made),
        "envelope": envelope,
        "offers": [
            {
                "act": one.act.spec.name,
                "label": one.act.spec.label,
                "url": reverse("opinions:open_envelope", args=[disclosure.pk])
                if one.act.spec.name == "open"
                else reverse("opinions:disclosure_perform", args=[disclosure.pk, one.act.spec.name]),
                "post": one.act.spec.name == "open",
                "open": one.is_open,
                "reason": one.reason,
            }
            for one in offers
        ],
    }
    answer = page(request, "opinions/vault/show.html", context)
    answer["Cache-Control"] = "private, no-store"
    return answer


@asks(guards_vault)
def perform(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Granting or refusing, by the act's own page."""
    disclosure = get_object_or_404(
        Disclosure.objects.visible_to(request.user).select_related(*RELATED), pk=pk
    )
    back = reverse("opinions:disclosure", args=[pk])
    if name == "open":
        return redirect(back)
    return act_page(request, flows.disclosures, FOR_DISCLOSURE_ACT, disclosure, name, back=back)


@asks(in_some_office)
@require_POST
def open_envelope(request: HttpRequest, pk: int) -> HttpResponse:
    """Read it, on this one page; every opening is recorded."""
    disclosure = get_object_or_404(
        Disclosure.objects.visible_to(request.user).select_related(*RELATED), pk=pk
    )
    envelope = acts.open_envelope(disclosure, by=person_of(request))
    return _show(request, disclosure, envelope)
