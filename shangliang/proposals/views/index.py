"""The list of cases a person may open."""

from django.http import HttpRequest, HttpResponse

from shangliang.core.http import asks, page
from shangliang.core.rules import anyone
from shangliang.proposals.models import Proposal


@asks(anyone)
def index(request: HttpRequest) -> HttpResponse:
    """Newest first."""
    rows = Proposal.objects.visible_to(request.user).select_related("body").order_by("-id")
    return page(request, "proposals/index.html", {"proposals": rows[:20]})
