"""The nouns of a reading: what a person may read of a case, as plain values."""

from dataclasses import dataclass
from datetime import date, datetime

from shangliang.proposals.standing import Standing
from shangliang.proposals.telling import Clock


@dataclass(frozen=True)
class Part:
    """One headed part of a text."""

    name: str
    heading: str
    text: str

    @property
    def paragraphs(self) -> list[str]:
        """The text by lines."""
        return [line for line in self.text.split("\n") if line.strip()]


@dataclass(frozen=True)
class Signer:
    """A proposer by name; `state` tells an asked co-signer's answer, to those inside."""

    name: str
    role: str
    state: str = ""
    has_signed: bool = True


@dataclass(frozen=True)
class Decision:
    """What the office decided on a case it did not simply file, and why."""

    reason: str
    note: str


@dataclass(frozen=True)
class PublicVersion:
    """What the public reads, or will read."""

    title: str
    text: str
    reply: str
    extent: str
    is_out: bool


@dataclass(frozen=True)
class FileRow:
    """A file that may be fetched."""

    pk: int
    name: str
    kind: str
    kind_label: str
    size: int


@dataclass(frozen=True)
class Merged:
    """A case handled together with this one; without title for whom it is not visible."""

    pk: int
    title: str
    number: int | None
    serial: int | None
    proposers: tuple[str, ...]


@dataclass(frozen=True)
class VisitRow:
    """A visit on the spot."""

    day: date
    place: str
    note: str


@dataclass(frozen=True)
class InstructionRow:
    """A leader's direction."""

    leader: str
    day: date
    text: str
    effect: str
    document_id: int | None


@dataclass(frozen=True)
class Letter:
    """A reply of one round; of a joint unit, its opinion to the lead unit. Not `delivered`: a draft."""

    round: int
    is_opinion: bool
    number: str
    reply_class: str
    class_means: str
    text: str
    signer: str
    contact_name: str
    contact_phone: str
    delivered: datetime | None
    sent_back_note: str
    later_class: str
    later_means: str
    later_text: str
    later_at: datetime | None

    @property
    def paragraphs(self) -> list[str]:
        """The text by lines."""
        return [line for line in self.text.split("\n") if line.strip()]


@dataclass(frozen=True)
class ContactRow:
    """A contact of the unit with the proposers."""

    day: date
    way: str
    note: str


@dataclass(frozen=True)
class Judgement:
    """A proposer's rating of one round."""

    person: str
    round: int
    contact_way: str
    attitude: str
    result: str
    relevance: str
    text: str
    given: datetime
    is_proxy: bool
    scan_id: int | None


@dataclass(frozen=True)
class DueRow:
    """One deadline of a unit."""

    kind: str
    round: int
    clock: Clock


@dataclass(frozen=True)
class Handling:
    """One unit's duty as far as this person reads it."""

    pk: int
    unit: str
    duty: str
    is_joint: bool
    state: str
    is_current: bool
    is_done: bool
    round: int
    transfers: int
    dues: tuple[DueRow, ...]
    letters: tuple[Letter, ...]
    contacts: tuple[ContactRow, ...]
    judgements: tuple[Judgement, ...]
    return_reason: str = ""
    proposed_unit: str = ""
    extension_until: datetime | None = None
    extension_reason: str = ""
    opinions_waived: str = ""
    score: int | None = None


@dataclass(frozen=True)
class Reading:
    """A case as one person reads it. What is not theirs is empty."""

    pk: int
    version: int
    standing: Standing
    title: str
    parts: tuple[Part, ...]
    public: PublicVersion | None
    body: str
    session: str
    kind: str
    state: str
    number: int | None
    serial: int | None
    category: str
    is_between_sessions: bool
    is_key: bool
    is_good: bool
    submitted: datetime | None
    filed: datetime | None
    closed: datetime | None
    published: datetime | None
    proposers: tuple[Signer, ...]
    units: tuple[str, ...]
    suggested_units: tuple[str, ...] = ()
    phone: str = ""
    decision: Decision | None = None
    review_note: str = ""
    publicity: str = ""
    publicity_reason: str = ""
    quality_score: int | None = None
    files: tuple[FileRow, ...] = ()
    handlings: tuple[Handling, ...] = ()
    merged: tuple[Merged, ...] = ()
    merged_into: Merged | None = None
    visits: tuple[VisitRow, ...] = ()
    instructions: tuple[InstructionRow, ...] = ()

    @property
    def is_inside(self) -> bool:
        """Whether this is the whole case or its public version."""
        return self.standing.is_inside

    @property
    def text(self) -> str:
        """All parts in one."""
        return "\n\n".join(part.text for part in self.parts if part.text)

    @property
    def names(self) -> str:
        """Who put it forward, in one line: whoever was asked and did not sign is none of them."""
        return "、".join(one.name for one in self.proposers if one.has_signed)

    @property
    def leads(self) -> str:
        """The units that answer, in one line: to them joint units give their opinions."""
        return "、".join(one.unit for one in self.handlings if not one.is_joint and one.is_current)

    @property
    def has_letters(self) -> bool:
        """Whether any reply or opinion may be read."""
        return any(one.letters for one in self.handlings)

    @property
    def has_ratings(self) -> bool:
        """Whether any rating may be read."""
        return any(one.judgements for one in self.handlings)
