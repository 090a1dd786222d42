"""One case on the office's desk: the text, the decision beside it, its like, and on to the next."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from shangliang.bodies.queries import OFFICE_ROLES
from shangliang.core import paging
from shangliang.core.http import asks, page
from shangliang.core.text import excerpt
from shangliang.ledger import deciding
from shangliang.ledger.http import say_done
from shangliang.ledger.models import Act
from shangliang.proposals import acts, flows
from shangliang.proposals.acts.publication import ANSWERED
from shangliang.proposals.acts.review import UNDER_REVIEW
from shangliang.proposals.desks import likeness, office
from shangliang.proposals.forms import FOR_ACT
from shangliang.proposals.forms.review import OPINIONS
from shangliang.proposals.models import Assignment, Cosignature, Proposal
from shangliang.proposals.similar import similar_cases
from shangliang.proposals.telling import told_category, told_moment, told_reason
from shangliang.proposals.views import desk_rows as show
from shangliang.proposals.views.answered import letters_of, rating_sheets
from shangliang.proposals.views.desk import in_some_office
from shangliang.proposals.views.suggested import suggested_category

State = Proposal.State
# The acts of this desk with their keys, in the order in which they are offered.
KEYS = {
    "file": "f",
    "pass_first_review": "p",
    "merge": "m",
    "return_for_change": "r",
    "turn_into_opinion": "o",
    "turn_into_information": "i",
    "refuse": "x",
    "send_back_to_first_review": "b",
    "unmerge": "u",
    "reconsider": "e",
    "close_unrated": "c",
    "publish": "g",
    "archive": "a",
    "withhold": "w",
    "nominate_key": "k",
    "recall": "y",
}
LOCKS = {"hold": "t", "let_go": "l"}


def office_cases(user: Any, body: Any) -> Any:
    """The cases an office may lay on its desk, with what its page shows of them."""
    signed = Cosignature.objects.filter(state=Cosignature.State.SIGNED).select_related("user").order_by("id")
    merged = Proposal.objects.select_related("author", "collective")  # seen: as their host
    units = Assignment.objects.current().select_related("unit").order_by("id")  # seen: as their case
    rows = (
        Proposal.objects.inside(user)
        .filter(body=body)
        .annotate(answered=office.last_answer(), reopened=office.last_no())
    )
    rows = rows.select_related("body", "session__term", "author", "collective", "held_by", "merged_into")
    return rows.prefetch_related(
        Prefetch("cosignatures", signed),
        Prefetch("merged", merged.order_by("id")),
        Prefetch("assignments", units),
        "attachments",
        "suggested_units",
        "versions",
    )


@asks(in_some_office)
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Read and decide; a decision goes on to the next case of the queue."""
    body = show.desk_body(request.user, *OFFICE_ROLES)
    proposal = get_object_or_404(office_cases(request.user, body), pk=pk)
    if request.method != "POST":
        return _show(request, proposal, None)
    queue = _queue(request, proposal)
    cursor = _place(proposal, queue)
    name = request.POST.get("act", "")
    refused = deciding.attempt(request, flows.proposals, FOR_ACT, proposal, name)
    if refused is not None:
        _keep_hold(request, proposal, refused)
        return _show(request, proposal, refused)
    if name not in LOCKS:
        say_done(request, flows.proposals.acts[name])
    return redirect(_onward(request, proposal, queue, cursor))


def _onward(request: HttpRequest, proposal: Proposal, queue: office.Queue, cursor: str) -> str:
    query = {"queue": queue.name, **show.filters_of(request).as_query()}
    if office.stands_in(queue, proposal):
        return show.address("desk_case", proposal.pk, **query)
    return show.address("desk_next", **query, after=cursor)


def _queue(request: HttpRequest, proposal: Proposal) -> office.Queue:
    named = request.GET.get("queue", "")
    return office.queue_named(named) if named else (office.queue_of(proposal) or office.queue_named(""))


