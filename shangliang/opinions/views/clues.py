"""Clues for members: browse, look into, adopt; and every act on a clue or a published word has its page."""

from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from shangliang.bodies.models import Body, Post
from shangliang.bodies.rules import has_post
from shangliang.bodies.telling import told_day
from shangliang.core.http import asks, page
from shangliang.core.paging import NEWEST, stretch
from shangliang.core.rules import is_signed_in
from shangliang.core.text import excerpt
from shangliang.ledger.http import act_page
from shangliang.ledger.kept import keeper_for
from shangliang.opinions import flows
from shangliang.opinions.forms import FOR_ACT
from shangliang.opinions.models import Claim, Suggestion, Support
from shangliang.opinions.ruleset import opinion_rules
from shangliang.opinions.views.desk import desk_body
from shangliang.opinions.views.drawn import CLUES, drawn_once

is_some_member = has_post(Post.Role.MEMBER, otherwise=gettext_lazy("Only members read clues."))
State = Suggestion.State
MEMBER_ACTS = ("adopt", "claim", "let_go")


def _clues(user: Any) -> Any:
    """Clues of the member's body, with how many members look into them and how many people want them."""
    body = desk_body(user, Post.Role.MEMBER)
    rows = Suggestion.objects.visible_to(user).filter(body=body, state__in=[State.OFFERED, State.ADOPTED])
    looking = _how_many(Claim.objects.exclude(state=Claim.State.LEFT))
    return rows.annotate(looking=looking, wanted=_how_many(Support.objects.all())).select_related("body")


def _how_many(rows: Any) -> Any:
    """Counted for the rows of a page alone: joined, all would be counted before the first is shown."""
    of_one = rows.filter(suggestion=OuterRef("pk")).order_by().values("suggestion")
    return Coalesce(Subquery(of_one.annotate(found=Count("*")).values("found")), 0)


@asks(is_some_member)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Newest first: those offered, those one looks into, those adopted."""
    labels = {"offered": _("offered"), "mine": _("those I look into"), "adopted": _("adopted")}
    shelf = request.GET.get("shelf", "")
    shelf = shelf if shelf in labels else "offered"
    kept = {
        "mine": Q(
            pk__in=Claim.objects.filter(member_id=request.user.pk)
            .exclude(state="left")
            .values("suggestion_id")
        ),
        "adopted": Q(state=State.ADOPTED),
    }
    rows, after = (
        _clues(request.user).filter(kept.get(shelf, Q(state=State.OFFERED))),
        request.GET.get("after", ""),
    )
    body = desk_body(request.user, Post.Role.MEMBER)
    key = ("clues", shelf, after, request.user.pk if shelf == "mine" else 0)
    context = {
        "tabs": [
            {"label": label, "href": f"?shelf={name}", "current": name == shelf}
            for name, label in labels.items()
        ],
        "listed": drawn_once(keeper_for(body.pk), key, CLUES, lambda: _listed(rows, body, shelf, after)),
    }
    return page(request, "opinions/clues/index.html", context)


def _listed(rows: Any, body: Body, shelf: str, after: str) -> dict[str, Any]:
    found, values = stretch(rows, NEWEST, after), opinion_rules(body).values
    return {
        "rows": [_row(one, values) for one in found.rows],
        "next_page": f"?shelf={shelf}&after={found.cursor}" if found.cursor else "",
    }


def _row(one: Any, values: Any) -> dict[str, Any]:
    meta = [
        one.number,
        values.told_category(one.category),
        told_day(timezone.localdate(one.received)),
        _("%(count)s members look into it") % {"count": one.looking} if one.looking else "",
        _("%(count)s people want it too") % {"count": one.wanted} if one.wanted else "",
    ]
    return {
        "title": excerpt(one.public_text, 60),
        "href": reverse("opinions:clue", args=[one.pk]),
        "meta": [part for part in meta if part],
        "badges": [{"label": one.get_state_display(), "tone": "good"}] if one.state == State.ADOPTED else [],
    }


@asks(is_some_member)
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One clue as the office released it, and what the member can do."""
    clue = get_object_or_404(_clues(request.user), pk=pk)
    offers = [
        one for one in flows.suggestions.open_to(request.user, clue) if one.act.spec.name in MEMBER_ACTS
    ]
    context = {
        "clue": clue,
        "day": told_day(timezone.localdate(clue.received)),
        "category": opinion_rules(clue.body).values.told_category(clue.category),
        "claims": clue.claims.exclude(state=Claim.State.LEFT).select_related("member").order_by("id"),
        "offers": [
            {
                "act": one.act.spec.name,
                "label": one.act.spec.label,
                "url": reverse("opinions:perform", args=[pk, one.act.spec.name]),
                "open": one.is_open,
                "reason": one.reason,
                "primary": one.act.spec.name == "adopt",
            }
            for one in offers
        ],
    }
    return page(request, "opinions/clues/show.html", context)


@asks(is_signed_in)
def perform(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """An act on a clue or a published word."""
    rows = Suggestion.objects.visible_to(request.user).select_related("body")
    suggestion = get_object_or_404(rows, pk=pk)
    is_clue = name in MEMBER_ACTS
    back = reverse("opinions:clue" if is_clue else "opinions:show", args=[pk])
    return act_page(request, flows.suggestions, FOR_ACT, suggestion, name, back=back)
