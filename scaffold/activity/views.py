"""Pages of the gatherings: they only translate between a request and acts or queries."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.http import person_of
from shangliang.bodies.queries import OFFICE_ROLES, posts_of
from shangliang.bodies.rules import has_post
from shangliang.core.http import asks, page
from shangliang.core.rules import anyone, is_signed_in
from shangliang.gatherings import acts, queries
from shangliang.gatherings.forms import FOR_ACT, DraftForm
from shangliang.gatherings.models import Gathering
from shangliang.ledger.flow import Offer
from shangliang.ledger.http import act_page

works_in_office = has_post(*OFFICE_ROLES, otherwise=_("Only offices prepare a gathering."))


@asks(anyone)
def index(request: HttpRequest) -> HttpResponse:
    """Newest first, twenty to a page; `before` is the last one seen."""
    rows = queries.newest_first(request.user)
    before = request.GET.get("before", "")
    found = list((rows.filter(pk__lt=int(before)) if before.isdecimal() else rows)[:21])
    context = {
        "gatherings": found[:20],
        "older": found[19].pk if len(found) > 20 else None,
        "may_draft": works_in_office.holds(request.user, None),
    }
    return page(request, "gatherings/index.html", context)


@asks(anyone)
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One gathering, and what the reader can do with it."""
    gathering = get_object_or_404(queries.newest_first(request.user), pk=pk)
    offers = acts.flow.open_to(request.user, gathering) if request.user.is_authenticated else []
    context = {"gathering": gathering, "offers": [_button(gathering, one) for one in offers]}
    return page(request, "gatherings/show.html", context)


def _button(gathering: Gathering, offer: Offer) -> dict[str, Any]:
    name = offer.act.spec.name
    url = reverse("gatherings:perform", args=[gathering.pk, name])
    return {
        "act": name,
        "label": offer.act.spec.label,
        "url": url,
        "open": offer.is_open,
        "reason": offer.reason,
    }


@asks(works_in_office)
def draft(request: HttpRequest) -> HttpResponse:
    """Begin one in the body of the office the person acts in."""
    form = DraftForm(request.POST or None)
    if not form.is_valid():
        return page(request, "gatherings/draft.html", {"form": form}, status=422 if form.is_bound else 200)
    body = next(post.body for post in posts_of(request.user) if post.role in OFFICE_ROLES)
    made = acts.draft(body, by=person_of(request), title=form.cleaned_data["title"])
    return redirect("gatherings:show", pk=made.pk)


@asks(is_signed_in)
def perform(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """An act on a gathering, by the act's own page."""
    gathering = get_object_or_404(queries.newest_first(request.user), pk=pk)
    back = reverse("gatherings:show", args=[pk])
    return act_page(request, acts.flow, FOR_ACT, gathering, name, back=back)
