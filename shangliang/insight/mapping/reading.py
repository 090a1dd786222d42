"""Votes from a file: the columns of the public Polis exports, one row a vote or one row a participant."""

import csv
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shangliang.insight.mapping.votes import Votes
from shangliang.insight.memory import refuse_if_file_too_large
from shangliang.insight.refusal import Refused

PARTICIPANT = ("voter-id", "participant", "participant_id", "participant-id")
STATEMENT = ("comment-id", "statement", "statement_id", "statement-id")
VALUE = ("vote", "value")
MOMENT = ("timestamp", "time", "modified", "moment")
# Columns of participants-votes.csv that are no statements.
ABOUT_PERSON = {*PARTICIPANT, "xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree"}
SIDES = {"1": 1, "0": 0, "-1": -1, "+1": 1, "1.0": 1, "0.0": 0, "-1.0": -1}
# How much of a file is looked at to tell how long its rows are; a vote and its comma in a wide table.
SAMPLE = 1 << 16
SHORTEST_CELL = 2.0
UNREADABLE = "This is no table of votes: the first line must name the columns voter-id, comment-id and vote."
Name = int | str


@dataclass
class Names:
    """Numbers for the ids of a file; ids that are numbers stay themselves."""

    number_of: dict[str, int] = field(default_factory=dict)
    found: "array[int]" = field(default_factory=lambda: array("i"))

    def add(self, text: str) -> None:
        """One more row with this id."""
        self.found.append(self.number_of.setdefault(text, len(self.number_of)))

    def ids(self) -> NDArray[np.int64]:
        """The id of each row."""
        own = np.array([_number(text) for text in self.number_of], dtype=object)
        found = np.frombuffer(self.found, dtype=np.int32) if len(self.found) else np.zeros(0, dtype=np.int32)
        return own.astype(np.int64)[found] if self.are_numbers else found.astype(np.int64)

    def told(self, number: int) -> Name:
        """The id as it stood in the file."""
        return number if self.are_numbers else self.texts[number]

    @property
    def are_numbers(self) -> bool:
        """Whether every id is a whole number."""
        return all(_number(text) is not None for text in self.number_of)

    @property
    def texts(self) -> list[str]:
        """Ids by number."""
        return list(self.number_of)


@dataclass(frozen=True)
class File:
    """What a file held. `rejected` rows had no readable id, vote or time; `first_rejected` is the line of the first."""

    votes: Votes
    participants: Names
    statements: Names
    rows: int
    rejected: int
    first_rejected: int | None


@dataclass
class Collected:
    """Rows while they are read."""

    participants: Names = field(default_factory=Names)
    statements: Names = field(default_factory=Names)
    values: "array[int]" = field(default_factory=lambda: array("b"))
    moments: "array[int]" = field(default_factory=lambda: array("q"))
    rejected: int = 0
    first_rejected: int | None = None

    def reject(self, line: int) -> None:
        """A row that says nothing."""
        self.rejected += 1
        self.first_rejected = self.first_rejected or line

    def add(self, participant: str, statement: str, value: int, moment: int | None) -> None:
        """A vote."""
        self.participants.add(participant)
        self.statements.add(statement)
        self.values.append(value)
        if moment is not None:
            self.moments.append(moment)

    def file(self) -> File:
        """All of them as arrays."""
        value = np.array(self.values, dtype=np.int8)
        moment = np.array(self.moments, dtype=np.int64) if len(self.moments) else None
        votes = Votes(self.participants.ids(), self.statements.ids(), value, moment)
        rows = len(value) + self.rejected
        return File(votes, self.participants, self.statements, rows, self.rejected, self.first_rejected)


def read(path: Path) -> File:
    """All votes of a file; a sentence if there is none to read or too much."""
    with path.open("rb") as raw:
        begin = raw.read(SAMPLE)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        rows = csv.reader(lines)
        try:
            header = [one.strip().lower() for one in next(rows, [])]
            is_list = _column(header, VALUE) is not None
            bytes_of_vote = len(begin) / max(1, begin.count(b"\n")) if is_list else SHORTEST_CELL
            refuse_if_file_too_large(path.stat().st_size, max(SHORTEST_CELL, bytes_of_vote))
            return (_list if is_list else _matrix)(header, rows).file()
        except csv.Error as error:
            raise Refused(f"{UNREADABLE} ({error})") from error


def hidden_statements(path: Path) -> list[str]:
    """The ids that a comments.csv marks as moderated out."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        rows = csv.DictReader(lines)
        return [one["comment-id"] for one in rows if one.get("moderated") == "-1" and one.get("comment-id")]


def _column(header: Sequence[str], names: Sequence[str]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _list(header: Sequence[str], rows: Iterator[list[str]]) -> Collected:
    """One row a vote."""
    person, statement = _column(header, PARTICIPANT), _column(header, STATEMENT)
    value, moment = _column(header, VALUE), _column(header, MOMENT)
    if person is None or statement is None or value is None:
        raise Refused(UNREADABLE)
    collected, last = Collected(), max(person, statement, value, moment or 0)
    for line, row in enumerate(rows, start=2):
        side = SIDES.get(row[value].strip()) if len(row) > last else None
        when = _moment(row[moment]) if side is not None and moment is not None else None
        is_known = side is not None and (moment is None or when is not None)
        if side is None or not is_known or not row[person].strip() or not row[statement].strip():
            collected.reject(line)
            continue
        collected.add(row[person].strip(), row[statement].strip(), side, when)
    return collected


def _matrix(header: Sequence[str], rows: Iterator[list[str]]) -> Collected:
    """One row a participant, one column a statement."""
    person = _column(header, PARTICIPANT)
    if person is None:
        raise Refused(UNREADABLE)
    statements = [(at, name) for at, name in enumerate(header) if name and name not in ABOUT_PERSON]
    collected = Collected()
    for line, row in enumerate(rows, start=2):
        if len(row) != len(header) or not row[person].strip():
            collected.reject(line)
            continue
        for at, name in statements:
            side = SIDES.get(row[at].strip())
            if side is not None:
                collected.add(row[person].strip(), name, side, None)
            elif row[at].strip():
                collected.reject(line)
    return collected


def _number(text: str) -> int | None:
    try:
        number = int(text)
    except ValueError:
        return None
    return number if abs(number) < 1 << 62 else None


def _moment(text: str) -> int | None:
    """A number as it stands, a date in microseconds."""
    number = _number(text)
    if number is not None:
        return number
    try:
        when = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return int((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() * 1_000_000)
