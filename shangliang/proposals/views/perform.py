"""Every act has its page: on a proposal, on an assignment, on a body to begin a draft."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from shangliang.core.http import asks
from shangliang.core.rules import is_signed_in
from shangliang.ledger.http import act_page
from shangliang.proposals import flows
from shangliang.proposals.forms import FOR_ACT, FOR_ASSIGNMENT_ACT
from shangliang.proposals.models import Assignment, Proposal


@asks(is_signed_in)
def perform(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """An act on a proposal."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user).select_related("body"), pk=pk)
    back = reverse("proposals:show", args=[pk])
    return act_page(request, flows.proposals, FOR_ACT, proposal, name, back=back)


@asks(is_signed_in)
def perform_on_assignment(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """An act on an assignment."""
    rows = Assignment.objects.visible_to(request.user).select_related("proposal__body", "unit")
    assignment = get_object_or_404(rows, pk=pk)
    back = reverse("proposals:show", args=[assignment.proposal_id])
    return act_page(request, flows.assignments, FOR_ASSIGNMENT_ACT, assignment, name, back=back)
