"""A case as it stands in lists and tables: the same projection as its page, for many rows at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from shangliang.bodies.models import Body
from shangliang.proposals.models import Assignment, Proposal, PublicText
from shangliang.proposals.ruleset import ProposalRules, proposal_rules
from shangliang.proposals.telling import told_category

_TEXTS = (
    "problem",
    "analysis",
    "suggestion",
    "first_note",
    "decision_note",
    "publicity_reason",
    "contact_phone",
)
_BATCH = 500


@dataclass(frozen=True)
class Card:
    """One row. What is not the reader's is empty: outsiders read the public title, and no serial number."""

    pk: int
    title: str
    is_inside: bool
    number: int | None
    serial: int | None
    kind: str
    category: str
    session: str
    state: str
    state_code: str
    publicity: str
    proposer: str
    units: tuple[str, ...]
    is_key: bool
    is_good: bool
    submitted: datetime | None
    filed: datetime | None
    published: datetime | None


def card_rows(rows: "QuerySet[Proposal]") -> "QuerySet[Proposal]":
    """The same rows without their long texts, with what cards name."""
    return rows.select_related("session__term", "author", "collective").defer(*_TEXTS)


def cards_of(rows: Sequence[Proposal], user: Any, body: Body) -> list[Card]:
    """The rows as this person reads them, without those they may not open. Five queries at most."""
    if not rows:
        return []
    pks = [one.pk for one in rows]
    inside = set(Proposal.objects.inside(user).filter(pk__in=pks).values_list("pk", flat=True))
    public = PublicText.objects.filter(proposal_id__in=pks, proposal__publicity="published")
    titles = dict(public.values_list("proposal_id", "title")) if len(inside) < len(pks) else {}
    units = Prefetch("assignments", Assignment.objects.current().select_related("unit").order_by("id"))
    prefetch_related_objects(list(rows), units)
    rules = proposal_rules(body).values
    return [
        _card(one, one.pk in inside, titles, rules) for one in rows if one.pk in inside or one.pk in titles
    ]


def _card(one: Proposal, is_inside: bool, titles: dict[int, str], rules: ProposalRules) -> Card:
    return Card(
        pk=one.pk,
        title=str(one) if is_inside else titles[one.pk],
        is_inside=is_inside,
        number=one.number,
        serial=one.serial if is_inside else None,
        kind=one.get_kind_display(),
        category=told_category(rules, one.category) if one.category else "",
        session=str(one.session or ""),
        state=one.get_state_display(),
        state_code=one.state,
        publicity=one.publicity,
        proposer=str(one.collective or one.author),
        units=tuple(str(assignment.unit) for assignment in one.assignments.all()),
        is_key=one.key_state == Proposal.KeyState.KEY,
        is_good=one.is_good,
        submitted=one.submitted_at,
        filed=one.filed_at,
        published=one.published_at,
    )


def all_cards(rows: "QuerySet[Proposal]", user: Any, body: Body) -> Iterator[Card]:
    """Every row, read in batches."""
    found: Iterable[Proposal] = card_rows(rows).iterator(chunk_size=_BATCH)
    source = iter(found)
    while batch := list(islice(source, _BATCH)):
        yield from cards_of(batch, user, body)
