"""Feeds of what a body publishes: all of it, one category, or one unit's; public titles and texts only."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shangliang.bodies.models import Body, Unit
from shangliang.core.errors import NotVisible
from shangliang.core.http import asks
from shangliang.core.rules import anyone
from shangliang.core.text import excerpt
from shangliang.proposals.categories import local_names, national_names
from shangliang.proposals.lists import ALL, Asked, asked_in, body_for, narrowed
from shangliang.proposals.models import Proposal
from shangliang.proposals.ruleset import proposal_rules
from shangliang.proposals.views.public import VISITOR

FED = 50


@asks(anyone)
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest published cases of a body, a category or a unit for feed readers."""
    asked = asked_in(request.GET)
    body = body_for(VISITOR, asked.body)
    if body is None:
        raise NotVisible(_("Please choose a place first."))
    asked = Asked(body=body.region.code, session=ALL, category=asked.category, unit=asked.unit)
    found = Atom1Feed(
        title=_("Published proposals – %(name)s") % {"name": " · ".join([str(body), *_named(asked, body)])},
        link=request.build_absolute_uri(f"{reverse('proposals:index')}?{asked.query()}"),
        description=_("Proposals and replies as they are published."),
        feed_url=request.build_absolute_uri(),
        language=get_language(),
        author_name=body.name,
    )
    rows = narrowed(Proposal.objects.published().filter(body=body, published_at__isnull=False), asked)
    for one in rows.select_related("public_text").order_by("-published_at", "-pk")[:FED]:
        _add_entry(found, request, one)
    answer = HttpResponse(found.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=300"
    return answer


def _named(asked: Asked, body: Body) -> list[str]:
    """What the feed is narrowed to, in words; what is not there has no feed."""
    found = []
    if asked.category:
        found.append((national_names() | local_names(proposal_rules(body).values)).get(asked.category))
    if asked.unit:
        is_id = asked.unit.isdecimal() and len(asked.unit) < 16
        found.append(
            Unit.objects.of(body).filter(pk=asked.unit).values_list("name", flat=True).first()
            if is_id
            else None
        )
    if None in found:
        raise NotVisible(_("There is no such category or unit here."))
    return [str(one) for one in found]


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
