"""The public front of a body's proposals: what was published lately, and its numbers."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from shangliang.bodies.models import Body
from shangliang.bodies.queries import session_of
from shangliang.core.http import asks, page
from shangliang.core.rules import anyone
from shangliang.ledger.figures import figures
from shangliang.ledger.kept import Keeper, keeper_for
from shangliang.proposals.cards import card_rows, cards_of
from shangliang.proposals.categories import national_names
from shangliang.proposals.facets import categories_shared
from shangliang.proposals.figures import APP
from shangliang.proposals.lists import ALL, Asked, asked_in, body_for
from shangliang.proposals.models import Proposal
from shangliang.proposals.shelves import shelf_for
from shangliang.proposals.statistics import is_of_nothing, public_values, session_scope, wholes_of
from shangliang.proposals.views.index import places
from shangliang.proposals.views.listing import items_of
from shangliang.proposals.views.numbers import told_value

LATEST, MARKED = 8, 5
NUMBERS = ("received", "filed", "replied_rate", "settled_rate", "satisfaction_rate", "published")
VISITOR = AnonymousUser()


@asks(anyone)
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What a visitor finds first; everybody sees the same."""
    body = body_for(request.user, asked_in(request.GET).body)
    if body is None:
        return page(request, "proposals/places.html", places(request))
    keeper = keeper_for(body.pk)
    code = body.region.code
    context = {
        "place": body,
        "code": code,
        "latest": published_items(body, Q(), LATEST),
        "key": published_items(body, Q(key_state=Proposal.KeyState.KEY), MARKED),
        "good": published_items(body, Q(is_good=True), MARKED),
        "categories": _categories(body, keeper),
        "numbers": front_numbers(body, keeper),
        "session": session_of(body),
        "all_query": Asked(body=code, session=ALL).query(),
        "key_query": Asked(body=code, session=ALL, mark="key").query(),
        "good_query": Asked(body=code, session=ALL, mark="good").query(),
    }
    return page(request, "proposals/public.html", context)


def published_items(body: Body, narrow: Q, most: int) -> list[dict[str, Any]]:
    """Newest publications, read as a visitor reads them."""
    rows = Proposal.objects.published().filter(narrow, body=body, published_at__isnull=False)
    rows = rows.order_by("-published_at", "-pk")
    return items_of(cards_of(list(card_rows(rows)[:most]), VISITOR, body))


def _categories(body: Body, keeper: Keeper) -> list[dict[str, Any]]:
    """The five national categories with the number of published cases of all sessions."""
    counts = categories_shared(shelf_for(body, VISITOR), keeper)
    address = reverse("proposals:index")
    return [
        {
            "label": label,
            "href": f"{address}?{Asked(body=body.region.code, session=ALL, category=code).query()}",
            "number": counts[code],
            "share": 100 * counts[code] / max(counts.values(), default=1),
        }
        for code, label in national_names().items()
        if counts[code]
    ]


def front_numbers(body: Body, keeper: Keeper) -> list[dict[str, Any]]:
    """A few figures of the current session, as the statistics page says them."""
    session = session_of(body)
    scope = session_scope(body, session)
    key = ("front", session.pk if session else None)
    values = keeper.keep(key, lambda: public_values(scope, (*NUMBERS, *wholes_of(NUMBERS))))
    return [
        {
            "name": name,
            "number": told_value(values[name]),
            "unit": "" if values[name] is None else figures[APP + name].unit,
            "label": figures[APP + name].label,
            "definition": figures[APP + name].definition,
            "href": f"{reverse('proposals:statistics_rows', args=[name])}?body={body.region.code}",
        }
        for name in NUMBERS
        if values[name] is not None or is_of_nothing(name, values)
    ]
