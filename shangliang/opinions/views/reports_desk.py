"""The editor's desk: queues, the text beside its original, decisions, and putting several together."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shangliang.accounts.http import person_of
from shangliang.bodies.deadlines import work_calendar
from shangliang.bodies.queries import OFFICE_ROLES
from shangliang.bodies.reference.calendar import WorkCalendar
from shangliang.bodies.telling import told_day, told_moment, told_waiting
from shangliang.core.changes import changed_passages
from shangliang.core.errors import Invalid, Refusal
from shangliang.core.http import asks, page
from shangliang.core.paging import BY_ROW, stretch
from shangliang.ledger import deciding
from shangliang.ledger.http import say_done
from shangliang.opinions import acts, desks, flows, queries_reports
from shangliang.opinions.desks_reports import REPORTS
from shangliang.opinions.forms import FOR_REPORT_ACT
from shangliang.opinions.forms.reports import CombineForm
from shangliang.opinions.models import Dispatch, Report
from shangliang.opinions.ruleset_reports import report_rules
from shangliang.opinions.timeline_reports import acts_of, for_the_office
from shangliang.opinions.views.desk import desk_body, in_some_office
from shangliang.opinions.views.following import behind, go_on, in_queue

# The acts of this desk with their keys, in the order in which they are offered.
KEYS = {
    "edit": "e",
    "check": "c",
    "sign_urgent": "u",
    "sign": "g",
    "send": "s",
    "give_feedback": "b",
    "take_out": "o",
    "keep": "k",
    "set_aside": "x",
    "return_to_editor": "r",
    "hurry": "h",
}
# After these there is nothing more to do with a report: the next one is opened.
PUT_AWAY = ("keep", "set_aside")


@asks(in_some_office)
def index(request: HttpRequest) -> HttpResponse:
    """One queue with the counts of all: the longest waiting first, of what waits no more the newest."""
    body = desk_body(request.user, *OFFICE_ROLES)
    queue = desks.queue_named(REPORTS, request.GET.get("queue", ""))
    rows = Report.objects.inside(request.user).filter(body=body)
    waiting = rows.filter(queue.holds).select_related("author", "collective", "informant", "from_body")
    after, url = request.GET.get("after", ""), reverse("opinions:report_desk")
    found, calendar = stretch(waiting, queue.since, after), work_calendar()
    shown = [_row(one, queue, calendar) for one in found.rows]
    context = {
        "body": body,
        "tabs": desks.tabs(REPORTS, queue, desks.counts(rows, REPORTS), url),
        **desks.listed(queue, shown, url, found.cursor, after),
    }
    return page(request, "opinions/reports/desk.html", context)


def told_source(one: Report) -> str:
    """From whom it came, as the office reads it."""
    named = one.collective or one.from_body or one.author
    parts = [str(part) for part in (one.informant, named) if part]
    return " · ".join(parts) or str(one.get_kind_display())


def _row(one: Report, queue: desks.Queue, calendar: WorkCalendar) -> dict[str, Any]:
    since = getattr(one, queue.since) if queue.since not in BY_ROW else None
    badges: list[dict[str, Any]] = [{"label": _("urgent"), "tone": "stop"}] if one.is_urgent else []
    badges.append({"label": one.get_state_display(), "tone": "soft"})
    came = told_moment(one.submitted) if one.submitted else ""
    return {
        "title": one.shown_title(),
        "href": in_queue("opinions:report_case", queue.name, one.pk),
        "meta": [part for part in (one.number, told_source(one), came) if part],
        "badges": badges,
        "clock": told_waiting(since, calendar) if since else None,
    }


def _report(request: HttpRequest, pk: int) -> Report:
    rows = Report.objects.inside(request.user).select_related(
        "body",
        "author",
        "editor",
        "collective",
        "informant",
        "from_body",
        "issue__periodical",
        "combined_into",
    )
    found: Report = get_object_or_404(rows, pk=pk)
    return found


@asks(in_some_office)
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Read, edit and decide."""
    report = _report(request, pk)
    if request.method != "POST":
        return _show(request, report, None)
    name = request.POST.get("act", "")
    refused = deciding.attempt(request, flows.reports, FOR_REPORT_ACT, report, name)
    if refused is not None:
        return _show(request, _report(request, pk), refused)
    say_done(request, flows.reports.acts[name])
    queue = request.GET.get("queue", "")
    onward = "opinions:report_next" if queue and name in PUT_AWAY else "opinions:report_case"
    return redirect(in_queue(onward, queue, pk))