def _place(proposal: Proposal, queue: office.Queue) -> str:
    """Where a case stands in a queue; nowhere in one of assignments, or when it never had the moment."""
    has_moment = getattr(proposal, queue.since, None) is not None
    return paging.cursor_of(proposal, queue.since) if has_moment else ""


def _keep_hold(request: HttpRequest, proposal: Proposal, refused: deciding.Refused) -> None:
    """Who has begun to decide a free case keeps it while mending the form."""
    is_mending = refused.status == 422 and proposal.state in UNDER_REVIEW
    if is_mending and request.POST.get("version") == str(proposal.version):
        acts.hold(proposal, by=show.person(request))


def _show(request: HttpRequest, proposal: Proposal, refused: deciding.Refused | None) -> HttpResponse:
    queue, filters = _queue(request, proposal), show.filters_of(request)
    frame = show.frame_of(request.user, proposal.body)
    board = deciding.board(request.user, flows.proposals, FOR_ACT, proposal)
    query = {"queue": queue.name, **filters.as_query()}
    is_waiting = office.stands_in(queue, proposal)
    context = {
        "proposal": proposal,
        "desk": show.address("desk", **query),
        "skip": show.address("desk_next", **query, after=_place(proposal, queue)),
        "facts": facts_of(frame, proposal),
        "parts": parts_of(proposal),
        "files": files_of(proposal),
        "held": show.held_by(frame, proposal),
        "standing": queue.label if is_waiting else _("Office desk"),
        "clock": show.queue_clock(frame, queue, proposal) if is_waiting else None,
        "letters": letters_of(proposal),
        "first_review": _first_review(proposal),
        "locks": board.panels(_locks(frame, proposal)),
        "panels": board.panels(KEYS, refused),
        "closed": board.closed(KEYS | LOCKS),
        "refused": refused,
        "pages": _pages(proposal, query),
        "is_under_review": proposal.state in UNDER_REVIEW,
        "alike": _alike(frame, proposal, request.user, query),
        "suggested": _suggested(frame, proposal),
        "merged": [_merged(one) for one in proposal.merged.all()],
    }
    return page(request, "proposals/desk/case.html", context, status=refused.status if refused else 200)


def _locks(frame: show.Frame, proposal: Proposal) -> dict[str, str]:
    """To take a case up, or to let go of what one holds."""
    wanted = "let_go" if show.held_by(frame, proposal) else "hold"
    return {wanted: LOCKS[wanted]}


def _pages(proposal: Proposal, query: dict[str, str]) -> list[show.Row]:
    """Steps that have a page of their own."""
    found = []
    if proposal.state == State.FILED:
        href = show.address("desk_distribute", proposal.pk, **query)
        found.append({"label": _("Distribute"), "href": href, "key": "d"})
    found += rating_sheets(proposal, show.address("desk_case", proposal.pk, **query))
    if proposal.state in ANSWERED and proposal.publicity in ("pending", "withheld"):
        href = show.address("desk_publicity", proposal.pk, **query)
        found.append({"label": _("Prepare publication"), "href": href, "key": "v"})
    if proposal.publicity == Proposal.Publicity.REVIEWED:
        href = show.address("desk_clearance", proposal.pk, **query)
        found.append({"label": _("Secrecy review"), "href": href, "key": "s"})
    return found


def parts_of(proposal: Proposal) -> list[show.Row]:
    """The three parts of the text with their headings."""
    parts = [
        (_("Problem"), proposal.problem),
        (_("Analysis"), proposal.analysis),
        (_("Suggestions"), proposal.suggestion),
    ]
    return [{"title": title, "text": text} for title, text in parts if text]


def files_of(proposal: Proposal) -> list[show.Row]:
    """The files of a case, as ui/file_list.html shows them."""
    return [show.file_row(one) for one in proposal.attachments.all()]


