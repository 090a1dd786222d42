"""Votes as they come, and packed: one row a participant, the last vote on each statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shangliang.insight.mapping import packing
from shangliang.insight.memory import refuse_if_too_large
from shangliang.insight.refusal import Refused

Ids = NDArray[np.int64]
MOST_STATEMENTS = packing.NOWHERE
WIDEST_TABLE = 4_000_000


@dataclass(frozen=True)
class Votes:
    """A list of votes, +1 agree, 0 pass, −1 disagree. Without moments the order of the list is their order."""

    participant: NDArray[np.integer[Any]]
    statement: NDArray[np.integer[Any]]
    value: NDArray[np.integer[Any]]
    moment: NDArray[np.integer[Any]] | None = None

    def __post_init__(self) -> None:
        """All columns are equally long."""
        lengths = {len(self.participant), len(self.statement), len(self.value)}
        lengths |= set() if self.moment is None else {len(self.moment)}
        if len(lengths) != 1:
            raise Refused("Participants, statements, votes and moments differ in number.")


@dataclass(frozen=True)
class LeftOut:
    """Votes that do not count: earlier ones of the same person, unknown or hidden statements, other values.

    `contradictory` counts pairs (person, statement) whose newest votes carry one moment and differ: they count as pass.
    """

    repeated: int = 0
    contradictory: int = 0
    elsewhere: int = 0
    invalid: int = 0


@dataclass(frozen=True)
class Packed:
    """Row i is participant i: columns ascending, `start[i]:start[i + 1]`. 11 bytes a vote."""

    start: NDArray[np.int64]
    column: NDArray[np.uint16]
    value: NDArray[np.int8]
    moment: NDArray[np.int64]
    participants: Ids
    statements: Ids
    left_out: LeftOut = LeftOut()

    @property
    def shape(self) -> tuple[int, int]:
        """Participants and statements."""
        return len(self.participants), len(self.statements)

    @property
    def seen(self) -> NDArray[np.int64]:
        """Votes of each participant."""
        return np.diff(self.start)


def pack(votes: Votes, known: Sequence[int] | None = None, hidden: Sequence[int] = ()) -> Packed:
    """The last vote of each person on each statement that is known and not hidden."""
    refuse_if_too_large(len(votes.value), len(votes.value) // 8)
    participants, row = ranked(votes.participant)
    statements = _counted_statements(votes, known, hidden)
    column = places_of(votes.statement, statements)
    value, invalid = _checked(votes.value, column)
    moment = np.zeros(0, np.int64) if votes.moment is None else votes.moment.astype(np.int64, copy=False)
    elsewhere = int((column == packing.NOWHERE).sum()) - invalid
    start, columns, values, moments = packing.by_row(row, column, value, moment, len(participants))
    held, repeated, contradictory = packing.settle(start, columns, values, moments, max(1, len(statements)))
    left_out = LeftOut(int(repeated), int(contradictory), elsewhere, invalid)
    return Packed(start, columns[:held], values[:held], moments[:held], participants, statements, left_out)


def _counted_statements(votes: Votes, known: Sequence[int] | None, hidden: Sequence[int]) -> Ids:
    found = ranked(votes.statement)[0] if known is None else np.unique(np.asarray(known, dtype=np.int64))
    counted = np.setdiff1d(found, np.asarray(hidden, dtype=np.int64)) if len(hidden) else found
    if len(counted) > MOST_STATEMENTS:
        raise Refused(
            f"{len(counted):,} statements are more than the {MOST_STATEMENTS:,} that one map can hold."
        )
    return counted


def _checked(value: NDArray[Any], column: NDArray[np.uint16]) -> tuple[NDArray[np.int8], int]:
    """The votes in one byte; those of other values are sent nowhere."""
    wrong = (value < -1) | (value > 1)
    invalid = int((wrong & (column != packing.NOWHERE)).sum()) if wrong.any() else 0
    column[wrong] = packing.NOWHERE
    return value.astype(np.int8, copy=False), invalid


def ranked(ids: NDArray[np.integer[Any]]) -> tuple[Ids, NDArray[np.int32]]:
    """The distinct ids in order and the place of each; without sorting where they lie close together."""
    if not len(ids):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32)
    low, high = int(ids.min()), int(ids.max())
    if high - low > max(WIDEST_TABLE, 4 * len(ids)):
        distinct, place = np.unique(ids, return_inverse=True)
        return distinct.astype(np.int64), place.astype(np.int32)
    return packing.ranked(ids, low, high - low + 1)


def places_of(ids: NDArray[np.integer[Any]], distinct: Ids) -> NDArray[np.uint16]:
    """Which column each id is, or NOWHERE."""
    if not len(distinct):
        return np.full(len(ids), packing.NOWHERE, dtype=np.uint16)
    low, width = int(distinct[0]), int(distinct[-1] - distinct[0]) + 1
    if width <= WIDEST_TABLE:
        return packing.looked_up(ids, distinct, low, width)
    place = np.minimum(np.searchsorted(distinct, ids), len(distinct) - 1)
    return np.where(distinct[place] == ids, place, packing.NOWHERE).astype(np.uint16)
