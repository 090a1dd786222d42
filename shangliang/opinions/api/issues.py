"""Issues, dispatches, periodicals and informants in the API: listed, read, begun."""

from datetime import date

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Status
from pydantic import BaseModel, ConfigDict, Field

from shangliang.accounts.http import person_of
from shangliang.ledger.operations import Done, add_operations
from shangliang.opinions import acts, flows
from shangliang.opinions.api import lists
from shangliang.opinions.api.reports import chosen_reports
from shangliang.opinions.models import Dispatch, Informant, Issue, Periodical

router = Router()


class ReceivedOut(BaseModel):
    """A report as it was issued, for whoever was sent it; nothing of who wrote it."""

    id: int
    version: int
    body: str
    issue: str
    addressee: str
    state: str
    title: str
    text: str
    is_urgent: bool
    sent: date


class PeriodicalOut(BaseModel):
    """A series with its own numbers."""

    id: int
    version: int
    body: str
    name: str
    state: str
    is_urgent: bool


class PeriodicalIn(lists.OfBody):
    """A new periodical."""

    name: str = Field(max_length=60)
    is_urgent: bool = False


class IssueOut(BaseModel):
    """One number of a periodical, with the reports in it."""

    id: int
    body: str
    name: str
    year: int
    number: int
    day: date
    reports: list[int]


class IssueIn(BaseModel):
    """The signed reports of the next number."""

    model_config = ConfigDict(extra="forbid")
    reports: list[int] = Field(max_length=50)


class InformantOut(BaseModel):
    """Who reports besides members."""

    id: int
    version: int
    body: str
    kind: str
    state: str
    name: str
    person: str
    since: date


class InformantIn(lists.OfBody):
    """Whom the body asks to report: by sign-in name, mail address or telephone number."""

    kind: Informant.Kind
    account: str = Field(max_length=120)
    name: str = Field("", max_length=80)


def _received(one: Dispatch) -> ReceivedOut:
    report = one.report
    return ReceivedOut(
        id=one.pk,
        version=one.version,
        body=report.body.short_name,
        issue=str(report.issue or ""),
        addressee=one.addressee,
        state=one.state,
        title=report.shown_title(),
        text=report.shown_text(),
        is_urgent=report.is_urgent,
        sent=timezone.localdate(one.sent),
    )


@router.get(
    "/dispatches", response={200: lists.Listed[ReceivedOut], **lists.LISTED}, operation_id="dispatches_list"
)
def list_received(request: HttpRequest, asked: Query[lists.Stretch]) -> lists.Listed[ReceivedOut]:
    """What was sent to one's unit, or to those who lead."""
    rows = Dispatch.objects.desk_of(request.user).select_related("report__body", "report__issue__periodical")
    return lists.listed(rows, asked, _received, "report__body__region__code")  # type: ignore[no-any-return]


@router.get(
    "/dispatches/{int:pk}", response={200: ReceivedOut, **lists.SHOWN}, operation_id="dispatches_show"
)
def show_received(request: HttpRequest, pk: int) -> ReceivedOut:
    """One of them; for the office, what it sent."""
    rows = Dispatch.objects.visible_to(request.user)
    found: Dispatch = get_object_or_404(
        rows.select_related("report__body", "report__issue__periodical"), pk=pk
    )
    return _received(found)


def _periodical_out(one: Periodical) -> PeriodicalOut:
    named = {name: getattr(one, name) for name in ("id", "version", "name", "state", "is_urgent")}
    return PeriodicalOut(body=one.body.short_name, **named)


@router.get(
    "/periodicals",
    response={200: lists.Listed[PeriodicalOut], **lists.LISTED},
    operation_id="periodicals_list",
)
def list_periodicals(request: HttpRequest, asked: Query[lists.Stretch]) -> lists.Listed[PeriodicalOut]:
    """In what one's body issues reports."""
    rows = Periodical.objects.visible_to(request.user).select_related("body")
    return lists.listed(rows, asked, _periodical_out)  # type: ignore[no-any-return]


@router.post("/periodicals", response=lists.MADE, operation_id="periodicals_found")
def found(request: HttpRequest, data: PeriodicalIn) -> Status[Done]:
    """Found a periodical."""
    body, given = lists.body_in_use(request, data.body), acts.found.given(key=lists.key_of(request))
    made = given(body, by=person_of(request), name=data.name, is_urgent=data.is_urgent)
    return Status(201, lists.done(made))


def _issue_out(one: Issue) -> IssueOut:
    named = {name: getattr(one, name) for name in ("id", "year", "number", "day")}
    ids = sorted(report.pk for report in one.reports.all())
    return IssueOut(body=one.body.short_name, name=one.periodical.name, reports=ids, **named)


@router.get("/issues", response={200: lists.Listed[IssueOut], **lists.LISTED}, operation_id="issues_list")
def list_issues(request: HttpRequest, asked: Query[lists.Stretch]) -> lists.Listed[IssueOut]:
    """What came out in one's body."""
    rows = Issue.objects.visible_to(request.user).select_related("body", "periodical")
    return lists.listed(rows.prefetch_related("reports"), asked, _issue_out)  # type: ignore[no-any-return]


@router.post("/periodicals/{int:pk}/issues", response=lists.MADE, operation_id="issues_publish")
def publish(request: HttpRequest, pk: int, data: IssueIn) -> Status[Done]:
    """Put out the next number with one signed report or several."""
    chosen, given = (
        chosen_reports(request, data.reports),
        acts.publish_issue.given(key=lists.key_of(request)),
    )
    made = given(_periodical(request, pk), by=person_of(request), reports=chosen)
    return Status(201, lists.done(made))


def _informant_out(one: Informant) -> InformantOut:
    named = {name: getattr(one, name) for name in ("id", "version", "kind", "state", "name", "since")}
    return InformantOut(body=one.body.short_name, person=str(one.user), **named)


@router.get(
    "/informants", response={200: lists.Listed[InformantOut], **lists.LISTED}, operation_id="informants_list"
)
def list_informants(request: HttpRequest, asked: Query[lists.Stretch]) -> lists.Listed[InformantOut]:
    """The register, for the office that keeps it; for others their own registration."""
    rows = Informant.objects.visible_to(request.user).select_related("body", "user")
    return lists.listed(rows, asked, _informant_out)  # type: ignore[no-any-return]


@router.post("/informants", response=lists.MADE, operation_id="informants_invite")
def invite(request: HttpRequest, data: InformantIn) -> Status[Done]:
    """Register a contact point or an invited informant."""
    body, given = lists.body_in_use(request, data.body), acts.invite.given(key=lists.key_of(request))
    made = given(body, by=person_of(request), kind=data.kind.value, account=data.account, name=data.name)
    return Status(201, lists.done(made))


def _dispatch(request: HttpRequest, pk: int) -> Dispatch:
    rows = Dispatch.objects.visible_to(request.user).select_related("report__body", "to_body", "unit")
    return get_object_or_404(rows, pk=pk)


def _periodical(request: HttpRequest, pk: int) -> Periodical:
    rows = Periodical.objects.visible_to(request.user).select_related("body")
    found: Periodical = get_object_or_404(rows, pk=pk)
    return found


def _informant(request: HttpRequest, pk: int) -> Informant:
    return get_object_or_404(Informant.objects.visible_to(request.user).select_related("body"), pk=pk)


add_operations(router, flows.dispatches, _dispatch, "/dispatches")
add_operations(router, flows.periodicals, _periodical, "/periodicals")
add_operations(router, flows.informants, _informant, "/informants")