def facts_of(frame: show.Frame, proposal: Proposal) -> list[show.Row]:
    """Who, what, when."""
    people = [
        str(proposal.collective or proposal.author),
        *(str(c.user) for c in proposal.cosignatures.all()),
    ]
    facts = [
        (_("Number"), show.number_of(proposal)),
        (_("State"), proposal.get_state_display()),
        (_("Proposers"), "、".join(people)),
        (_("Kind of proposal"), proposal.get_kind_display()),
        (_("Category"), told_category(frame.rules, proposal.category)),
        (_("Session"), str(proposal.session or "")),
        (_("Submitted"), told_moment(proposal.submitted_at) if proposal.submitted_at else ""),
        (
            _("Versions submitted"),
            str(len(proposal.versions.all())) if len(proposal.versions.all()) > 1 else "",
        ),
        (_("Suggested units"), "、".join(str(unit) for unit in proposal.suggested_units.all())),
        (_("Units"), "、".join(str(one.unit) for one in proposal.assignments.all())),
        (_("Publication"), _consent(proposal)),
        (_("Reason of the decision"), told_reason(frame.rules, proposal.decision_reason)),
        (_("Note of the decision"), proposal.decision_note),
    ]
    return [{"label": label, "value": value} for label, value in facts if value]


def _consent(proposal: Proposal) -> str:
    if proposal.is_public_consented:
        return _("the proposer agrees")
    return _("the proposer does not agree: %(reason)s") % {"reason": proposal.publicity_reason}


def _first_review(proposal: Proposal) -> show.Row | None:
    """What the clerk would do, who it was and when; for the lead's decision."""
    if proposal.state != State.FINAL_REVIEW or not (proposal.first_opinion or proposal.first_note):
        return None
    done = Act.objects.of_case(proposal).filter(kind="proposals.pass_first_review")
    last = done.select_related("actor").last()
    return {
        "opinion": dict(OPINIONS).get(proposal.first_opinion, ""),
        "note": proposal.first_note,
        "who": str(last.actor) if last else "",
        "when": told_moment(last.recorded) if last else "",
    }


def _alike(frame: show.Frame, proposal: Proposal, user: Any, query: dict[str, str]) -> list[show.Row]:
    if proposal.state not in UNDER_REVIEW:
        return []
    return [
        {
            "title": str(one),
            "href": show.address("desk_compare", proposal.pk, one.pk, **query),
            "text": excerpt(one.suggestion, 80),
            "meta": [show.number_of(one), one.get_state_display(), show.proposers(one)],
            "badges": [_how_alike(one)],
        }
        for one in likeness.like(proposal, user)
    ]


def _how_alike(one: Any) -> show.Row:
    """The same text is said in words; of titles the share they have in common."""
    if one.verdict == "copy":
        return {"label": _("nearly the same text"), "tone": "wait"}
    if one.verdict == "likely":
        return {"label": _("large parts the same"), "tone": "wait"}
    return {"label": _("%(share)s %% alike") % {"share": one.alike}, "tone": "soft"}


def _suggested(frame: show.Frame, proposal: Proposal) -> show.Row | None:
    return suggested_category(frame.rules, proposal) if proposal.state in UNDER_REVIEW else None


def _merged(one: Proposal) -> show.Row:
    return {
        "title": str(one),
        "href": show.address("desk_case", one.pk),
        "meta": [show.number_of(one), show.proposers(one)],
    }


@asks(in_some_office)
def earlier(request: HttpRequest, pk: int) -> HttpResponse:
    """Earlier cases on the same matter with their replies: a page of its own, fetched behind the case's."""
    body = show.desk_body(request.user, *OFFICE_ROLES)
    proposal = get_object_or_404(Proposal.objects.inside(request.user).filter(body=body), pk=pk)
    found = similar_cases(
        request.user, body, title=proposal.title, suggestion=proposal.suggestion, besides=proposal.pk
    )
    context = {"proposal": proposal, "rows": found, "back": show.address("desk_case", pk)}
    return page(request, "proposals/desk/similar.html", context, part="proposals/desk/parts/similar.html")
