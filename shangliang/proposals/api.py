"""The proposals in the API: reads start at what one may see, writes are the same acts as the pages'."""

from datetime import datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query, Router, Status
from pydantic import BaseModel, ConfigDict, Field

from shangliang.accounts.http import person_of
from shangliang.bodies.models import Body, Collective
from shangliang.core.errors import NotVisible
from shangliang.ledger.operations import ANSWERS, Done, Trouble, add_operations
from shangliang.proposals import acts, api_statistics, flows
from shangliang.proposals.models import Assignment, Proposal

router = Router()
router.add_router("/statistics", api_statistics.router)
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


@router.get(
    "", response={200: Page, 422: Trouble}, summary="List cases", auth=None, operation_id="proposals_list"
)
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


@router.post(
    "", response={201: Done, **{k: v for k, v in ANSWERS.items() if k != 200}}, operation_id="proposals_draft"
)  # noqa: E501, PLR2004
def begin(request: HttpRequest, data: Begin) -> Status[Done]:
    """Begin a draft."""
    body = Body.objects.filter(region__code=data.body, is_active=True).first()
    if body is None:
        raise NotVisible(_("There is no such body in use."))
    key = request.headers.get("Idempotency-Key")
    if data.collective is None:
        made = acts.draft.given(key=key)(body, by=person_of(request))
    else:
        collective = get_object_or_404(Collective.objects.filter(body=body), pk=data.collective)
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
