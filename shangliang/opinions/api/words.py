"""The public's words in the API: published for everybody; offices, units and members as their own pages show them."""

from datetime import date, datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from shangliang.accounts.http import person_of
from shangliang.bodies.models import Post
from shangliang.bodies.queries import OFFICE_ROLES, bodies_as
from shangliang.ledger.operations import Done, Trouble, add_operations
from shangliang.opinions import acts, desks, flows
from shangliang.opinions.api import lists
from shangliang.opinions.models import Code, Referral, Suggestion
from shangliang.opinions.narrowing import filters_in

router = Router()


class SuggestionOut(BaseModel):
    """A published word with its answer: the day it came, never the hour."""

    id: int
    body: str
    number: str
    text: str
    answer: str
    category: str
    received: date


class DeskFilters(lists.Stretch):
    """Which queue of a desk; its names are those in the address of the page."""

    queue: str = Field("", max_length=20)


class WordFilters(DeskFilters):
    """The office's desk narrows besides, by the same names and values as its page."""

    category: str = Field("", max_length=120)
    place: str = Field("", max_length=120)
    came: str = Field("", max_length=120)


class WordOut(BaseModel):
    """A word on the office's desk. Who spoke is not in it: see the vault."""

    id: int
    version: int
    body: str
    number: str
    state: str
    kind: str
    way: str
    channel: str
    category: str
    place: str
    text: str
    answer: str
    publicity: str
    round: int
    received: datetime
    due: datetime | None


class ReferralOut(BaseModel):
    """What was passed on to a unit, as it may know it: days, never hours."""

    id: int
    version: int
    number: str
    unit: str
    state: str
    round: int
    text: str
    note: str
    answer: str
    sent: date
    due: date | None


class ClueOut(BaseModel):
    """A clue as the office released it to members."""

    id: int
    version: int
    number: str
    state: str
    category: str
    text: str
    received: date


class CodeOut(BaseModel):
    """A QR code: where it leads is /opinions/s/{slug}/."""

    id: int
    version: int
    body: str
    kind: str
    state: str
    slug: str
    label: str
    question: str


class CodeIn(lists.OfBody):
    """A code for a place, a topic, a member or the body."""

    label: str = Field(max_length=60)
    kind: Code.Kind = Code.Kind.PLACE
    question: str = Field("", max_length=120)


def _out(one: Suggestion) -> SuggestionOut:
    return SuggestionOut(
        id=one.pk,
        body=one.body.short_name,
        number=one.number,
        text=one.public_text,
        answer=one.public_answer,
        category=one.category,
        received=timezone.localdate(one.received),
    )


@router.get(
    "", response={200: lists.Listed[SuggestionOut], 422: Trouble}, auth=None, operation_id="opinions_list"
)
def list_published(request: HttpRequest, asked: Query[lists.Stretch]) -> lists.Listed[SuggestionOut]:
    """What a moderator published with its speaker's consent."""
    return lists.listed(Suggestion.objects.published().select_related("body"), asked, _out)  # type: ignore[no-any-return]


def _word(one: Suggestion) -> WordOut:
    names = WordOut.model_fields.keys() - {"body", "due"}
    clock = getattr(one, "deadline", None)
    due = clock.due if clock and not clock.met else None
    return WordOut(body=one.body.short_name, due=due, **{name: getattr(one, name) for name in names})


@router.get(
    "/suggestions",
    response={200: lists.Listed[WordOut], **lists.LISTED},
    operation_id="suggestions_list",
)
def list_words(request: HttpRequest, asked: Query[WordFilters]) -> lists.Listed[WordOut]:
    """The office's desk: what its body received, one queue of it, or what fits a category, a place, a way in."""
    rows = Suggestion.objects.inside(request.user).select_related("body", "deadline")
    if asked.queue:
        rows = rows.filter(desks.queue_named(desks.OFFICE, asked.queue).holds)
    rows = rows.filter(filters_in(asked.model_dump()).condition(bodies_as(request.user, *OFFICE_ROLES)))
    return lists.listed(rows, asked, _word)  # type: ignore[no-any-return]


@router.get("/suggestions/{int:pk}", response={200: WordOut, **lists.SHOWN}, operation_id="suggestions_show")
def show_word(request: HttpRequest, pk: int) -> WordOut:
    """One word as the office that received it reads it."""
    rows = Suggestion.objects.inside(request.user).select_related("body", "deadline")
    return _word(get_object_or_404(rows, pk=pk))


