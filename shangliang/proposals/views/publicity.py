"""Publication on the desk: preparing the public text beside the full one, and clearing it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from shangliang.bodies.queries import OFFICE_ROLES
from shangliang.core import redaction
from shangliang.core.http import asks, page
from shangliang.ledger import deciding
from shangliang.ledger.http import say_done
from shangliang.proposals import flows
from shangliang.proposals.desks import comparing
from shangliang.proposals.forms import FOR_ACT
from shangliang.proposals.forms.publication import PublicityForm
from shangliang.proposals.models import Proposal, PublicText
from shangliang.proposals.views import desk_rows as show
from shangliang.proposals.views.desk import in_some_office
from shangliang.proposals.views.review import facts_of, office_cases

PREPARING = {"review_publicity": "v", "withhold": "w"}
CLEARING = {"clear_secrecy": "s", "refuse_clearance": "x"}
_TEXTS = ("title", "text", "reply")


def _case(request: HttpRequest, pk: int) -> Proposal:
    body = show.desk_body(request.user, *OFFICE_ROLES)
    rows = office_cases(request.user, body).prefetch_related("assignments__replies")
    found: Proposal = get_object_or_404(rows.select_related("public_text__reviewed_by"), pk=pk)
    return found


def full_texts(proposal: Proposal) -> dict[str, str]:
    """The whole of a case, as the public text begins: title, text, the delivered replies."""
    parts = [part for part in (proposal.problem, proposal.analysis, proposal.suggestion) if part]
    replies = [
        reply.text
        for one in proposal.assignments.all()
        if one.duty != "joint"
        for reply in one.replies.all()
        if reply.delivered and reply.round == one.round
    ]
    return {"title": proposal.title, "text": "\n\n".join(parts), "reply": "\n\n".join(replies)}


@asks(in_some_office)
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Full text left, public text right; what looks private is pointed at and asked about once."""
    proposal = _case(request, pk)
    if request.method != "POST":
        return _show_preparing(request, proposal, None)
    name = request.POST.get("act", "")
    if name == "redact":
        return _show_preparing(request, proposal, _redacted(request, proposal))
    if name == "review_publicity" and _found(request.POST) and "looked_at" not in request.POST:
        return _show_preparing(request, proposal, _ask_to_look(request, proposal))
    refused = deciding.attempt(request, flows.proposals, FOR_ACT, proposal, name)
    if refused is not None:
        return _show_preparing(request, proposal, refused)
    return _done(request, name, "publicity")


def _done(request: HttpRequest, name: str, queue: str) -> HttpResponse:
    say_done(request, flows.proposals.acts[name])
    return redirect(show.address("desk_next", queue=queue))


def _form(given: QueryDict, request: HttpRequest, proposal: Proposal) -> PublicityForm:
    return PublicityForm(given, obj=proposal, user=request.user, auto_id="review_publicity-%s")


def _redacted(request: HttpRequest, proposal: Proposal) -> deciding.Refused:
    """The form again, with everything that looks private replaced."""
    given = request.POST.copy()
    for name in _TEXTS:
        given[name] = redaction.redacted(given.get(name, ""))
    sentence = _("What looked private was replaced by ×. Read it once more before you go on.")
    return deciding.Refused("review_publicity", _form(given, request, proposal), sentence, 200)


def _ask_to_look(request: HttpRequest, proposal: Proposal) -> deciding.Refused:
    sentence = _("Some passages look like private data. Redact them, or confirm that they may stand.")
    return deciding.Refused("review_publicity", _form(request.POST, request, proposal), sentence, 422)


def _found(texts: Any) -> list[redaction.Finding]:
    return [one for name in _TEXTS for one in redaction.findings(texts.get(name) or "")]


def _show_preparing(
    request: HttpRequest, proposal: Proposal, refused: deciding.Refused | None
) -> HttpResponse:
    board = deciding.board(request.user, flows.proposals, FOR_ACT, proposal)
    panels = board.panels(PREPARING, refused)
    whole = full_texts(proposal)
    editor = next((one for one in panels if one.name == "review_publicity"), None)
    shown = editor.form.data if editor and editor.form.is_bound else whole
    context = {
        "proposal": proposal,
        "facts": facts_of(show.frame_of(request.user, proposal.body), proposal),
        "whole": {name: redaction.marked(text) for name, text in whole.items()},
        "editor": editor,
        "panels": [one for one in panels if one is not editor],
        "closed": board.closed(PREPARING),
        "findings": _found(shown),
        "is_asked": refused is not None and refused.status == 422,
        "refused": refused,
        "desk": show.address("desk", queue="publicity"),
        "back": show.address("desk_case", proposal.pk),
    }
    return page(request, "proposals/desk/publicity.html", context, status=refused.status if refused else 200)


@asks(in_some_office)
def clear(request: HttpRequest, pk: int) -> HttpResponse:
    """The full text against the public one, what differs marked; cleared by a second person."""
    proposal = _case(request, pk)
    refused = None
    if request.method == "POST":
        name = request.POST.get("act", "")
        refused = deciding.attempt(request, flows.proposals, FOR_ACT, proposal, name)
        if refused is None:
            return _done(request, name, "secrecy")
    board = deciding.board(request.user, flows.proposals, FOR_ACT, proposal)
    context = {
        "proposal": proposal,
        "pairs": _pairs(proposal),
        "public": getattr(proposal, "public_text", None),
        "findings": _public_findings(proposal),
        "panels": board.panels(CLEARING, refused),
        "closed": board.closed(CLEARING),
        "refused": refused,
        "desk": show.address("desk", queue="secrecy"),
        "back": show.address("desk_case", proposal.pk),
    }
    return page(request, "proposals/desk/clearance.html", context, status=refused.status if refused else 200)


def _public_texts(proposal: Proposal) -> dict[str, str]:
    public: PublicText | None = getattr(proposal, "public_text", None)
    return {name: getattr(public, name, "") for name in _TEXTS}


def _public_findings(proposal: Proposal) -> list[redaction.Finding]:
    return _found(_public_texts(proposal))


def _pairs(proposal: Proposal) -> list[show.Row]:
    """Text and reply, each as two sides for ui/compare.html."""
    whole, public = full_texts(proposal), _public_texts(proposal)
    return [
        _pair(_("Text"), _titled(whole), _titled(public)),
        _pair(_("Reply"), whole["reply"], public["reply"]),
    ]


def _titled(texts: dict[str, str]) -> str:
    return f"{texts['title']}\n{texts['text']}"


def _pair(label: str, whole: str, public: str) -> show.Row:
    left, right = comparing.differences(whole, public)
    return {
        "label": label,
        "left": {"title": _("In full (left out or changed: marked)"), "paragraphs": left},
        "right": {"title": _("For the public (added or changed: marked)"), "paragraphs": right},
        "is_empty": not (whole or public),
    }
