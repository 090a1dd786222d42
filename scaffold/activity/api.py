"""The gatherings in the API: reads start at what one may see, writes are the same acts as the pages'."""

from datetime import date

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status
from pydantic import BaseModel, ConfigDict, Field

from shangliang.accounts.http import person_of
from shangliang.bodies.models import Body
from shangliang.gatherings import acts, queries
from shangliang.gatherings.models import Gathering
from shangliang.ledger.operations import ANSWERS, Done, Trouble, add_operations

router = Router()
MADE = {201: Done, **{status: answer for status, answer in ANSWERS.items() if answer is Trouble}}


class GatheringOut(BaseModel):
    """A gathering in a list."""

    id: int
    body: str
    title: str
    state: str
    day: date | None
    version: int


class Page(BaseModel):
    """Gatherings, newest first; `next` is the `before` of the following page."""

    items: list[GatheringOut]
    next: int | None


class Filters(BaseModel):
    """What to list."""

    model_config = ConfigDict(extra="forbid")
    before: int | None = Field(None, ge=1, le=2**62)
    limit: int = Field(20, ge=1, le=100)


class Begin(BaseModel):
    """In which body (its code) to prepare a gathering, and its title."""

    model_config = ConfigDict(extra="forbid")
    body: str = Field(max_length=12)
    title: str = Field(min_length=1, max_length=120)


def _out(one: Gathering) -> GatheringOut:
    return GatheringOut(
        id=one.pk,
        body=one.body.short_name,
        title=one.title,
        state=one.state,
        day=one.day,
        version=one.version,
    )


@router.get("", response={200: Page, 422: Trouble}, auth=None, operation_id="gatherings_list")
def list_gatherings(request: HttpRequest, filters: Query[Filters]) -> Page:
    """What one may see; without signing in, what was announced."""
    rows = queries.newest_first(request.user)
    if filters.before:
        rows = rows.filter(pk__lt=filters.before)
    found = list(rows[: filters.limit + 1])
    more = found[filters.limit - 1].pk if len(found) > filters.limit else None
    return Page(items=[_out(one) for one in found[: filters.limit]], next=more)


@router.post("", response=MADE, operation_id="gatherings_draft")
def begin(request: HttpRequest, data: Begin) -> Status[Done]:
    """Begin to prepare one."""
    body = get_object_or_404(Body.objects.visible_to(request.user), region__code=data.body)
    given = acts.draft.given(key=request.headers.get("Idempotency-Key"))
    made = given(body, by=person_of(request), title=data.title)
    return Status(201, Done(id=made.pk, state=made.state, version=made.version))


def _gathering(request: HttpRequest, pk: int) -> Gathering:
    return get_object_or_404(queries.newest_first(request.user), pk=pk)


add_operations(router, acts.flow, _gathering)
