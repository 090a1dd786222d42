"""Distribution to units: of one case, and of many with a plan for each."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shangliang.bodies.models import Body, Post, Unit
from shangliang.bodies.queries import OFFICE_ROLES, bodies_as
from shangliang.bodies.rules import has_post
from shangliang.core import paging
from shangliang.core.errors import Invalid, Sentence
from shangliang.core.http import asks, page, safe_next
from shangliang.core.text import whole_number
from shangliang.ledger import deciding
from shangliang.ledger.http import say_done
from shangliang.proposals import flows
from shangliang.proposals.acts.distribution import check_plan
from shangliang.proposals.desks import routing
from shangliang.proposals.forms import FOR_ACT
from shangliang.proposals.forms.handling import RowPlanForm
from shangliang.proposals.models import Proposal
from shangliang.proposals.telling import told_category
from shangliang.proposals.views import bulk
from shangliang.proposals.views import desk_rows as show
from shangliang.proposals.views.review import facts_of, files_of, office_cases, parts_of
from shangliang.proposals.views.suggested import suggested_units

DISTRIBUTORS = (*OFFICE_ROLES, Post.Role.SUPERVISOR)
distributes = has_post(
    *DISTRIBUTORS,
    otherwise=gettext_lazy("Only the supervision office and the office of the body distribute cases."),
)
KEYS = {"distribute": "d"}


def desk_of(user: Any) -> str:
    """The desk to which a distributor goes back."""
    is_office = bool(bodies_as(user, *OFFICE_ROLES))
    return show.address("desk" if is_office else "supervision", queue="distribution")


@asks(distributes)
def distribute(request: HttpRequest, pk: int) -> HttpResponse:
    """Read one filed case and choose its units; the suggested ones, or the usual unit, stand there."""
    body = show.desk_body(request.user, *DISTRIBUTORS)
    proposal = get_object_or_404(office_cases(request.user, body), pk=pk)
    refused = None
    if request.method == "POST":
        refused = deciding.attempt(request, flows.proposals, FOR_ACT, proposal, "distribute")
        if refused is None:
            say_done(request, flows.proposals.acts["distribute"])
            return redirect(_next(request.user, body))
    board = deciding.board(request.user, flows.proposals, FOR_ACT, proposal)
    panels = board.panels(KEYS, refused)
    if panels and refused is None:
        _fill_in(panels[0], body, proposal)
    context = {
        "proposal": proposal,
        "facts": facts_of(show.frame_of(request.user, body), proposal),
        "parts": parts_of(proposal),
        "files": files_of(proposal),
        "panels": panels,
        "suggested": suggested_units(proposal) if panels else None,
        "closed": board.closed(KEYS),
        "refused": refused,
        "desk": desk_of(request.user),
    }
    return page(request, "proposals/desk/distribute.html", context, status=refused.status if refused else 200)


def _fill_in(panel: deciding.Panel, body: Body, proposal: Proposal) -> None:
    if "lead" not in panel.form.initial:
        usual = routing.usual_units(body, {proposal.category}).get(proposal.category)
        panel.form.initial["lead"] = usual


def _next(user: Any, body: Body) -> str:
    """The next filed case, longest waiting first, or the desk when all are distributed."""
    rows = Proposal.objects.inside(user).filter(body=body, state=Proposal.State.FILED)
    found = rows.order_by("filed_at", "pk").first()
    return show.address("desk_distribute", found.pk) if found else desk_of(user)


@asks(distributes)
def distribute_many(request: HttpRequest) -> HttpResponse:
    """Chosen cases → a plan for each → a preview of each → one act for each."""
    body = show.desk_body(request.user, *DISTRIBUTORS)
    back = safe_next(request, desk_of(request.user))
    pks = paging.chosen_pks(request.POST.getlist("case"))[: bulk.MOST]
    if request.method != "POST" or not pks:
        return redirect(back)
    found = _chosen(request.user, body).in_bulk(pks)
    cases = [found[pk] for pk in pks if pk in found]
    units = {unit.pk: unit for unit in Unit.objects.of(body)}
    match request.POST.get("step", ""):
        case "preview":
            return _preview(request, cases, units, back)
        case "do":
            return _do_all(request, cases, units, back)
    return _plan(request, body, cases, units, back)


def _chosen(user: Any, body: Body) -> Any:
    rows = Proposal.objects.inside(user).filter(body=body)
    return rows.select_related("body", "author", "collective").prefetch_related("suggested_units")


def _form(case: Proposal, units: dict[int, Unit], *given: Any, **more: Any) -> RowPlanForm:
    return RowPlanForm(*given, units=units, prefix=f"row-{case.pk}", **more)


def _plan(
    request: HttpRequest, body: Body, cases: list[Proposal], units: dict[int, Unit], back: str
) -> HttpResponse:
    usual = routing.usual_units(body, {case.category for case in cases})
    frame = show.frame_of(request.user, body)
    rows = [
        {"line": _line(request, case, None), **_planned(request, frame, case, units, usual)} for case in cases
    ]
    return page(request, "proposals/desk/plan.html", {"rows": rows, "back": back, "step": "plan"})


def _planned(
    request: HttpRequest, frame: show.Frame, case: Proposal, units: dict[int, Unit], usual: dict[str, Unit]
) -> dict[str, Any]:
    """The form of a row: what was chosen before, else the default plan; and the units of similar cases."""
    told = {
        "meta": told_category(frame.rules, case.category),
        "suggested": suggested_units(case, units),
    }
    if f"row-{case.pk}-lead" in request.POST:
        return {"form": _form(case, units, request.POST), **told}
    plan = routing.default_plan(case, usual)
    leads = [str(one["unit"].pk) for one in plan if one["duty"] == "lead"]
    joint = [str(one["unit"].pk) for one in plan if one["duty"] == "joint"]
    return {"form": _form(case, units, initial={"lead": "".join(leads), "joint": joint}), **told}


def _preview(request: HttpRequest, cases: list[Proposal], units: dict[int, Unit], back: str) -> HttpResponse:
    rows, ready = [], 0
    for case in cases:
        form = _form(case, units, request.POST)
        plan = form.plan() if form.is_valid() else []
        line = _line(request, case, plan)
        ready += line.is_open
        rows.append({"line": line, "form": form})
    context = {"rows": rows, "back": back, "step": "preview", "ready": ready}
    return page(request, "proposals/desk/plan.html", context)


def _line(request: HttpRequest, case: Proposal, plan: list[dict[str, Any]] | None) -> bulk.Line:
    """What a plan will do to a case, or why it cannot."""
    act = flows.proposals.acts["distribute"]
    reason = bulk.why_not(act, request.user, case)
    if reason is None and plan is not None:
        reason = _flaw(case, plan)
    told = told_plan(plan) if reason is None and plan else ""
    return bulk.line_of(case, reason or told, is_open=reason is None)


def _flaw(case: Proposal, plan: list[dict[str, Any]]) -> Sentence | None:
    try:
        check_plan(case, plan)  # type: ignore[arg-type]
    except Invalid as flaw:
        return flaw.sentence
    return None


def told_plan(plan: list[dict[str, Any]]) -> str:
    """Who leads and who joins, in words."""
    leads = "、".join(str(one["unit"]) for one in plan if one["duty"] == "lead")
    joint = "、".join(str(one["unit"]) for one in plan if one["duty"] == "joint")
    if not joint:
        return _("Goes to %(lead)s as lead unit.") % {"lead": leads}
    return _("Goes to %(lead)s as lead unit, jointly with %(joint)s.") % {"lead": leads, "joint": joint}


def _do_all(request: HttpRequest, cases: list[Proposal], units: dict[int, Unit], back: str) -> HttpResponse:
    made = bulk.BULKS["distribute"]
    lines = []
    for case in cases:
        form = _form(case, units, request.POST)
        plan = form.plan() if form.is_valid() else []
        version = request.POST.get(f"row-{case.pk}-version", "")
        key = request.POST.get(f"row-{case.pk}-key", "") or uuid4().hex
        seen = whole_number(version)
        ticket = bulk.Ticket(request.user, case.version if seen is None else seen, key)
        lines.append(bulk.do_one(made, case, ticket, {"plan": plan}))
    return bulk.results(request, made, lines, back)
