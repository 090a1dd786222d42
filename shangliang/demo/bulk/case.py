"""A case and its duties in memory, and the door: what every act leaves besides its own effect."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from shangliang.accounts.models import User
from shangliang.demo.bulk.book import Book
from shangliang.demo.bulk.hearing import hearers, links_of
from shangliang.ledger.facts import recorded_facts
from shangliang.ledger.flow import Declared, Opening, Spec
from shangliang.ledger.models import Act, Credit, Link
from shangliang.proposals import acts
from shangliang.proposals.models import (
    Assignment,
    AssignmentDeadline,
    Cosignature,
    Instruction,
    Proposal,
    PublicText,
    Reply,
)

Effect = Callable[..., Any]
EFFECTS: dict[str, Effect] = {}


class Case:
    """A proposal with everything that hangs on it."""

    def __init__(self, book: Book, row: Proposal) -> None:
        self.book = book
        self.row = row
        self.signatures: dict[int, Cosignature] = {}
        self.versions = 0
        self.duties: list[Duty] = []
        self.merged: list[Case] = []
        self.host: Case | None = None
        self.public: PublicText | None = None
        self.instructions: list[Instruction] = []

    @property
    def case(self) -> "Case":
        """A case is its own case."""
        return self

    @property
    def state(self) -> str:
        """Where it stands."""
        return self.row.state

    def signer_ids(self) -> list[int]:
        """As `queries.signer_ids`."""
        return [pk for pk, one in self.signatures.items() if one.state == Cosignature.State.SIGNED]

    def proposer_ids(self) -> list[int]:
        """As `queries.proposer_ids`."""
        return [self.row.author_id, *self.signer_ids()]

    def merged_proposer_ids(self) -> list[int]:
        """As `queries.merged_proposer_ids`."""
        return [*self.proposer_ids(), *(pk for one in self.merged for pk in one.proposer_ids())]

    def answering(self) -> "list[Duty]":
        """As `queries.answering`."""
        return [one for one in self.current() if one.row.duty != Assignment.Duty.JOINT]

    def current(self) -> "list[Duty]":
        """Duties not ended by re-routing or recall."""
        return [one for one in self.duties if one.row.state not in ("rerouted", "recalled")]


class Duty:
    """An assignment with its clocks and replies."""

    def __init__(self, case: Case, row: Assignment) -> None:
        self.case = case
        self.row = row
        self.clocks: dict[tuple[str, int], AssignmentDeadline] = {}
        self.replies: dict[int, Reply] = {}
        self.rated: set[tuple[int, int]] = set()

    @property
    def book(self) -> Book:
        """The book of its case."""
        return self.case.book

    @property
    def state(self) -> str:
        """Where it stands."""
        return self.row.state

    @property
    def reply(self) -> Reply:
        """The reply of the present round."""
        return self.replies[self.row.round]


Thing = Case | Duty


def effect(name: str) -> Callable[[Effect], Effect]:
    """Say what an act does to its own rows; `name` is the act's name in `acts`."""

    def declare(function: Effect) -> Effect:
        EFFECTS[name] = function
        return function

    return declare


def do(name: str, thing: Any, *, at: datetime, by: User, **given: Any) -> Any:
    """As `acts.<name>(…, by=…)` would have done at that moment; rules are not asked."""
    declared: Declared[Any, Any, Any] = getattr(acts, name)
    changes: Effect = EFFECTS.get(name, _nothing)
    book: Book = thing.book
    outer, book.consequences, book.stated = book.consequences, [], {}
    result = changes(thing, at=at, by=by, **given)
    subject = result if isinstance(declared, Opening) else thing
    _finish(declared, subject, at=at, by=by, given=given)
    mine, book.consequences = book.consequences, outer
    for consequence in mine:
        consequence()
    return result


def _nothing(thing: Thing, *, at: datetime, by: User, **given: Any) -> None:
    """Acts that change nothing but the state."""


def _finish(
    declared: Declared[Any, Any, Any], subject: Thing, *, at: datetime, by: User, given: dict[str, Any]
) -> None:
    spec = declared.spec
    if not isinstance(declared, Opening):
        subject.row.state = spec.target or subject.row.state
        subject.row.version += 1
    if spec.is_recorded:
        _record(spec, subject, at=at, by=by, given=given)


def _record(spec: Spec, subject: Thing, *, at: datetime, by: User, given: dict[str, Any]) -> None:
    case, row = subject.case, subject.row
    values = {name: _fact(value) for name, value in {**given, **case.book.stated}.items()}
    act = Act(
        kind=spec.kind,
        actor_id=by.pk,
        role=case.book.cast.role_of(by),
        body_id=case.row.body_id,
        subject_type=row._meta.label_lower,
        subject_id=row.pk,
        case_type=case.row._meta.label_lower,
        case_id=case.row.pk,
        title=str(case.row)[:200],
        happened=at,
        recorded=at,
        facts=recorded_facts(spec.facts, row, values),
    )
    shares = _shares(case) if spec.credits else []
    links: list[Link] = links_of(spec.kind, case)
    told = dict.fromkeys(hearers(spec.kind, subject, given))
    told.pop(by.pk, None)
    case.book.acts.append((act, shares, list(told), links))


def _fact(value: Any) -> Any:
    return value.row if isinstance(value, Case | Duty) else value


def _shares(case: Case) -> list[Credit]:
    """As `queries.proposer_shares`, by which all acts on proposals give credit."""
    is_collective = case.row.kind == Proposal.Kind.COLLECTIVE
    first = Credit(person_id=case.row.author_id, role="contact" if is_collective else "author", weight=1)
    return [first, *(Credit(person_id=pk, role="cosigner", weight=1) for pk in case.signer_ids())]


def people_ids(people: Iterable[User]) -> list[int]:
    """Their ids."""
    return [one.pk for one in people]
