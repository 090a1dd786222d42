"""The leader's page: the key proposals they lead, what they directed and what came of it, the candidates."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shangliang.bodies.models import Post
from shangliang.bodies.rules import has_post
from shangliang.core.http import asks, page
from shangliang.proposals.desks import leading
from shangliang.proposals.models import Instruction, Proposal
from shangliang.proposals.telling import told_clock, told_day
from shangliang.proposals.views import desk_rows as show

in_leadership = has_post(Post.Role.LEADER, otherwise=gettext_lazy("Only leaders of a body have this page."))
MOST = 30


@asks(in_leadership)
def index(request: HttpRequest) -> HttpResponse:
    """Cases with their clocks, visits and directions, and the way to record the next one."""
    body = show.desk_body(request.user, Post.Role.LEADER)
    frame = show.frame_of(request.user, body)
    here = show.address("leaders")
    led = list(leading.led_by(request.user, body)[:MOST])
    context = {
        "body": body,
        "cases": [case_of(frame, one, here) for one in led],
        "instructions": [_instruction(one) for one in leading.instructed_by(request.user)[:MOST]],
        "candidates": [candidate_of(one) for one in leading.candidates(request.user, body)[:MOST]],
    }
    return page(request, "proposals/desk/leaders.html", context)


def case_of(frame: show.Frame, proposal: Proposal, here: str) -> show.Row:
    """A key proposal with units and clocks, visits and directions; `here` is where its acts come back to."""
    return {
        "title": str(proposal),
        "href": show.address("show", proposal.pk),
        "meta": [show.number_of(proposal), show.proposers(proposal)],
        "state": proposal.get_state_display(),
        "units": [_unit(frame, one) for one in proposal.assignments.all()],
        "visits": [{"when": told_day(v.day), "role": v.place, "note": v.note} for v in proposal.visits.all()],
        "instructions": [_said(one) for one in proposal.instructions.all()],
        "visit": f"{show.address('perform', proposal.pk, 'log_visit')}?next={here}",
        "instruct": f"{show.address('perform', proposal.pk, 'instruct')}?next={here}",
    }


def _unit(frame: show.Frame, assignment: Any) -> show.Row:
    clocks = [told_clock(one, frame.calendar) for one in assignment.deadlines.all()]
    return {
        "label": f"{assignment.unit} · {assignment.get_duty_display()} · {assignment.get_state_display()}",
        "clock": clocks[0] if clocks else None,
    }


def _said(one: Instruction) -> show.Row:
    effect = _("Effect: %(effect)s") % {"effect": one.effect} if one.effect else _("No effect recorded yet.")
    return {"when": told_day(one.day), "role": str(one.leader), "what": one.text, "note": effect}


def _instruction(one: Instruction) -> show.Row:
    return {**_said(one), "role": str(one.proposal), "href": show.address("show", one.proposal_id)}


def candidate_of(proposal: Proposal) -> show.Row:
    """A candidate, as ui/list_item.html shows it."""
    return {
        "title": str(proposal),
        "href": show.address("show", proposal.pk),
        "meta": [show.number_of(proposal), show.proposers(proposal), proposal.get_state_display()],
        "badges": [{"label": proposal.get_key_state_display(), "tone": "wait"}],
    }
