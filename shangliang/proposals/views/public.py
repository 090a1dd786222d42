"""The public front of a body's proposals: what was published lately, its numbers; and the feed of it."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shangliang.bodies.models import Body
from shangliang.bodies.queries import session_of
from shangliang.core.errors import NotVisible
from shangliang.core.http import asks, page
from shangliang.core.rules import anyone
from shangliang.core.text import excerpt
from shangliang.ledger.figures import figures
from shangliang.proposals.cards import card_rows, cards_of
from shangliang.proposals.categories import national_names
from shangliang.proposals.facets import categories_shared
from shangliang.proposals.figures import APP
from shangliang.proposals.kept import Keeper, keeper_for
from shangliang.proposals.lists import ALL, Asked, asked_in, body_for
from shangliang.proposals.models import Proposal
from shangliang.proposals.shelves import shelf_for
from shangliang.proposals.statistics import public_values, session_scope
from shangliang.proposals.views.index import places
from shangliang.proposals.views.listing import items_of
from shangliang.proposals.views.numbers import told_value

LATEST, MARKED, FED = 8, 5, 50
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
        "latest": _published(body, Q(), LATEST),
        "key": _published(body, Q(key_state=Proposal.KeyState.KEY), MARKED),
        "good": _published(body, Q(is_good=True), MARKED),
        "categories": _categories(body, keeper),
        "numbers": _numbers(body, keeper),
        "session": session_of(body),
        "all_query": Asked(body=code, session=ALL).query(),
        "key_query": Asked(body=code, session=ALL, mark="key").query(),
        "good_query": Asked(body=code, session=ALL, mark="good").query(),
    }
    return page(request, "proposals/public.html", context)


def _published(body: Body, narrow: Q, most: int) -> list[dict[str, Any]]:
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


def _numbers(body: Body, keeper: Keeper) -> list[dict[str, Any]]:
    """A few figures of the current session, as the statistics page says them."""
    session = session_of(body)
    scope = session_scope(body, session)
    key = ("front", session.pk if session else None)
    values = keeper.keep(key, lambda: public_values(scope, NUMBERS))
    return [
        {
            "number": told_value(values[name]),
            "unit": figures[APP + name].unit,
            "label": figures[APP + name].label,
            "definition": figures[APP + name].definition,
            "href": f"{reverse('proposals:statistics_rows', args=[name])}?body={body.region.code}",
        }
        for name in NUMBERS
        if values[name] is not None
    ]


@asks(anyone)
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest published cases of a body for feed readers: public titles and texts only."""
    code = asked_in(request.GET).body
    body = body_for(VISITOR, code)
    if body is None:
        raise NotVisible(_("Please choose a place first."))
    rows = Proposal.objects.published().filter(body=body, published_at__isnull=False)
    found = Atom1Feed(
        title=_("Published proposals – %(name)s") % {"name": body},
        link=request.build_absolute_uri(f"{reverse('proposals:public')}?body={body.region.code}"),
        description=_("Proposals and replies as they are published."),
        feed_url=request.build_absolute_uri(),
        language=get_language(),
        author_name=body.name,
    )
    newest = rows.select_related("public_text").order_by("-published_at", "-pk")
    for one in newest[:FED]:
        _add_entry(found, request, one)
    answer = HttpResponse(found.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=300"
    return answer


def _add_entry(found: Atom1Feed, request: HttpRequest, one: Proposal) -> None:
    address = request.build_absolute_uri(reverse("proposals:show", args=[one.pk]))
    text = one.public_text
    found.add_item(
        title=text.title,
        link=address,
        description=excerpt(text.text, 300),
        unique_id=address,
        pubdate=one.published_at,
        updateddate=one.published_at,
    )
