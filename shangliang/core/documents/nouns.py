"""What an official document consists of; how it looks is decided elsewhere."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (一、) to 4 (（1）); the number is part of the text."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text; every line of it becomes a paragraph of its own."""

    text: str


@dataclass(frozen=True)
class TableBlock:
    """A ruled table; `widths` are shares of the type area, equal when empty."""

    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    widths: Sequence[float] = ()


@dataclass(frozen=True)
class Signature:
    """Who signs, and when."""

    signer: str
    date: dt.date | None = None


Block = Heading | Paragraph | TableBlock | Signature | str
"""A part of a document, in order; a plain string is a `Paragraph`."""


@dataclass(frozen=True)
class Letter:
    """A letter from one body to another, with everything the standard gives a place to."""

    title: str
    addressee: str
    paragraphs: Sequence[Block]
    signer: str
    date: dt.date | None = None
    number: str = ""
    attachments: Sequence[str] = ()
    header_lines: Sequence[str] = ()
    mark: str = ""
    notes: Sequence[str] = ()
    copies_to: Sequence[str] = ()


@dataclass(frozen=True)
class OfficialDocument:
    """Any other document: a proposal, a report, minutes; `meta` is its table of particulars."""

    title: str
    subtitle: str = ""
    meta: Sequence[tuple[str, str]] = ()
    blocks: Sequence[Block] = ()