@asks(in_some_office)
def next_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The report behind this one in a queue."""
    queue = desks.queue_named(REPORTS, request.GET.get("queue", ""))
    rows = Report.objects.inside(request.user).filter(body=desk_body(request.user, *OFFICE_ROLES))
    return go_on(request, behind(rows, queue, pk), queue, "opinions:report_case", "opinions:report_desk")


@asks(in_some_office)
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the editor's version: quietly for the page that saves itself, or by its button."""
    report = _report(request, pk)
    if request.method != "POST":
        return redirect("opinions:report_case", pk=pk)
    is_quiet = "application/json" in request.headers.get("Accept", "")
    refused = deciding.attempt(request, flows.reports, FOR_REPORT_ACT, report, "save_edit")
    if refused is not None and is_quiet:
        sentences = [str(one) for errors in refused.form.errors.values() for one in errors]
        reason = str(refused.sentence or " ".join(sentences))
        return JsonResponse({"reason": reason}, status=refused.status)
    if refused is not None:
        return _show(request, _report(request, pk), refused)
    if is_quiet:
        return JsonResponse({"version": report.version, "saved_at": timezone.now().isoformat()})
    messages.success(request, _("Saved."))
    return redirect(in_queue("opinions:report_case", request.GET.get("queue", ""), pk))


def _show(request: HttpRequest, report: Report, refused: deciding.Refused | None) -> HttpResponse:
    board = deciding.board(request.user, flows.reports, FOR_REPORT_ACT, report)
    is_open = any(one.act.spec.name == "save_edit" and one.is_open for one in board.offers)
    queue = request.GET.get("queue", "")
    context = {
        "report": report,
        "desk": in_queue("opinions:report_desk", queue),
        "skip": in_queue("opinions:report_next", queue, report.pk) if queue else "",
        "save_to": in_queue("opinions:report_save", queue, report.pk),
        "editor": board.form("save_edit", refused) if is_open else None,
        "changes": _changes(report),
        "originals": report.originals.select_related("author", "from_body").order_by("id"),
        "dispatches": [_dispatch(one) for one in queries_reports.dispatches_of(report)],
        "panels": board.panels(KEYS, refused),
        "closed": board.closed(KEYS),
        "refused": refused,
        "facts": _facts(report),
        "entries": for_the_office(acts_of(report)),
        "is_signed": report.state == Report.State.SIGNED,
        "is_quiet": report.state in (Report.State.SIGNED, Report.State.EDITING),
    }
    return page(request, "opinions/reports/case.html", context, status=refused.status if refused else 200)


def _changes(report: Report) -> list[dict[str, Any]]:
    """What the editor changed, beside the original; nothing before editing began."""
    pairs = [
        (_("Title"), report.title, report.edited_title),
        (_("Text"), report.text, report.edited_text),
    ]
    changed = [one for one in pairs if one[2] and one[1] != one[2]]
    return [{"heading": head, "passages": changed_passages(old, new)} for head, old, new in changed]


def _dispatch(one: Dispatch) -> dict[str, Any]:
    results = [
        {
            "label": f"{result.get_level_display()} · {result.get_outcome_display()}",
            "day": told_day(result.day),
            "is_combined": result.is_combined,
            "instruction": result.instruction,
            "href": reverse("opinions:result_document", args=[result.pk]) if result.document else "",
            "name": result.document_name,
        }
        for result in one.results.all()
    ]
    sources = flows.dispatches.acts["record_result"].spec
    is_to_record = not one.is_connected and sources.is_source(one.state)
    is_to_recall = one.to_body_id and flows.dispatches.acts["recall"].spec.is_source(one.state)
    return {
        "to": f"{one.get_addressee_display()} · {one}" if one.unit_id or one.to_body_id else str(one),
        "state": one.get_state_display(),
        "sent": told_day(timezone.localdate(one.sent)),
        "reason": one.reason,
        "results": results,
        "record": reverse("opinions:dispatch_perform", args=[one.pk, "record_result"])
        if is_to_record
        else "",
        "recall": reverse("opinions:dispatch_perform", args=[one.pk, "recall"]) if is_to_recall else "",
    }


def _facts(one: Report) -> list[dict[str, Any]]:
    values = report_rules(one.body).values
    rows = [
        (_("report number"), one.number),
        (_("from"), told_source(one)),
        (_("what it is"), one.get_kind_display()),
        (_("category"), values.told_category(one.category)),
        (_("handed in"), told_moment(one.submitted) if one.submitted else ""),
        (_("editor"), str(one.editor or "")),
        (_("issue"), str(one.issue or "")),
        (_("reason"), values.told_reason(one.decision_reason)),
        (_("note"), one.decision_note),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


@asks(in_some_office)
def combine(request: HttpRequest) -> HttpResponse:
    """Choose several reports; each stays, and the credit is shared."""
    body = desk_body(request.user, *OFFICE_ROLES)
    form = CombineForm(request.POST or None, user=request.user, body=body)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            chosen = list(form.cleaned_data["reports"])
            host = acts.combine(body, by=person_of(request), reports=chosen, title=form.cleaned_data["title"])
            return redirect("opinions:report_case", pk=host.pk)
        except Invalid as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.sentence))
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
            status = refusal.status
    status = 422 if form.errors and status == 200 else status
    return page(request, "opinions/reports/combine.html", {"form": form, "body": body}, status=status)
