"""The page of one case: for those who read it in full, and for the public."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from shangliang.core.http import asks, page
from shangliang.core.rules import anyone
from shangliang.proposals import flows
from shangliang.proposals.models import Proposal


@asks(anyone)
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about a case that this person may see."""
    rows = Proposal.objects.visible_to(request.user).select_related("body", "session__term", "author")
    proposal = get_object_or_404(rows, pk=pk)
    is_inside = Proposal.objects.inside(request.user).filter(pk=pk).exists()
    context = {
        "proposal": proposal,
        "is_inside": is_inside,
        "offers": flows.proposals.open_to(request.user, proposal) if is_inside else [],
    }
    return page(request, "proposals/show.html", context)
