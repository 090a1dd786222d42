"""The register of contact points and invited informants."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from shangliang.accounts.http import person_of
from shangliang.bodies.queries import OFFICE_ROLES
from shangliang.bodies.telling import told_day
from shangliang.core.errors import Refusal
from shangliang.core.http import asks, page
from shangliang.core.paging import NEWEST, stretch
from shangliang.ledger.http import act_page
from shangliang.opinions import acts, flows
from shangliang.opinions.forms.reports import InviteForm
from shangliang.opinions.models import Informant
from shangliang.opinions.views.desk import desk_body, in_some_office


@asks(in_some_office)
def index(request: HttpRequest) -> HttpResponse:
    """Who reports to this body, and registering another."""
    body = desk_body(request.user, *OFFICE_ROLES)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_invited(request, body, form):
        messages.success(request, _("Registered."))
        return redirect("opinions:informants")
    rows = Informant.objects.inside(request.user).filter(body=body, state=Informant.State.ACTIVE)
    found = stretch(rows.select_related("user"), NEWEST, request.GET.get("after", ""))
    address = reverse("opinions:informants")
    context = {
        "body": body,
        "form": form,
        "rows": [_row(one) for one in found.rows],
        "next_page": f"{address}?after={found.cursor}" if found.cursor else "",
    }
    return page(request, "opinions/reports/informants.html", context, status=422 if form.errors else 200)


def _is_invited(request: HttpRequest, body: Any, form: InviteForm) -> bool:
    try:
        acts.invite(body, by=person_of(request), **form.cleaned_data)
    except Refusal as refusal:
        field = getattr(refusal, "field", None)
        form.add_error(field if field in form.fields else None, str(refusal.sentence))
        return False
    return True


def _row(one: Informant) -> dict[str, Any]:
    return {
        "title": f"{one} · {one.user}" if one.name else str(one.user),
        "href": reverse("opinions:informant_perform", args=[one.pk, "dismiss"]),
        "meta": [str(one.get_kind_display()), _("since %(day)s") % {"day": told_day(one.since)}],
    }


@asks(in_some_office)
def perform(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """An act on a registration, on a page of its own."""
    informant = get_object_or_404(Informant.objects.inside(request.user).select_related("body"), pk=pk)
    return act_page(request, flows.informants, {}, informant, name, back=reverse("opinions:informants"))