def _clue(one: Suggestion) -> ClueOut:
    return ClueOut(
        id=one.pk,
        version=one.version,
        number=one.number,
        state=one.state,
        category=one.category,
        text=one.public_text,
        received=timezone.localdate(one.received),
    )


@router.get("/clues", response={200: lists.Listed[ClueOut], **lists.LISTED}, operation_id="clues_list")
def list_clues(request: HttpRequest, asked: Query[lists.Stretch]) -> lists.Listed[ClueOut]:
    """Clues for the members of a body, as the office released them."""
    mine = bodies_as(request.user, Post.Role.MEMBER)
    rows = Suggestion.objects.visible_to(request.user).filter(
        body_id__in=mine, state__in=[Suggestion.State.OFFERED, Suggestion.State.ADOPTED]
    )
    return lists.listed(rows, asked, _clue)  # type: ignore[no-any-return]


def _passed_on(one: Referral) -> ReferralOut:
    clock = getattr(one, "deadline", None)
    named = {name: getattr(one, name) for name in ("version", "state", "round", "text", "note", "answer")}
    return ReferralOut(
        id=one.pk,
        number=one.suggestion.number,
        unit=str(one.unit),
        sent=timezone.localdate(one.sent),
        due=timezone.localdate(clock.due) if clock and not clock.met else None,
        **named,
    )


@router.get(
    "/referrals", response={200: lists.Listed[ReferralOut], **lists.LISTED}, operation_id="referrals_list"
)
def list_referrals(request: HttpRequest, asked: Query[DeskFilters]) -> lists.Listed[ReferralOut]:
    """What was passed on to units: for the unit, and for the office that passed it on."""
    rows = Referral.objects.visible_to(request.user).select_related("suggestion", "unit", "deadline")
    if asked.queue:
        rows = rows.filter(desks.queue_named(desks.UNITS, asked.queue).holds)
    return lists.listed(rows, asked, _passed_on, "suggestion__body__region__code")  # type: ignore[no-any-return]


@router.get("/referrals/{int:pk}", response={200: ReferralOut, **lists.SHOWN}, operation_id="referrals_show")
def show_referral(request: HttpRequest, pk: int) -> ReferralOut:
    """One of them."""
    rows = Referral.objects.visible_to(request.user).select_related("suggestion", "unit", "deadline")
    return _passed_on(get_object_or_404(rows, pk=pk))


def _code_out(one: Code) -> CodeOut:
    named = {name: getattr(one, name) for name in ("version", "kind", "state", "slug", "label", "question")}
    return CodeOut(id=one.pk, body=one.body.short_name, **named)


@router.get("/codes", response={200: lists.Listed[CodeOut], **lists.LISTED}, operation_id="codes_list")
def list_codes(request: HttpRequest, asked: Query[lists.Stretch]) -> lists.Listed[CodeOut]:
    """The QR codes of one's body, or one's own."""
    rows = Code.objects.visible_to(request.user).select_related("body")
    return lists.listed(rows, asked, _code_out)  # type: ignore[no-any-return]


@router.post("/codes", response=lists.MADE, operation_id="codes_make")
def make_code(request: HttpRequest, data: CodeIn) -> Status[Done]:
    """A code to hang up."""
    body, make = lists.body_in_use(request, data.body), acts.make_code.given(key=lists.key_of(request))
    more = {"label": data.label, "kind": data.kind.value, "question": data.question}
    return Status(201, lists.done(make(body, by=person_of(request), **more)))


def _suggestion(request: HttpRequest, pk: int) -> Suggestion:
    return get_object_or_404(Suggestion.objects.visible_to(request.user).select_related("body"), pk=pk)


def _referral(request: HttpRequest, pk: int) -> Referral:
    rows = Referral.objects.visible_to(request.user).select_related("suggestion__body", "unit")
    return get_object_or_404(rows, pk=pk)


def _code(request: HttpRequest, pk: int) -> Code:
    return get_object_or_404(Code.objects.visible_to(request.user).select_related("body"), pk=pk)


add_operations(router, flows.suggestions, _suggestion, "/suggestions")
add_operations(router, flows.referrals, _referral, "/referrals")
add_operations(router, flows.codes, _code, "/codes")
