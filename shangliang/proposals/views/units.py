"""The unit's desk: its queues, and the page on which one assignment is handled and answered."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shangliang.bodies.models import Body
from shangliang.bodies.queries import UNIT_ROLES, posts_of, units_of
from shangliang.bodies.rules import has_post
from shangliang.core import paging
from shangliang.core.errors import Invalid, Refusal
from shangliang.core.http import asks, page
from shangliang.core.text import whole_number
from shangliang.ledger import deciding
from shangliang.ledger.forms import ActForm
from shangliang.ledger.http import say_done
from shangliang.ledger.kept import keeper_for
from shangliang.proposals import acts, flows, reply_letters
from shangliang.proposals.desks import units
from shangliang.proposals.forms import FOR_ASSIGNMENT_ACT
from shangliang.proposals.forms.replying import OpinionForm, ReplyForm, SaveReplyForm
from shangliang.proposals.models import Assignment, AssignmentDeadline, Contact, Reply
from shangliang.proposals.telling import told_day, told_moment
from shangliang.proposals.views import assignment_parts as parts
from shangliang.proposals.views import desk_rows as show
from shangliang.proposals.views.bulk import BULKS
from shangliang.proposals.views.review import parts_of

in_some_unit = has_post(*UNIT_ROLES, otherwise=gettext_lazy("Only units have this desk."))
State, Duty, Kind = Assignment.State, Assignment.Duty, AssignmentDeadline.Kind
KEYS = {
    "sign_for": "s",
    "deliver": "d",
    "sign_reply": "g",
    "countersign": "c",
    "take_back_draft": "b",
    "ask_return": "r",
    "follow_up": "f",
    "log_contact": "l",
    "ask_extension": "e",
}
WRITING = ("draft_reply", "give_opinion")


@asks(in_some_unit)
def index(request: HttpRequest) -> HttpResponse:
    """One queue of the unit, what is due first at the top, with the counts of all."""
    body = show.desk_body(request.user, *UNIT_ROLES)
    queue = units.queue_named(request.GET.get("queue", ""))
    frame = show.frame_of(request.user, body)
    found = _stretch(queue, request.user, request.GET.get("after", ""))
    is_bulk = queue.name == "signing_for"
    context = {
        "unit": next((post.unit for post in posts_of(request.user) if post.unit_id), None),
        "queue": queue,
        "tabs": show.tabs_of(units.QUEUES, queue, _counts(request.user, body), reverse("proposals:units")),
        "rows": [
            show.assignment_row(frame, one, show.address("unit_case", one.pk, queue=queue.name), tick=is_bulk)
            for one in found.rows
        ],
        "next_page": show.address("units", queue=queue.name, after=found.cursor) if found.cursor else "",
        "first_page": show.address("units", queue=queue.name) if request.GET.get("after") else "",
        "bulk": BULKS["sign_for"] if is_bulk else None,
    }
    return page(request, "proposals/desk/units.html", context)


def _stretch(queue: units.Queue, user: Any, after: str) -> paging.Stretch[Any]:
    acted_for = units_of(user)
    if after or not queue.states or len(acted_for) != 1:
        return paging.stretch(units.assignments(queue, user), queue.since, after)
    return units.first_assignments(queue, *acted_for)


def _counts(user: Any, body: Body) -> dict[str, int]:
    """Kept until something is done in the body, and never longer than a minute."""
    key = ("units", tuple(sorted(units_of(user))))
    return keeper_for(body.pk).keep(key, lambda: units.counts(user))


def _rows(user: Any) -> Any:
    contacts = Contact.objects.select_related("by").order_by("-day", "-id")
    replies = Reply.objects.order_by("round")
    deadlines = AssignmentDeadline.objects.order_by("round", "id")
    rows = Assignment.objects.visible_to(user).filter(pk__in=Assignment.objects.desk_of(user).values("pk"))
    case = ("proposal__body", "proposal__session__term", "proposal__author", "proposal__collective")
    return rows.select_related(*case, "unit", "proposed_unit").prefetch_related(
        Prefetch("contacts", contacts),
        Prefetch("replies", replies),
        Prefetch("deadlines", deadlines),
        "coordinations",
        "proposal__attachments",
        "proposal__cosignatures__user",
    )


@asks(in_some_unit)
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything the unit needs to answer one case, and the acts to do so."""
    assignment = get_object_or_404(_rows(request.user), pk=pk)
    if request.method != "POST":
        return _show(request, assignment, None)
    name = request.POST.get("act", "")
    refused = deciding.attempt(request, flows.assignments, FOR_ASSIGNMENT_ACT, assignment, name)
    if refused is not None:
        return _show(request, assignment, refused)
    say_done(request, flows.assignments.acts[name])
    return redirect(show.address("unit_case", pk, queue=request.GET.get("queue", "")))


