"""The list of cases a person may open, with counts, and the same list as a table to fetch."""

from typing import Any
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shangliang.bodies.models import Body
from shangliang.core.errors import NotVisible
from shangliang.core.http import asks, page
from shangliang.core.rules import anyone
from shangliang.core.simplified import found_in_either
from shangliang.core.text import clean_line
from shangliang.core.time import today
from shangliang.proposals.cards import all_cards
from shangliang.proposals.exports import case_headers, case_row, table_answer
from shangliang.proposals.lists import Asked, asked_in, body_for
from shangliang.proposals.views import listing

MOST_PLACES = 60


@asks(anyone)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Cases of one body, the current session first; visitors choose a place and read what is published."""
    asked = asked_in(request.GET)
    body = body_for(request.user, asked.body)
    if body is None:
        return page(request, "proposals/places.html", places(request))
    asked = _settled(asked, body)
    shown = listing.listing_for(asked, body, request.user)
    return page(request, "proposals/index.html", _kept_context(shown))


def _kept_context(shown: listing.Listing) -> dict[str, Any]:
    """The same list is the same page for all staff of the body, and for all visitors, until something is done."""
    if shown.shelf.own != ():
        return _context(shown)
    key = ("list", shown.shelf.audience, get_language(), today(), shown.asked)
    return shown.keeper.keep(key, lambda: _context(shown))


def _settled(asked: Asked, body: Body) -> Asked:
    """The address names its body, so that it shows the same to whomever it is sent."""
    return Asked(**{**vars(asked), "body": body.region.code})


def _context(shown: listing.Listing) -> dict[str, Any]:
    counts = listing.counts_of(shown)
    groups = listing.groups_of(shown, counts)
    part = listing.page_of(shown)
    asked = shown.asked
    plain = Asked(body=asked.body)
    return {
        **part,
        "items": listing.items_of(part.pop("cards")),
        "place": shown.body,
        "session": shown.session,
        "groups": groups,
        "chips": listing.chips_of(shown, groups),
        "clear_href": plain.href(),
        "all_href": asked.href(session="all"),
        "sorts": listing.sorts_of(shown),
        "asked": asked,
        "hidden": _hidden(asked),
        "total": counts.total,
        "query": asked.query(),
        "is_staff": shown.shelf.is_staff,
    }


def _hidden(asked: Asked) -> list[tuple[str, str]]:
    """What the search form carries along besides the words."""
    return parse_qsl(asked.query(words=""))


def places(request: HttpRequest) -> dict[str, Any]:
    """Bodies in use, by name or down the tree."""
    words = clean_line(request.GET.get("place", ""))[:60]
    under = clean_line(request.GET.get("under", ""))[:12]
    rows = Body.objects.visible_to(request.user).filter(is_active=True).select_related("region")
    parent = rows.filter(region__code=under).first() if under else None
    if words:
        found = found_in_either(
            lambda text: list(rows.filter(name__contains=text).order_by("path")[:MOST_PLACES]), words
        )
        return {"words": words, "parent": parent, "places": found}
    rows = rows.filter(parent=parent) if parent else rows.exclude(parent__is_active=True)
    return {"words": words, "parent": parent, "places": rows.order_by("path")[:MOST_PLACES]}


@asks(anyone)
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse | StreamingHttpResponse:
    """The list as a table: exactly the rows shown, on all its pages."""
    asked = asked_in(request.GET)
    body = body_for(request.user, asked.body)
    if body is None:
        raise NotVisible(_("Please choose a place first."))
    shown = listing.listing_for(asked, body, request.user)
    rows = listing.rows_of(shown).order_by(*listing.keys_of(asked))
    table = (case_row(card) for card in all_cards(rows, request.user, body))
    name = f"proposals-{body.region.code}"
    return table_answer(kind, name, case_headers(), table, count=rows.count())
