"""Signing together: whom to ask, what one is asked, what is open to all."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from shangliang.bodies.models import Collective, Membership, Post
from shangliang.bodies.rules import has_post
from shangliang.core.http import asks, page
from shangliang.core.text import clean_line
from shangliang.ledger.http import Sheet, act_page
from shangliang.proposals import flows
from shangliang.proposals.acts.cosigning import hours_to_sign
from shangliang.proposals.forms import FOR_ACT
from shangliang.proposals.models import Cosignature, Proposal
from shangliang.proposals.own import open_to_sign, page_of
from shangliang.proposals.telling import told_left
from shangliang.proposals.views.mine import invitation_rows
from shangliang.proposals.views.writing import writes

MOST_SHOWN = 60
signs = has_post(Post.Role.MEMBER, otherwise=_("Only members sign proposals."))


@asks(writes)
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask members to sign: found by name or sector, ticked, invited together."""
    rows = Proposal.objects.inside(request.user).select_related("body", "collective")
    proposal = get_object_or_404(rows, pk=pk)
    chosen = request.POST.getlist("people")
    more = {
        "search": _search(request),
        "sectors": Collective.objects.filter(body=proposal.body, kind="sector", is_active=True)[:80],
        "members": _members(proposal, _search(request), chosen),
        "chosen": {int(one) for one in chosen if one.isdecimal()},
        "signatures": signatures_of(proposal),
        "hours": hours_to_sign(proposal),
        "edit": reverse("proposals:edit", args=[pk]),
    }
    sheet = Sheet(reverse("proposals:show", args=[pk]), "proposals/invite.html", more)
    return act_page(request, flows.proposals, FOR_ACT, proposal, "invite", back=sheet)


def _search(request: HttpRequest) -> dict[str, str]:
    return {name: clean_line(request.GET.get(name, ""))[:40] for name in ("name", "sector")}


def _members(proposal: Proposal, search: dict[str, str], chosen: list[str]) -> list[Membership]:
    """The members of the body that match the search, and those ticked already; at most a page full."""
    posts = Post.objects.active().filter(body=proposal.body, role=Post.Role.MEMBER)
    rows = Membership.objects.filter(post__in=posts).exclude(post__user_id=proposal.author_id)
    rows = rows.exclude(post__user__in=proposal.cosignatures.filter(state="signed").values("user_id"))
    found = Q()
    if search["name"]:
        found &= Q(post__user__name__icontains=search["name"])
    if search["sector"].isdecimal():
        found &= Q(sector_id=int(search["sector"]))
    ticked = Q(post__user_id__in=[one for one in chosen if one.isdecimal()])
    rows = rows.filter(found | ticked if found else found).select_related("post__user", "sector")
    return list(rows.order_by("post__user__name", "id")[:MOST_SHOWN])


def signatures_of(proposal: Proposal) -> list[dict[str, Any]]:
    """Who was asked, and what they said."""
    rows = proposal.cosignatures.select_related("user").order_by("id")
    return [{"name": str(one.user), "state": one.get_state_display(), "left": _left(one)} for one in rows]


def _left(one: Cosignature) -> str:
    return told_left(one.expires) if one.state == Cosignature.State.INVITED else ""


@asks(signs)
@require_safe
def signatures(request: HttpRequest) -> HttpResponse:
    """Invitations waiting for me, and the proposals of my body that are open to everybody's signature."""
    found = page_of(open_to_sign(request.user), request.GET.get("before", ""))
    context = {
        "invitations": invitation_rows(request.user),
        "rows": [_open_row(one) for one in found.rows],
        "next": found.next,
    }
    return page(request, "proposals/signatures.html", context)


def _open_row(one: Proposal) -> dict[str, Any]:
    return {
        "title": str(one),
        "href": reverse("proposals:show", args=[one.pk]),
        "meta": [str(one.author), str(one.body)],
    }
