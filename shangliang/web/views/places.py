"""Choosing another body: by name, with suggestions while typing, or down the tree by place."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shangliang.bodies import places
from shangliang.bodies.models import Body
from shangliang.bodies.queries import shown_name
from shangliang.core.errors import NotVisible
from shangliang.core.http import asks, page
from shangliang.core.rules import anyone
from shangliang.core.text import clean_line
from shangliang.web.tiles import NATION, tiles

MOST, LONGEST = 20, 40


@asks(anyone)
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """What a name finds, those in use first; without a name, the tiles. htmx asks for the list alone."""
    words = clean_line(request.GET.get("name", ""))[:LONGEST]
    found = places.search(words) if words else []
    context = {
        "words": words,
        "found": [_row(body) for body in found[:MOST]],
        "is_more": len(found) > MOST,
        "tiles": tiles(),
        "nation": reverse("places_below", args=[NATION]),
    }
    return page(request, "home/places.html", context, part="home/found.html")


def _row(body: Body) -> dict[str, Any]:
    return {"title": str(body), "href": _address(body), "meta": [shown_name(body)], "badges": _badges(body)}


def _address(body: Body) -> str:
    if body.is_active:
        return f"{reverse('home')}?body={body.region.code}"
    return reverse("bodies:show", args=[body.pk])


def _badges(body: Body) -> list[dict[str, str]]:
    return [] if body.is_active else [{"label": _("not in use here yet"), "tone": "soft"}]


@asks(anyone)
@require_safe
def below(request: HttpRequest, code: str) -> HttpResponse:
    """One place and the bodies below it; those in use lead to their public home."""
    rows = Body.objects.visible_to(request.user).select_related("region", "parent")
    body = rows.filter(region__code=code).first()
    if body is None:
        raise NotVisible(_("There is no such place here."))
    found = rows.filter(parent=body).order_by("-is_active", "path")
    context = {
        "place": body,
        "title": shown_name(body),
        "own": _row(body),
        "rows": [_row(one) for one in found],
        "above": body.parent,
    }
    return page(request, "home/below.html", context)
