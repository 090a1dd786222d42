"""Signing together: whom to ask, what one is asked, what is open to all."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from shangliang.bodies.models import Collective, Membership, Post
from shangliang.bodies.rules import has_post
from shangliang.core.http import asks, page
from shangliang.core.paging import chosen_pks
from shangliang.core.text import clean_line, whole_number
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
    chosen = chosen_pks(request.POST.getlist("people"))
    search = _search(request)
    ticked, found = _members(proposal, search, chosen)
    more = {
        "search": search,
        "sectors": Collective.objects.filter(body=proposal.body, kind="sector", is_active=True)[:80],
        "members": [*ticked, *found[:MOST_SHOWN]],
        "most": MOST_SHOWN if len(found) > MOST_SHOWN else 0,
        "chosen": set(chosen),
        "signatures": signatures_of(proposal),
        "span": told_span(hours_to_sign(proposal)),
        "edit": reverse("proposals:edit", args=[pk]),
    }
    sheet = Sheet(reverse("proposals:show", args=[pk]), "proposals/invite.html", more, "find" in request.POST)
    return act_page(request, flows.proposals, FOR_ACT, proposal, "invite", back=sheet)


def _search(request: HttpRequest) -> dict[str, str]:
    given = request.POST if "find" in request.POST else request.GET
    return {name: clean_line(given.get(name, ""))[:40] for name in ("name", "sector")}


def told_span(hours: int) -> str:
    """How long there is to sign, as people say it: whole days as days."""
    if hours > 24 and hours % 24 == 0:
        return ngettext("%(count)s day", "%(count)s days", hours // 24) % {"count": hours // 24}
    return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}


def _members(
    proposal: Proposal, search: dict[str, str], chosen: list[int]
) -> tuple[list[Membership], list[Membership]]:
    """The members of the body ticked so far, and those who match the search: a page full, and one more."""
    posts = Post.objects.active().filter(body=proposal.body, role=Post.Role.MEMBER)
    rows = Membership.objects.filter(post__in=posts).exclude(post__user_id=proposal.author_id)
    rows = rows.exclude(post__user__in=proposal.cosignatures.filter(state="signed").values("user_id"))
    rows = rows.select_related("post__user", "sector").order_by("post__user__name", "id")
    ticked = Q(post__user_id__in=chosen)
    found = Q()
    if search["name"]:
        found &= Q(post__user__name__icontains=search["name"])
    if sector := whole_number(search["sector"]):
        found &= Q(sector_id=sector)
    return list(rows.filter(ticked)), list(rows.exclude(ticked).filter(found)[: MOST_SHOWN + 1])


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
