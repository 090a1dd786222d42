"""One act on many rows: a preview that says of each what will happen or why not, then one act each."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shangliang.bodies.deadlines import work_calendar
from shangliang.bodies.models import Post
from shangliang.bodies.queries import OFFICE_ROLES, UNIT_ROLES
from shangliang.bodies.rules import has_post
from shangliang.core import paging
from shangliang.core.errors import NotVisible, Refusal, Sentence
from shangliang.core.http import asks, page, safe_next
from shangliang.core.text import whole_number
from shangliang.ledger.flow import Declared, Flow
from shangliang.ledger.models import Subject
from shangliang.proposals import flows
from shangliang.proposals.desks import clocked
from shangliang.proposals.models import Assignment, Proposal
from shangliang.proposals.telling import told_day
from shangliang.proposals.views import desk_rows as show

MOST = 50
has_desk = has_post(
    *OFFICE_ROLES,
    *UNIT_ROLES,
    Post.Role.SUPERVISOR,
    otherwise=gettext_lazy("Only offices, units and supervision offices have desks."),
)


@dataclass(frozen=True)
class Bulk:
    """An act that can be done to many rows: on what, what it asks for, what it will do to a row in words."""

    name: str
    label: Sentence
    flow: Flow[Any]
    will: Sentence
    url: str = "bulk"
    tick: str = "case"

    @property
    def href(self) -> str:
        """Where chosen rows are sent for their preview."""
        return show.address(self.url, *([self.name] if self.url == "bulk" else []))

    @property
    def acts(self) -> list[show.Row]:
        """As ui/bulk_bar.html shows it."""
        return [{"act": self.name, "label": self.label}]


@dataclass(frozen=True)
class Line:
    """One row of a preview or of the results."""

    pk: int
    title: str
    detail: str
    sentence: Sentence
    is_open: bool
    version: int = 0
    key: str = ""


_REMINDER = gettext_lazy("The unit is reminded of its due day (%(clock)s): %(day)s.")
BULKS = {
    one.name: one
    for one in (
        Bulk("distribute", gettext_lazy("Distribute"), flows.proposals, "", url="bulk_distribute"),
        Bulk(
            "publish",
            gettext_lazy("Publish"),
            flows.proposals,
            gettext_lazy("The public text is opened to everybody."),
        ),
        Bulk(
            "archive",
            gettext_lazy("Archive"),
            flows.proposals,
            gettext_lazy("The case goes into the archive for good."),
        ),
        Bulk("remind", gettext_lazy("Remind"), flows.assignments, _REMINDER),
        Bulk(
            "sign_for",
            gettext_lazy("Sign for it"),
            flows.assignments,
            gettext_lazy("Your unit handles the case from now on."),
        ),
    )
}


@asks(has_desk)
def run(request: HttpRequest, name: str) -> HttpResponse:
    """Chosen rows → preview → results; each row is an act of its own, done once however often it is sent."""
    bulk = BULKS.get(name)
    if bulk is None or bulk.url != "bulk":
        raise NotVisible(_("There is no such act."))
    back = safe_next(request, show.address("index"))
    if request.method != "POST":
        return redirect(back)
    if request.POST.get("step") == "do":
        lines = _do_all(request, bulk)
        return results(request, bulk, lines, back)
    pks = paging.chosen_pks(request.POST.getlist("case"))
    found = rows_of(bulk.flow, request.user).in_bulk(pks[:MOST])
    asked = _arguments(bulk, list(found.values()))
    lines = [_preview(bulk, found[pk], request.user, asked) for pk in pks[:MOST] if pk in found]
    context = {**_told(bulk, lines, back), "left_out": len(pks) - len(lines), "most": MOST}
    return page(request, "proposals/desk/bulk.html", context)


def _told(bulk: Bulk, lines: list[Line], back: str) -> dict[str, Any]:
    return {"bulk": bulk, "back": back, "lines": lines, "ready": sum(line.is_open for line in lines)}


def results(request: HttpRequest, bulk: Bulk, lines: list[Line], back: str) -> HttpResponse:
    """What became of each row."""
    context = {**_told(bulk, lines, back), "is_done": True}
    return page(request, "proposals/desk/bulk.html", context)


def rows_of(flow: Flow[Any], user: Any) -> Any:
    """The rows of a flow that a desk may act on, with what their acts' rules read."""
    if flow is flows.proposals:
        return Proposal.objects.inside(user).select_related("body", "author", "collective", "public_text")
    return Assignment.objects.visible_to(user).select_related("proposal__body", "unit")


