"""The supervision office's desk: routing, approvals, extensions, reminders, who is late."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from shangliang.bodies.models import Body
from shangliang.core import paging
from shangliang.core.http import asks, page
from shangliang.core.text import whole_number
from shangliang.ledger import deciding
from shangliang.ledger.http import say_done
from shangliang.proposals import flows, reply_letters
from shangliang.proposals.desks import clocked, office, supervision
from shangliang.proposals.forms import FOR_ASSIGNMENT_ACT
from shangliang.proposals.models import Assignment, AssignmentDeadline, Contact
from shangliang.proposals.telling import told_moment
from shangliang.proposals.views import assignment_parts as parts
from shangliang.proposals.views import desk_rows as show
from shangliang.proposals.views.bulk import BULKS
from shangliang.proposals.views.distribution import DISTRIBUTORS, distributes
from shangliang.proposals.views.following import desk_of_queue, skip_at_supervision
from shangliang.proposals.views.review import parts_of

State = Assignment.State
KEYS = {
    "approve_reply": "a",
    "send_back_reply": "b",
    "grant_extension": "g",
    "refuse_extension": "x",
    "deliver": "d",
    "remind": "m",
    "reroute": "t",
    "coordinate": "c",
    "refuse_return": "r",
    "waive_opinions": "w",
    "score_handling": "s",
}


@asks(distributes)
def index(request: HttpRequest) -> HttpResponse:
    """One queue with the counts of all; for what is late, also the units it is late at."""
    body = show.desk_body(request.user, *DISTRIBUTORS)
    queue = supervision.queue_named(request.GET.get("queue", ""))
    unit = request.GET.get("unit", "")
    found = paging.stretch(_rows(request.user, body, queue, unit), queue.since, request.GET.get("after", ""))
    frame = show.frame_of(request.user, body)
    query = {"queue": queue.name, "unit": unit}
    context = {
        "body": body,
        "queue": queue,
        "tabs": show.tabs_of(
            supervision.QUEUES, queue, supervision.counts(body), reverse("proposals:supervision")
        ),
        "rows": [_row(frame, queue, one) for one in found.rows],
        "late_units": _late_units(frame, body) if queue.name == "overdue" else [],
        "unit": unit,
        "everything": show.address("supervision", queue=queue.name),
        "next_page": show.address("supervision", **query, after=found.cursor) if found.cursor else "",
        "first_page": show.address("supervision", **query) if request.GET.get("after") else "",
        "bulk": BULKS[queue.bulk[0]] if queue.bulk else None,
    }
    return page(request, "proposals/desk/supervision.html", context)


def _rows(user: Any, body: Body, queue: supervision.Queue, unit: str) -> Any:
    if queue.name == "distribution":
        return office.cases(office.queue_named("distribution"), body)
    return supervision.assignments(queue, user, body, whole_number(unit))


def _row(frame: show.Frame, queue: supervision.Queue, one: Any) -> show.Row:
    if queue.name == "distribution":
        return show.case_row(frame, one, queue.since, show.address("desk_distribute", one.pk), tick=True)
    href = show.address("supervision_case", one.pk, queue=queue.name)
    return show.assignment_row(frame, one, href, tick=bool(queue.bulk))


def _late_units(frame: show.Frame, body: Body) -> list[show.Row]:
    return [
        {
            "cells": [
                {
                    "text": one["assignment__unit__name"],
                    "href": show.address("supervision", queue="overdue", unit=one["assignment__unit_id"]),
                },
                {"text": one["many"], "number": True},
                {"text": (show.due_in(frame, one["oldest"]) or {})["text"], "tone": "stop"},
            ]
        }
        for one in clocked.overdue_by_unit(body.pk)
    ]


def _cases(user: Any, body: Body) -> Any:
    contacts = Contact.objects.select_related("by").order_by("-day", "-id")
    deadlines = AssignmentDeadline.objects.order_by("round", "id")
    rows = Assignment.objects.visible_to(user).filter(proposal__body_id=body.pk)
    case = ("proposal__body", "proposal__session__term", "proposal__author", "proposal__collective")
    return rows.select_related(*case, "unit", "proposed_unit").prefetch_related(
        Prefetch("contacts", contacts), Prefetch("deadlines", deadlines), "replies", "coordinations"
    )


@asks(distributes)
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One assignment: the letter to approve, the request to decide; then on to the next of the queue."""
    body = show.desk_body(request.user, *DISTRIBUTORS)
    assignment = get_object_or_404(_cases(request.user, body), pk=pk)
    if request.method != "POST":
        return _show(request, assignment, None)
    name = request.POST.get("act", "")
    refused = deciding.attempt(request, flows.assignments, FOR_ASSIGNMENT_ACT, assignment, name)
    if refused is not None:
        return _show(request, assignment, refused)
    say_done(request, flows.assignments.acts[name])
    return redirect(_onward(request, body, assignment))


