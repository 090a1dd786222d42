"""Two cases of the office's desk side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from shangliang.bodies.queries import OFFICE_ROLES
from shangliang.core.http import asks, page
from shangliang.ledger import deciding
from shangliang.proposals import flows
from shangliang.proposals.desks import comparing
from shangliang.proposals.forms import FOR_ACT
from shangliang.proposals.models import Proposal
from shangliang.proposals.views import desk_rows as show
from shangliang.proposals.views.desk import in_some_office
from shangliang.proposals.views.review import office_cases


@asks(in_some_office)
def compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Two cases side by side, with the merge beneath; the proposers of both are shown, and kept."""
    body = show.desk_body(request.user, *OFFICE_ROLES)
    left, right = (get_object_or_404(office_cases(request.user, body), pk=one) for one in (pk, other))
    query = {"queue": request.GET.get("queue", ""), **show.filters_of(request).as_query()}
    back = show.address("desk_case", left.pk, **query)
    board = deciding.board(request.user, flows.proposals, FOR_ACT, left)
    context = {
        "left": _side(left, right, back),
        "right": _side(right, left, show.address("desk_case", right.pk)),
        "proposal": left,
        "host": right,
        "back": back,
        "panels": board.panels({"merge": "m"}),
        "closed": board.closed({"merge": "m"}),
    }
    return page(request, "proposals/desk/compare.html", context)


def _side(one: Proposal, other: Proposal, href: str) -> show.Row:
    people = [str(one.collective or one.author), *(str(c.user) for c in one.cosignatures.all())]
    told = {"number": show.number_of(one), "state": one.get_state_display(), "people": "、".join(people)}
    return {
        "title": str(one),
        "href": href,
        "meta": _("%(number)s · %(state)s · proposers: %(people)s") % told,
        "paragraphs": comparing.shared_passages(_whole(one), _whole(other)),
    }


def _whole(one: Proposal) -> str:
    return "\n".join([one.problem, one.analysis, one.suggestion])