def why_not(act: Declared[Any, Any, Any], user: Any, obj: Any) -> Sentence | None:
    """Why this act is not open to this person on this row; None if it is."""
    if not act.spec.is_source(obj.state):
        return _("Not possible in the state “%(state)s”.") % {"state": obj.get_state_display()}
    return act.spec.who(user, obj) or (act.spec.when(user, obj) if act.spec.when else None)


def _preview(bulk: Bulk, obj: Any, user: Any, asked: dict[int, dict[str, Any]]) -> Line:
    reason = why_not(bulk.flow.acts[bulk.name], user, obj)
    if reason is None and bulk.name == "remind" and obj.pk not in asked:
        reason = _("No clock is running for this assignment.")
    told = reason or str(bulk.will) % asked.get(obj.pk, {}).get("told", {})
    return line_of(obj, told, is_open=reason is None)


def line_of(obj: Any, sentence: Sentence, *, is_open: bool) -> Line:
    """A row with its sentence, its version and a fresh idempotency key."""
    case: Proposal = obj.ledger_case()
    detail = " · ".join(part for part in (show.number_of(case), str(getattr(obj, "unit", ""))) if part)
    return Line(obj.pk, str(case), detail, sentence, is_open, obj.version, uuid4().hex)


def _arguments(bulk: Bulk, rows: list[Any]) -> dict[int, dict[str, Any]]:
    """What the act asks for, by row: only a reminder asks, for the nearest running clock. Two queries."""
    if bulk.name != "remind":
        return {}
    calendar, today = work_calendar(), timezone.localdate()
    running = clocked.running().filter(assignment_id__in=[one.pk for one in rows]).order_by("-due")
    found: dict[int, dict[str, Any]] = {}
    for clock in running:
        due = timezone.localdate(clock.due)
        days = calendar.workdays_between(today, due)
        told = {"clock": clocked.Kind(clock.kind).label, "day": told_day(due)}
        found[clock.assignment_id] = {"told": told, "give": clocked.reminder_of(clock, days)}
    return found


def _do_all(request: HttpRequest, bulk: Bulk) -> list[Line]:
    wanted = [parts for raw in request.POST.getlist("row") if (parts := _parsed(raw))][:MOST]
    found = rows_of(bulk.flow, request.user).in_bulk([pk for pk, _version, _key in wanted])
    asked = _arguments(bulk, list(found.values()))
    lines = []
    for pk, version, key in wanted:
        if pk in found:
            given = asked.get(pk, {}).get("give", {})
            ticket = Ticket(request.user, version, key)
            lines.append(do_one(bulk, found[pk], ticket, given))
    return lines


def _parsed(raw: str) -> tuple[int, int, str] | None:
    pk, _one, rest = raw.partition(":")
    version, _two, key = rest.partition(":")
    case, seen = whole_number(pk), whole_number(version)
    return (case, seen, key) if case is not None and seen is not None and key else None


@dataclass(frozen=True)
class Ticket:
    """By whom one row is done, at which version it was previewed, under which idempotency key."""

    by: Any
    version: int
    key: str


def do_one(bulk: Bulk, obj: Subject, ticket: Ticket, arguments: dict[str, Any]) -> Line:
    """Do the act on one row; its refusal is a sentence in the result, and the other rows go on."""
    act = bulk.flow.acts[bulk.name]
    try:
        act.given(version=ticket.version, key=ticket.key)(obj, by=ticket.by, **arguments)
    except Refusal as refusal:
        return line_of(obj, refusal.sentence, is_open=False)
    return line_of(obj, _("Done: %(what)s.") % {"what": act.spec.past}, is_open=True)
