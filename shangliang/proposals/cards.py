"""A case as it stands in lists and tables: the same projection as its page, for many rows at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import QuerySet

from shangliang.bodies.models import Body, Session
from shangliang.proposals.categories import local_names, national_names
from shangliang.proposals.lists import sessions_of
from shangliang.proposals.models import Assignment, Proposal, PublicText
from shangliang.proposals.ruleset import proposal_rules

_NAMED = (
    *("title", "number", "serial", "kind", "category", "state", "key_state", "is_good"),
    *("submitted_at", "filed_at", "published_at", "session", "author", "collective"),
    *("author__name", "author__username", "author__erased", "collective__name"),
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
    proposer: str
    units: tuple[str, ...]
    is_key: bool
    is_good: bool
    submitted: datetime | None
    filed: datetime | None
    published: datetime | None


class _Words(NamedTuple):
    """What codes are called, looked up once for all rows."""

    kinds: dict[str, str]
    states: dict[str, str]
    categories: dict[str, str]


def card_rows(rows: "QuerySet[Proposal]") -> "QuerySet[Proposal]":
    """The same rows with no more than what cards name; their sessions are looked up beside them."""
    return rows.select_related("author", "collective").only(*_NAMED)


def cards_of(
    rows: Sequence[Proposal], user: Any, body: Body, *, inside: set[int] | None = None
) -> list[Card]:
    """The rows as this person reads them, without those they may not open. Six queries at most.

    `inside`: which of them are read in full, where that is known already."""
    if not rows:
        return []
    titles = _titles(rows, _inside(rows, user) if inside is None else inside)
    units, sessions, words = _units(rows), _sessions(rows, body), _words(body)
    return [
        _card(one, titles[one.pk], sessions.get(one.session_id, ""), tuple(units[one.pk]), words)
        for one in rows
        if one.pk in titles
    ]


def _inside(rows: Sequence[Proposal], user: Any) -> set[int]:
    if not getattr(user, "is_authenticated", False):
        return set()
    pks = [one.pk for one in rows]
    return set(Proposal.objects.inside(user).filter(pk__in=pks).values_list("pk", flat=True))


def _titles(rows: Sequence[Proposal], inside: set[int]) -> dict[int, tuple[str, bool]]:
    """The title each is read under, and whether it is read in full."""
    pks = [one.pk for one in rows]
    found = {one.pk: (str(one), True) for one in rows if one.pk in inside}
    if len(found) < len(rows):
        public = PublicText.objects.filter(proposal_id__in=pks, proposal__publicity="published")
        for pk, title in public.values_list("proposal_id", "title"):
            found.setdefault(pk, (title, False))
    return found


def _units(rows: Sequence[Proposal]) -> dict[int, list[str]]:
    """The names of the units that have each."""
    found: dict[int, list[str]] = defaultdict(list)
    current = Assignment.objects.current().filter(proposal_id__in=[one.pk for one in rows])
    for pk, name in current.order_by("id").values_list("proposal_id", "unit__name"):
        found[pk].append(name)
    return found


def _sessions(rows: Sequence[Proposal], body: Body) -> dict[int | None, str]:
    """What sessions are called: those of the body, and others the rows are of."""
    known = {one.pk: one for one in sessions_of(body)}
    others = {one.session_id for one in rows if one.session_id} - known.keys()
    if others:
        known |= Session.objects.select_related("term").in_bulk(others)
    return {pk: str(one) for pk, one in known.items()}


def _words(body: Body) -> _Words:
    return _Words(
        {code: str(label) for code, label in Proposal.Kind.choices},
        {code: str(label) for code, label in Proposal.State.choices},
        national_names() | local_names(proposal_rules(body).values),
    )


def _card(
    one: Proposal, titled: tuple[str, bool], session: str, units: tuple[str, ...], words: _Words
) -> Card:
    title, is_inside = titled
    return Card(
        pk=one.pk,
        title=title,
        is_inside=is_inside,
        number=one.number,
        serial=one.serial if is_inside else None,
        kind=words.kinds[one.kind],
        category=words.categories.get(one.category, one.category),
        session=session,
        state=words.states[one.state],
        state_code=one.state,
        proposer=str(one.collective or one.author),
        units=units,
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
