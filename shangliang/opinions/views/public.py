"""What everybody reads: where one can say something, and what came of what others said."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from shangliang.bodies.models import Body
from shangliang.bodies.queries import posts_of
from shangliang.bodies.telling import told_day
from shangliang.core.http import asks, page
from shangliang.core.paging import NEWEST, Stretch, stretch
from shangliang.core.rules import anyone
from shangliang.core.simplified import found_in_either
from shangliang.core.text import clean_line, excerpt
from shangliang.opinions import flows, queries
from shangliang.opinions.chain import published_chain
from shangliang.opinions.models import Suggestion
from shangliang.opinions.views.drawn import PUBLISHED, drawn_as_of

MOST_BODIES, LONGEST_NAME = 40, 60
SUPPORTING = ("support", "unsupport")


@asks(anyone)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Say something, find one's receipt, read what was answered."""
    rows = Suggestion.objects.published().only("pk", "version", "number")
    found = stretch(rows, NEWEST, request.GET.get("after", ""))
    context = {
        "bodies": _bodies(request),
        "query": request.GET.get("q", ""),
        "listed": drawn_as_of(found.rows, found.cursor, PUBLISHED, lambda: _listed(found)),
    }
    return page(request, "opinions/index.html", context)


def _listed(found: Stretch[Suggestion]) -> dict[str, Any]:
    pks = [one.pk for one in found.rows]
    rows = Suggestion.objects.published().filter(pk__in=pks).select_related("body").order_by(NEWEST)
    return {
        "rows": [_row(one) for one in rows],
        "next_page": f"?after={found.cursor}" if found.cursor else "",
    }


def _bodies(request: HttpRequest) -> list[Body]:
    """One's own bodies first; else those in use, narrowed by what is looked for."""
    rows = queries.bodies_that_listen()
    if wanted := clean_line(request.GET.get("q", ""))[:LONGEST_NAME]:
        return found_in_either(
            lambda text: list(rows.filter(name__contains=text).select_related("region")[:MOST_BODIES]), wanted
        )
    own = list(dict.fromkeys(post.body for post in posts_of(request.user) if post.body.is_active))
    return own or list(rows.select_related("region")[:MOST_BODIES])


def _row(one: Suggestion) -> dict[str, Any]:
    return {
        "title": excerpt(one.public_text, 60),
        "href": reverse("opinions:show", args=[one.pk]),
        "text": excerpt(one.public_answer, 90),
        "meta": [str(one.body), told_day(timezone.localdate(one.received))],
        "badges": [{"label": one.get_state_display(), "tone": "good"}],
    }


@asks(anyone)
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """A published word with its answer; the desks have pages of their own."""
    rows = Suggestion.objects.visible_to(request.user).select_related("body__region", "merged_into")
    suggestion = get_object_or_404(rows, pk=pk)
    is_inside = Suggestion.objects.inside(request.user).filter(pk=pk).exists()
    if suggestion.publicity != Suggestion.Publicity.PUBLISHED:
        return redirect("opinions:desk_case" if is_inside else "opinions:clue", pk=pk)
    context = {
        "suggestion": suggestion,
        "day": told_day(timezone.localdate(suggestion.received)),
        "is_inside": is_inside,
        "chain": published_chain(suggestion),
        "supports": suggestion.supports.count(),
        "offers": _offers(request.user, suggestion),
        "asked": _asked(request.user, suggestion),
    }
    return page(request, "opinions/show.html", context)


def _offers(user: Any, suggestion: Suggestion) -> list[dict[str, Any]]:
    """Supporting, or taking that back; the one that is open."""
    found = [one for one in flows.suggestions.open_to(user, suggestion) if one.act.spec.name in SUPPORTING]
    return [
        {
            "act": one.act.spec.name,
            "label": one.act.spec.label,
            "url": reverse("opinions:perform", args=[suggestion.pk, one.act.spec.name]),
            "open": True,
            "post": True,
        }
        for one in found
        if one.is_open
    ]


def _asked(user: Any, suggestion: Suggestion) -> Suggestion | None:
    """The word this one was put together with, if its supporter can support that as well."""
    host = suggestion.merged_into
    if host is None or host.publicity != Suggestion.Publicity.PUBLISHED or not user.is_authenticated:
        return None
    is_asked = (
        suggestion.supports.filter(person=user).exists() and not host.supports.filter(person=user).exists()
    )
    return host if is_asked else None
