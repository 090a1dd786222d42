"""Rating a reply: the letter beside the form, each proposer for themselves, each unit apart."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from shangliang.bodies.deadlines import due_in_workdays
from shangliang.core.http import asks
from shangliang.core.rules import is_signed_in
from shangliang.ledger.http import Sheet, act_page
from shangliang.proposals import flows
from shangliang.proposals.forms import FOR_ASSIGNMENT_ACT
from shangliang.proposals.models import Assignment
from shangliang.proposals.reading import reading_of
from shangliang.proposals.reading_nouns import Handling
from shangliang.proposals.ruleset import proposal_rules
from shangliang.proposals.telling import told_left


@asks(is_signed_in)
def rate(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge one unit's reply of the present round."""
    rows = Assignment.objects.visible_to(request.user)
    assignment = get_object_or_404(rows.select_related("proposal__body", "proposal__session", "unit"), pk=pk)
    back = reverse("proposals:show", args=[assignment.proposal_id])
    reading = reading_of(assignment.proposal, request.user)
    handling = next(one for one in reading.handlings if one.pk == pk)
    more = {
        "reading": reading,
        "handling": handling,
        "handlings": [handling],
        "left": _left(assignment, handling),
    }
    # The reading above prefetched the case; the act asks its rules of fresh rows.
    fresh = rows.select_related("proposal__body", "unit").get(pk=pk)
    sheet = Sheet(back, "proposals/rate.html", more)
    return act_page(request, flows.assignments, FOR_ASSIGNMENT_ACT, fresh, "rate", back=sheet)


def _left(assignment: Assignment, handling: Handling) -> dict[str, Any] | None:
    """By when the rating is waited for."""
    sent = [one.delivered for one in handling.letters if one.delivered and one.round == assignment.round]
    if not sent:
        return None
    days = proposal_rules(assignment.proposal.body).values.rating_days
    until = due_in_workdays(sent[-1], days).instant
    tone = "wait" if until > timezone.now() else "stop"
    return {"text": told_left(until), "exact": until, "tone": tone}