# A queue one works through, and the states or the wish that keep an assignment in it.
_QUEUED = ("returns", "replies", "extensions")


def _onward(request: HttpRequest, body: Body, assignment: Assignment) -> str:
    """The next of the queue once this one has left it; else this one again."""
    name = request.GET.get("queue", "")
    if name not in _QUEUED or _is_in(name, assignment):
        return show.address("supervision_case", assignment.pk, queue=name)
    queue = supervision.queue_named(name)
    rows = supervision.assignments(queue, request.user, body)
    following = supervision.next_waiting(rows, queue.since, assignment.pk)
    if following is None:
        return desk_of_queue(request.user, name)
    return show.address("supervision_case", following.pk, queue=name)


def _is_in(name: str, assignment: Assignment) -> bool:
    if name == "extensions":
        return assignment.extension_until is not None
    return assignment.state in (office.DISPUTED if name == "returns" else (State.SIGNED,))


def _show(request: HttpRequest, assignment: Assignment, refused: deciding.Refused | None) -> HttpResponse:
    proposal = assignment.proposal
    frame = show.frame_of(request.user, proposal.body)
    board = deciding.board(request.user, flows.assignments, FOR_ASSIGNMENT_ACT, assignment)
    others = parts.others_of(assignment)
    reply = parts.reply_now(assignment)
    context = {
        "assignment": assignment,
        "proposal": proposal,
        "desk": desk_of_queue(request.user, request.GET.get("queue", "")),
        "skip": skip_at_supervision(assignment.pk, request.GET.get("queue", "")),
        "refused": refused,
        "facts": _facts(frame, assignment),
        "parts": parts_of(proposal),
        "clocks": parts.clocks_of(frame, assignment),
        "steps": parts.steps_of(assignment),
        "missing": parts.missing_of(frame, assignment, reply, others),
        "letter": reply_letters.letter_of(assignment, reply) if reply and reply.text else None,
        "earlier": [
            parts.told_reply(frame, one) for one in assignment.replies.all() if one.round < assignment.round
        ],
        "opinions": parts.opinions_of(others),
        "contacts": [parts.told_contact(one) for one in assignment.contacts.all()],
        "talks": [{"note": one.note, "result": one.result} for one in assignment.coordinations.all()],
        "panels": board.panels(KEYS, refused),
        "closed": board.closed(KEYS),
    }
    return page(request, "proposals/desk/supervised.html", context, status=refused.status if refused else 200)


def _facts(frame: show.Frame, assignment: Assignment) -> list[show.Row]:
    case = assignment.proposal
    moved = {"done": assignment.transfers, "most": frame.rules.most_transfers}
    facts = [
        (_("Number"), show.number_of(case)),
        (_("Unit"), str(assignment.unit)),
        (_("Duty"), assignment.get_duty_display()),
        (_("State"), assignment.get_state_display()),
        (_("Proposers"), show.proposers(case)),
        (_("Filed on"), told_moment(case.filed_at) if case.filed_at else ""),
        (_("Transfers so far"), _("%(done)s of at most %(most)s") % moved),
        (_("Asks to return it because"), assignment.return_reason),
        (_("Proposed unit"), str(assignment.proposed_unit or "")),
        (
            _("Asks for time until"),
            told_moment(assignment.extension_until) if assignment.extension_until else "",
        ),
        (_("Reason for more time"), assignment.extension_reason),
        (_("Handling score"), "" if assignment.handling_score is None else str(assignment.handling_score)),
    ]
    return [{"label": label, "value": value} for label, value in facts if value]
