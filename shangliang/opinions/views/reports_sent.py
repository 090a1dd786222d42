"""What was sent: results written down by the office, their scanned sheets, and the shelf of units and leaders."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from shangliang.bodies.models import Post
from shangliang.bodies.queries import UNIT_ROLES
from shangliang.bodies.rules import has_post
from shangliang.bodies.telling import told_day
from shangliang.core.http import asks, page
from shangliang.core.paging import NEWEST, stretch
from shangliang.ledger.http import act_page
from shangliang.opinions import flows
from shangliang.opinions.forms import FOR_DISPATCH_ACT
from shangliang.opinions.models import Dispatch, Result
from shangliang.opinions.views.desk import in_some_office

receives_reports = has_post(
    *UNIT_ROLES, Post.Role.LEADER, otherwise=gettext_lazy("Only units and leaders are sent reports.")
)


@asks(in_some_office)
def perform(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """An act on a dispatch, on a page of its own."""
    rows = Dispatch.objects.inside(request.user).select_related("report__body", "to_body", "unit")
    dispatch = get_object_or_404(rows, pk=pk)
    back = reverse("opinions:report_case", args=[dispatch.report_id])
    return act_page(request, flows.dispatches, FOR_DISPATCH_ACT, dispatch, name, back=back)


@asks(in_some_office)
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The scanned sheet of a result."""
    result = get_object_or_404(Result.objects.inside(request.user).exclude(document=""), pk=pk)
    answer = FileResponse(
        result.document.open("rb"),
        as_attachment=True,
        filename=result.document_name,
        content_type=result.document_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer


@asks(receives_reports)
def received(request: HttpRequest) -> HttpResponse:
    """What was sent to one's unit, or to those who lead, newest first."""
    rows = Dispatch.objects.desk_of(request.user).select_related("report__issue__periodical", "report__body")
    found = stretch(rows, NEWEST, request.GET.get("after", ""))
    address = reverse("opinions:reports_received")
    context = {
        "rows": [_row(one) for one in found.rows],
        "next_page": f"{address}?after={found.cursor}" if found.cursor else "",
    }
    return page(request, "opinions/reports/received.html", context)


def _row(one: Dispatch) -> dict[str, Any]:
    return {
        "title": one.report.shown_title(),
        "href": reverse("opinions:report_received", args=[one.pk]),
        "meta": [
            str(one.report.body),
            str(one.report.issue),
            one.get_addressee_display(),
            told_day(timezone.localdate(one.sent)),
        ],
        "badges": [{"label": _("urgent"), "tone": "stop"}] if one.report.is_urgent else [],
    }


def _received(request: HttpRequest, pk: int) -> Dispatch:
    rows = Dispatch.objects.desk_of(request.user).select_related("report__issue__periodical", "report__body")
    found: Dispatch = get_object_or_404(rows, pk=pk)
    return found


@asks(receives_reports)
def received_one(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as it was issued; nothing of who wrote it. Leaders read their instruction, and write it here."""
    dispatch = _received(request, pk)
    offers = [
        one for one in flows.dispatches.open_to(request.user, dispatch) if one.act.spec.name == "instruct"
    ]
    context = {
        "dispatch": dispatch,
        "report": dispatch.report,
        "can_instruct": any(one.is_open for one in offers),
        "instructions": Result.objects.directed_by(request.user).filter(dispatch=dispatch),
    }
    return page(request, "opinions/reports/received_one.html", context)


@asks(receives_reports)
def perform_received(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """What somebody who was sent a report does with it, on a page of its own."""
    dispatch = _received(request, pk)
    back = reverse("opinions:report_received", args=[pk])
    return act_page(request, flows.dispatches, FOR_DISPATCH_ACT, dispatch, name, back=back)
