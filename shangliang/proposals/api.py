"""The proposals in the API: reads start at what one may see, writes are the same acts as the pages'."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query, Router, Status
from pydantic import BaseModel, ConfigDict, Field, RootModel, TypeAdapter

from shangliang.accounts.http import person_of
from shangliang.bodies.models import Body, Collective
from shangliang.bodies.queries import bodies_as
from shangliang.core.errors import NotVisible
from shangliang.ledger.operations import ANSWERS, Done, Trouble, add_operations, reader
from shangliang.proposals import acts, flows
from shangliang.proposals.models import Assignment, Proposal
from shangliang.proposals.models.visibility import STAFF
from shangliang.proposals.reading import reading_of
from shangliang.proposals.reading_nouns import Reading
from shangliang.proposals.scopes import scoped_in
from shangliang.proposals.statistics import statistics

router = Router()
MOST = 100


class ProposalOut(BaseModel):
    """A case in a list."""

    id: int
    body: str
    title: str
    kind: str
    state: str
    publicity: str
    category: str
    serial: int | None
    number: int | None
    version: int
    submitted_at: datetime | None
    filed_at: datetime | None


class Page(BaseModel):
    """Cases, newest first; `next` is the `before` of the following page."""

    items: list[ProposalOut]
    next: int | None


class StatisticOut(BaseModel):
    """A number, what it counts, and the lines it is made of."""

    name: str
    label: str
    value: float | None
    unit: str
    definition: str
    groups: dict[str, list[dict[str, Any]]]


CaseOut = RootModel[Reading]
_PLAIN: TypeAdapter[Any] = TypeAdapter(Any)


class Filters(BaseModel):
    """What to list."""

    model_config = ConfigDict(extra="forbid")
    body: str | None = Field(None, max_length=12, description="code of a body")
    state: Proposal.State | None = None
    before: int | None = Field(None, ge=1, le=2**62)
    limit: int = Field(20, ge=1, le=MOST)


class Begin(BaseModel):
    """Where to begin a draft; for a collective, by its contact."""

    model_config = ConfigDict(extra="forbid")
    body: str = Field(max_length=12)
    collective: int | None = Field(None, ge=1, le=2**62)


def _out(one: Proposal, is_inside: bool) -> ProposalOut:
    names = ProposalOut.model_fields.keys() - {"body", "title"}
    public = None if is_inside else getattr(one, "public_text", None)
    title = public.title if public else one.title
    return ProposalOut(body=one.body.short_name, title=title, **{name: getattr(one, name) for name in names})


def _seen(request: HttpRequest, rows: list[Proposal]) -> list[ProposalOut]:
    """Public titles for those who do not read the case in full."""
    ids = [one.pk for one in rows]
    inside = set(Proposal.objects.inside(request.user).filter(pk__in=ids).values_list("pk", flat=True))
    return [_out(one, one.pk in inside) for one in rows]


@router.get("", response={200: Page, 401: Trouble, 422: Trouble}, auth=reader, operation_id="proposals_list")
def list_proposals(request: HttpRequest, filters: Query[Filters]) -> Page:
    """Cases one may open; without signing in, the published ones."""
    rows = Proposal.objects.visible_to(request.user).select_related("body", "public_text").order_by("-id")
    if filters.body:
        rows = rows.filter(body__region__code=filters.body)
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.before:
        rows = rows.filter(pk__lt=filters.before)
    found = list(rows[: filters.limit + 1])
    more = found[filters.limit - 1].pk if len(found) > filters.limit else None
    return Page(items=_seen(request, found[: filters.limit]), next=more)


@router.get(
    "/statistics",
    response={200: list[StatisticOut], 404: Trouble},
    auth=reader,
    operation_id="proposals_statistics",
)
def list_statistics(request: HttpRequest) -> list[dict[str, Any]]:
    """Every number of a body with its definition: ?body=code&session=…&start=…&end=…&below=1, as on the page."""
    found = scoped_in(request.GET, request.user)
    if found is None:
        raise NotVisible(_("There is no such body in use."))
    return statistics(found.scope, is_public=found.body.pk not in bodies_as(request.user, *STAFF))


@router.get(
    "/{int:pk}",
    response={200: CaseOut, 401: Trouble, 404: Trouble},
    auth=reader,
    operation_id="proposals_show",
)
def show(request: HttpRequest, pk: int) -> CaseOut:
    """One case as the person reads it: whole, or its public version."""
    reading = reading_of(_proposal(request, pk), request.user)
    return CaseOut.model_validate(_PLAIN.dump_python(asdict(reading), mode="json", fallback=str))


MADE = {201: Done, **{status: answer for status, answer in ANSWERS.items() if answer is not Done}}


@router.post("", response=MADE, operation_id="proposals_draft")
def begin(request: HttpRequest, data: Begin) -> Status[Done]:
    """Begin a draft."""
    body = Body.objects.visible_to(request.user).filter(region__code=data.body, is_active=True).first()
    if body is None:
        raise NotVisible(_("There is no such body in use."))
    key = request.headers.get("Idempotency-Key")
    if data.collective is None:
        made = acts.draft.given(key=key)(body, by=person_of(request))
    else:
        collectives = Collective.objects.visible_to(request.user).filter(body=body)
        collective = get_object_or_404(collectives, pk=data.collective)
        made = acts.draft_for_collective.given(key=key)(body, by=person_of(request), collective=collective)
    return Status(201, Done(id=made.pk, state=made.state, version=made.version))


def _proposal(request: HttpRequest, pk: int) -> Proposal:
    rows = Proposal.objects.visible_to(request.user).select_related("body")
    found: Proposal = get_object_or_404(rows, pk=pk)
    return found


def _assignment(request: HttpRequest, pk: int) -> Assignment:
    rows = Assignment.objects.visible_to(request.user).select_related("proposal__body", "unit")
    found: Assignment = get_object_or_404(rows, pk=pk)
    return found


add_operations(router, flows.proposals, _proposal)
add_operations(router, flows.assignments, _assignment, prefix="/assignments")
