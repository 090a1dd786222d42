"""The search in the API: the same engine and the same sight as the page."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, ConfigDict, Field

from shangliang.bodies.models import Body
from shangliang.insight.text.asking import asked_in, body_asked, filters_of
from shangliang.insight.text.marks import Marked
from shangliang.insight.text.search import Hit, find
from shangliang.insight.text.words import LONGEST_QUERY
from shangliang.ledger.operations import Trouble, reader

router = Router()


class Asked(BaseModel):
    """What to look for, and by what to narrow it."""

    model_config = ConfigDict(extra="forbid")
    q: str = Field(
        max_length=LONGEST_QUERY, description='words; "in quotes" exactly so; pinyin for titles and names'
    )
    kind: str = Field("", max_length=20, description="one kind, as `counts` names it")
    body: str = Field("", max_length=12, description="code of a body")
    year: int | None = Field(None, ge=1900, le=9999)
    state: str = Field("", max_length=20, description="a state of the kind")
    field: str = Field("", pattern="^(title|name)?$", description="look in titles or names only")
    page: int = Field(1, ge=1, le=10_000)


class Passage(BaseModel):
    """A piece of text; marked if a word stands there."""

    text: str
    is_marked: bool


class HitOut(BaseModel):
    """One thing found, in the version the reader may read."""

    kind: str
    id: int
    title: list[Passage]
    text: list[Passage]
    address: str
    body: str
    day: date | None
    state: str


class CountOut(BaseModel):
    """How many of a kind the reader may read; `is_more` if there are more than were counted."""

    kind: str
    label: str
    number: int
    is_more: bool


class Found(BaseModel):
    """A page of hits, best first."""

    hits: list[HitOut]
    counts: list[CountOut]
    page: int
    pages: int
    suggestion: str
    is_whole: bool = Field(
        description="false while the index is being built: only the newest texts were looked through"
    )


@router.get(
    "", response={200: Found, 401: Trouble, 404: Trouble, 422: Trouble}, auth=reader, operation_id="search"
)
def search(request: HttpRequest, filters: Query[Asked]) -> Found:
    """Everything that holds the words and that the reader may read; without signing in, what is public."""
    asked = asked_in(filters.model_dump())
    body = body_asked(asked)
    kinds = [asked.kind] if asked.kind else []
    found = find(request.user, asked.q, kinds=kinds, filters=filters_of(asked, body), page=asked.page)
    names = Body.objects.in_bulk([hit.body for hit in found.hits])  # seen: bodies are public
    return Found(
        hits=[_hit(hit, names) for hit in found.hits],
        counts=[
            CountOut(kind=one.kind, label=str(one.label), number=one.number, is_more=one.is_more)
            for one in found.counts
        ],
        page=found.page,
        pages=found.pages,
        suggestion=found.suggestion,
        is_whole=found.is_whole,
    )


def _hit(hit: Hit, names: dict[int, Body]) -> HitOut:
    return HitOut(
        kind=hit.kind,
        id=hit.pk,
        title=_passages(hit.title),
        text=_passages(hit.text),
        address=hit.address,
        body=names[hit.body].short_name if hit.body in names else "",
        day=hit.day,
        state=hit.state,
    )


def _passages(text: Marked) -> list[Passage]:
    return [Passage(text=one.text, is_marked=one.is_marked) for one in text]
