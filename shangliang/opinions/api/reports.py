"""Information reports in the API: begun, listed, read, combined; each reader gets what their page shows."""

from datetime import date, datetime
from decimal import Decimal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from shangliang.accounts.http import person_of
from shangliang.accounts.models import User
from shangliang.bodies.models import Collective
from shangliang.core.errors import Invalid
from shangliang.ledger.operations import Done, add_operations
from shangliang.opinions import acts, desks, flows, queries_reports
from shangliang.opinions.api import lists
from shangliang.opinions.desks_reports import REPORTS
from shangliang.opinions.models import Dispatch, Report, Result

router = Router()


class ReportOut(BaseModel):
    """A report in a list."""

    id: int
    version: int
    body: str
    number: str
    kind: str
    state: str
    title: str
    category: str
    is_urgent: bool
    submitted: datetime | None
    issued: datetime | None


class ResultOut(BaseModel):
    """What became of it somewhere; never the words of an instruction."""

    level: str
    outcome: str
    is_combined: bool
    day: date


class CreditOut(BaseModel):
    """What its author is credited with."""

    role: str
    weight: Decimal
    day: date


class SentOut(BaseModel):
    """Where it was sent, for the office that sent it."""

    id: int
    version: int
    addressee: str
    to: str
    state: str
    results: list[ResultOut]


class ReportWhole(ReportOut):
    """A report whole: `edited_…`, `originals` and `sent` for the office alone, `credit` for its author alone."""

    text: str
    edited_title: str = ""
    edited_text: str = ""
    combined_into: int | None
    decision_reason: str
    feedback: str
    results: list[ResultOut]
    originals: list[int] = []
    sent: list[SentOut] = []
    credit: list[CreditOut] = []


class ReportFilters(lists.Stretch):
    """Which queue of the editor's desk, or one's own."""

    queue: str = Field("", max_length=20, description="name of a queue of the desk")
    mine: bool = False


class Begin(lists.OfBody):
    """In whose name: as a member, for a collective by its contact, or as a contact point or informant."""

    collective: int | None = Field(None, ge=1, le=2**62)
    as_informant: bool = False


class Combine(lists.OfBody):
    """Which reports become one, and its title."""

    reports: list[int] = Field(max_length=50)
    title: str = Field(max_length=100)


LISTED = (
    *("id", "version", "number", "kind", "state", "category"),
    *("is_urgent", "submitted", "issued"),
)


def _out(one: Report) -> ReportOut:
    named = {name: getattr(one, name) for name in LISTED}
    return ReportOut(body=one.body.short_name, title=str(one), **named)


@router.get("/reports", response={200: lists.Listed[ReportOut], **lists.LISTED}, operation_id="reports_list")
def list_reports(request: HttpRequest, asked: Query[ReportFilters]) -> lists.Listed[ReportOut]:
    """One's own, and for the office what was handed in to it."""
    rows = Report.objects.visible_to(request.user).select_related("body")
    if asked.mine:
        rows = rows.filter(author_id=request.user.pk)
    if asked.queue:
        rows = rows.filter(desks.queue_named(REPORTS, asked.queue).holds)
    return lists.listed(rows, asked, _out)  # type: ignore[no-any-return]


@router.get("/reports/{int:pk}", response={200: ReportWhole, **lists.SHOWN}, operation_id="reports_show")
def show_report(request: HttpRequest, pk: int) -> ReportWhole:
    """One report, as its author or its office reads it."""
    rows = Report.objects.visible_to(request.user).select_related("body", "combined_into")
    report = get_object_or_404(rows, pk=pk)
    host = queries_reports.host_of(report)
    whole = ReportWhole(
        **_out(report).model_dump(),
        text=report.text,
        combined_into=report.combined_into_id,
        decision_reason=host.decision_reason,
        feedback=host.feedback,
        results=[_result(one) for one in queries_reports.results_of(report)],
    )
    if report.author_id == request.user.pk:
        whole.credit = _credit(person_of(request), report)
    if Report.objects.inside(request.user).filter(pk=pk).exists():
        whole.edited_title, whole.edited_text = report.edited_title, report.edited_text
        whole.originals = [one.pk for one in report.originals.order_by("pk")]
        whole.sent = [_sent(one) for one in queries_reports.dispatches_of(report)]
    return whole


def _result(one: Result) -> ResultOut:
    return ResultOut(level=one.level, outcome=one.outcome, is_combined=one.is_combined, day=one.day)


def _credit(user: User, report: Report) -> list[CreditOut]:
    return [
        CreditOut(role=one.role, weight=one.weight, day=timezone.localdate(one.act.happened))
        for one in queries_reports.credit_of(user, report)
    ]


def _sent(one: Dispatch) -> SentOut:
    return SentOut(
        id=one.pk,
        version=one.version,
        addressee=one.addressee,
        to=str(one),
        state=one.state,
        results=[_result(result) for result in one.results.all()],
    )


@router.post("/reports", response=lists.MADE, operation_id="reports_begin")
def begin(request: HttpRequest, data: Begin) -> Status[Done]:
    """Begin a draft that its author alone reads."""
    body, by, key = lists.body_in_use(request, data.body), person_of(request), lists.key_of(request)
    if data.collective is not None:
        collectives = Collective.objects.visible_to(request.user).filter(body=body)
        collective = get_object_or_404(collectives, pk=data.collective)
        made = acts.begin_for_collective.given(key=key)(body, by=by, collective=collective)
    elif data.as_informant:
        made = acts.begin_as_informant.given(key=key)(body, by=by)
    else:
        made = acts.begin.given(key=key)(body, by=by)
    return Status(201, lists.done(made))


@router.post("/reports/combine", response=lists.MADE, operation_id="reports_combine")
def combine(request: HttpRequest, data: Combine) -> Status[Done]:
    """One report out of several; each original stays, and the credit is shared."""
    body = lists.body_in_use(request, data.body)
    chosen = chosen_reports(request, data.reports)
    made = acts.combine.given(key=lists.key_of(request))(
        body, by=person_of(request), reports=chosen, title=data.title
    )
    return Status(201, lists.done(made))


def chosen_reports(request: HttpRequest, ids: list[int]) -> list[Report]:
    """Reports of one's office, in the order in which they were named."""
    found = Report.objects.inside(request.user).in_bulk(ids)
    if missing := [one for one in ids if one not in found]:
        raise Invalid(_("There is no report %(id)s on your desk.") % {"id": missing[0]}, "reports")
    return [found[one] for one in ids]


def _report(request: HttpRequest, pk: int) -> Report:
    return get_object_or_404(Report.objects.visible_to(request.user).select_related("body"), pk=pk)


add_operations(router, flows.reports, _report, "/reports")
