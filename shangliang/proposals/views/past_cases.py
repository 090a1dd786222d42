"""Bringing in past cases in steps: file, columns, preview with the end of every row, confirmation."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from shangliang.bodies.imports import Outcome
from shangliang.bodies.imports.plans import OUTCOME_LABELS
from shangliang.bodies.queries import OFFICE_ROLES
from shangliang.core.errors import Refusal
from shangliang.core.http import asks, page
from shangliang.ledger.http import act_page
from shangliang.proposals import acts, flows
from shangliang.proposals.forms.past import FOR_PAST_ACT, PastTableForm
from shangliang.proposals.models import PastTable
from shangliang.proposals.past_cases import FIELDS, MOST_ROWS, plan_of
from shangliang.proposals.views.desk import in_some_office
from shangliang.proposals.views.desk_rows import desk_body, person

_MOST_SHOWN = 300
_TONES = {Outcome.NEW: "good", Outcome.ERROR: "stop"}


@asks(in_some_office)
def send(request: HttpRequest) -> HttpResponse:
    """Choose the file."""
    body = desk_body(request.user, *OFFICE_ROLES)
    form = PastTableForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            table = acts.send_past_table(body, by=person(request), table=form.cleaned_data["table"])
            return HttpResponseRedirect(reverse("proposals:past_table", args=[table.pk]))
        except Refusal as refusal:
            form.add_error("table", str(refusal.sentence))
    if request.method == "POST":
        status = 422
    context = {"place": body, "form": form, "fields": FIELDS, "most": MOST_ROWS}
    return page(request, "proposals/past_send.html", context, status=status)


def _own(request: HttpRequest, pk: int) -> PastTable:
    rows = PastTable.objects.visible_to(request.user).select_related("body__region")
    return get_object_or_404(rows, pk=pk)


@asks(in_some_office)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What would become of each row, errors first; afterwards, what was done."""
    table = _own(request, pk)
    is_complete = all(field.name in table.columns for field in FIELDS if field.is_needed)
    is_open = table.state == PastTable.State.READ
    plan = plan_of(table) if is_open and is_complete else None
    rows = sorted(plan.rows, key=lambda row: row.outcome != Outcome.ERROR) if plan else []
    context = {
        "table": table,
        "is_open": is_open,
        "is_complete": is_complete,
        "counts": _counts(plan.counts()) if plan else [],
        "errors": len(plan.errors()) if plan else 0,
        "useful": len(plan.correct()) if plan else 0,
        "rows": [_shown(row) for row in rows[:_MOST_SHOWN]],
        "hidden": max(0, len(rows) - _MOST_SHOWN),
    }
    return page(request, "proposals/past_preview.html", context)


def _counts(counts: dict[str, int]) -> list[dict[str, Any]]:
    wanted = (Outcome.NEW, Outcome.SAME, Outcome.ERROR)
    return [{"label": OUTCOME_LABELS[outcome], "value": counts[outcome]} for outcome in wanted]


def _shown(row: Any) -> dict[str, Any]:
    return {"row": row, "label": OUTCOME_LABELS[row.outcome], "tone": _TONES.get(row.outcome, "soft")}


@asks(in_some_office)
def perform(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Choose columns, confirm, or drop the table."""
    back = reverse("proposals:past_table", args=[pk])
    return act_page(request, flows.past_tables, FOR_PAST_ACT, _own(request, pk), name, back=back)