@asks(in_some_unit)
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is typed of a reply: quietly for the page that saves itself, or by its button."""
    assignment = get_object_or_404(_rows(request.user), pk=pk)
    back = show.address("unit_case", pk)
    if request.method != "POST":
        return redirect(back)
    is_quiet = "application/json" in request.headers.get("Accept", "")
    form = SaveReplyForm(request.POST, obj=assignment, user=request.user)
    try:
        _save(request, assignment, form)
    except Refusal as refusal:
        if is_quiet:
            return JsonResponse({"reason": str(refusal.sentence)}, status=refusal.status)
        return _show(request, assignment, _unsaved(assignment, form, refusal))
    if is_quiet:
        return JsonResponse({"version": assignment.version, "saved_at": timezone.now().isoformat()})
    messages.success(request, _("Saved."))
    return redirect(back)


def _save(request: HttpRequest, assignment: Assignment, form: SaveReplyForm) -> None:
    if not form.is_valid():
        raise Invalid(" ".join(str(one) for errors in form.errors.values() for one in errors))
    version = request.POST.get("version", "")
    given = acts.save_reply.given(version=whole_number(version))
    given(assignment, by=show.person(request), **form.cleaned_data)


def _unsaved(assignment: Assignment, form: SaveReplyForm, refusal: Refusal) -> deciding.Refused:
    return deciding.Refused(_writing(assignment), form, refusal.sentence, refusal.status)


def _writing(assignment: Assignment) -> str:
    return "give_opinion" if assignment.duty == Duty.JOINT else "draft_reply"


def _show(request: HttpRequest, assignment: Assignment, refused: deciding.Refused | None) -> HttpResponse:
    proposal, queue = assignment.proposal, units.queue_named(request.GET.get("queue", ""))
    frame = show.frame_of(request.user, proposal.body)
    board = deciding.board(request.user, flows.assignments, FOR_ASSIGNMENT_ACT, assignment)
    reply = parts.reply_now(assignment)
    others = parts.others_of(assignment)
    context = {
        "assignment": assignment,
        "proposal": proposal,
        "queue": queue,
        "desk": show.address("units", queue=queue.name),
        "skip": show.address("unit_next", assignment.pk, queue=queue.name),
        "refused": refused,
        "facts": _facts(assignment),
        "parts": parts_of(proposal),
        "files": [show.file_row(one) for one in proposal.attachments.all()],
        "clocks": parts.clocks_of(frame, assignment),
        "steps": parts.steps_of(assignment),
        "missing": parts.missing_of(frame, assignment, reply, others),
        "contacts": [parts.told_contact(one) for one in assignment.contacts.all()],
        "opinions": parts.opinions_of(others),
        "notes": _notes(assignment, reply),
        "letter": reply_letters.letter_of(assignment, reply) if _is_letter(assignment) else None,
        "earlier": [
            parts.told_reply(frame, one) for one in assignment.replies.all() if one.round < assignment.round
        ],
        "editor": _editor(board, assignment, refused),
        "phrases": reply_letters.phrases_of(frame.rules),
        "panels": board.panels(KEYS, refused),
        "closed": board.closed(KEYS | dict.fromkeys(WRITING, "")),
    }
    return page(request, "proposals/desk/unit_case.html", context, status=refused.status if refused else 200)


def _is_letter(assignment: Assignment) -> bool:
    return assignment.duty != Duty.JOINT and assignment.state in (*units.SIGNING, State.REPLIED)


def _notes(assignment: Assignment, reply: Reply | None) -> list[show.Row]:
    """What others decided about this assignment."""
    notes = []
    if reply and reply.sent_back_note:
        notes.append({"tone": "stop", "title": _("The reply was sent back"), "text": reply.sent_back_note})
    if assignment.is_return_refused:
        reasons = [one.result for one in assignment.coordinations.all() if one.result]
        notes.append({"tone": "stop", "title": _("The return was refused"), "text": " ".join(reasons)})
    if assignment.opinions_waived:
        title = _("The reply may go out without the missing joint opinions")
        notes.append({"tone": "", "title": title, "text": assignment.opinions_waived})
    if assignment.extension_until:
        until = {"day": told_day(timezone.localdate(assignment.extension_until))}
        title = _("More time until %(day)s is asked for") % until
        notes.append({"tone": "wait", "title": title, "text": assignment.extension_reason})
    return notes


def _facts(assignment: Assignment) -> list[show.Row]:
    case = assignment.proposal
    signers = [str(one.user) for one in case.cosignatures.all() if one.state == "signed"]
    facts = [
        (_("Number"), show.number_of(case)),
        (_("Duty"), assignment.get_duty_display()),
        (_("State"), assignment.get_state_display()),
        (_("Proposers"), "、".join([str(case.collective or case.author), *signers])),
        (_("Contact phone"), case.contact_phone),
        (_("Filed on"), told_moment(case.filed_at) if case.filed_at else ""),
        (_("Publication"), "" if case.is_public_consented else _("the proposer does not agree")),
    ]
    return [{"label": label, "value": value} for label, value in facts if value]


def _editor(
    board: deciding.Board, assignment: Assignment, refused: deciding.Refused | None
) -> show.Row | None:
    """The form of the letter or the opinion while it may be written, begun with the usual words."""
    name = _writing(assignment)
    if not any(o.is_open and o.act.spec.name == name for o in board.offers):
        return None
    form = refused.form if refused and refused.name == name else _empty(board.user, assignment, name)
    return {
        "name": name,
        "label": flows.assignments.acts[name].spec.label,
        "form": form,
        "fresh": uuid4().hex,
    }


def _empty(user: Any, assignment: Assignment, name: str) -> ActForm:
    if name == "give_opinion":
        return OpinionForm(obj=assignment, user=user)
    form = ReplyForm(obj=assignment, user=user)
    if not form.initial.get("text"):
        form.initial["text"] = reply_letters.beginning_of(assignment.proposal)
    if not form.initial.get("contact_name"):
        form.initial.update(_usual_contact(assignment))
    return form


def _usual_contact(assignment: Assignment) -> dict[str, Any]:
    """Whom the unit's latest letter names; nobody types that anew for each case. One query."""
    letters = Reply.objects.filter(assignment__unit_id=assignment.unit_id, delivered__isnull=False)
    latest = letters.exclude(contact_name="").order_by("-pk").first()
    return {name: getattr(latest, name, "") for name in ("contact_name", "contact_phone")}
