"""What looks like manipulation, with the evidence: for a person to judge, and to show the map without it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import pdtrc

from shangliang.insight.mapping.axes import SEED
from shangliang.insight.mapping.clocks import first_votes, median_gaps, seconds_of
from shangliang.insight.mapping.engine import OpinionMap
from shangliang.insight.mapping.passes import rows_taken
from shangliang.insight.mapping.rings import rings_of
from shangliang.insight.mapping.votes import Packed

Rows = NDArray[np.int64]
# Votes needed before anything is said of a person, people before anything is said of several.
FEWEST_VOTES = 15
FEWEST_SAME = 7
FEWEST_PEOPLE = 3
FASTEST_GAP = 1.0
UNLIKELY = 1e-6
# Arrivals are counted in windows of ten minutes beside the windows of the day before and after.
WINDOW = 600.0
NEIGHBOURS = 144
FEWEST_ARRIVALS = 10
TIMES_USUAL = 8
DRAWS = 39
MORE_ALIKE = 0.1


@dataclass(frozen=True)
class Flag:
    """`kind` is hurried, identical, arrivals or ring; `rows` the participants, `evidence` the numbers behind it."""

    kind: str
    rows: Rows
    evidence: Mapping[str, float]


def flags_of(drawn: OpinionMap) -> list[Flag]:
    """All that is found; those of the clock only where moments are times."""
    packed, seconds = drawn.packed, seconds_of(drawn.packed)
    found = identical(drawn)
    if seconds is None:
        return found
    return [*found, *hurried(packed, seconds), *arrivals(packed, seconds), *_rings(packed, seconds)]


def without(packed: Packed, flags: list[Flag]) -> Packed:
    """The votes of everybody who is not flagged."""
    flagged = np.unique(np.concatenate([one.rows for one in flags])) if flags else np.zeros(0, dtype=np.int64)
    rows = np.setdiff1d(np.arange(len(packed.participants)), flagged)
    start, column, value = rows_taken(packed.start, packed.column, packed.value, rows)
    moment = packed.moment[np.repeat(~np.isin(np.arange(len(packed.seen)), flagged), packed.seen)]
    people = packed.participants[rows]
    return replace(packed, start=start, column=column, value=value, moment=moment, participants=people)


def identical(drawn: OpinionMap) -> list[Flag]:
    """Several people with one and the same list of votes, far more than the others' shares let expect."""
    packed, same = drawn.packed, dict[bytes, list[int]]()
    for row in np.flatnonzero(packed.seen >= FEWEST_SAME):
        part = slice(packed.start[row], packed.start[row + 1])
        same.setdefault(packed.column[part].tobytes() + packed.value[part].tobytes(), []).append(int(row))
    found = []
    for rows in same.values():
        if len(rows) >= FEWEST_PEOPLE:
            expected = _expected_copies(drawn, rows[0], len(rows))
            if pdtrc(len(rows) - 2, expected) <= UNLIKELY:
                votes = float(packed.seen[rows[0]])
                found.append(Flag("identical", np.array(rows), {"votes": votes, "expected": expected}))
    return found


def _expected_copies(drawn: OpinionMap, row: int, copies: int) -> float:
    """How many would vote so by the shares of everybody, or of their group without the copies."""
    packed, label = drawn.packed, int(drawn.grouping.label[row])
    part = slice(packed.start[row], packed.start[row + 1])
    columns, chosen = packed.column[part], packed.value[part].astype(np.int64) + 1
    likely = np.zeros(len(columns))
    for counts, less in ((drawn.counts[label][columns], copies), (drawn.counts.sum(axis=0)[columns], 0)):
        like, seen = counts[np.arange(len(counts)), chosen] - less, counts.sum(axis=1) - less
        likely = np.maximum(likely, (np.maximum(like, 0) + 1) / (np.maximum(seen, 0) + 3))
    return float(np.exp(np.log(likely).sum()) * len(packed.participants))


def hurried(packed: Packed, seconds: NDArray[np.float64]) -> list[Flag]:
    """People whose usual pause between two votes is too short to read a statement."""
    gap = median_gaps(packed.start, seconds)
    rows = np.flatnonzero((packed.seen >= FEWEST_VOTES) & (gap <= FASTEST_GAP))
    return [
        Flag("hurried", np.array([row]), {"votes": float(packed.seen[row]), "seconds": float(gap[row])})
        for row in rows
    ]


def arrivals(packed: Packed, seconds: NDArray[np.float64]) -> list[Flag]:
    """Windows in which far more people came than usual, and voted much more alike than as many others do."""
    came = first_votes(packed.start, seconds)
    window = ((came - came.min()) // WINDOW).astype(np.int64) if len(came) else np.zeros(0, dtype=np.int64)
    numbers, counts = np.unique(window, return_counts=True)
    random, found = np.random.default_rng(SEED), []
    for number, count in zip(
        numbers[counts >= FEWEST_ARRIVALS], counts[counts >= FEWEST_ARRIVALS], strict=True
    ):
        near = counts[(np.abs(numbers - number) <= NEIGHBOURS) & (numbers != number)]
        usual = float(near.sum()) / (2 * NEIGHBOURS)
        if count <= TIMES_USUAL * max(1.0, usual):
            continue
        rows = np.flatnonzero(window == number)
        alike = _likeness(packed, rows)
        drawn = [_likeness(packed, random.choice(len(came), count, replace=False)) for _ in range(DRAWS)]
        if alike > max(drawn) + MORE_ALIKE:
            evidence = {"people": float(count), "usual": usual, "alike": alike, "alike_of_others": max(drawn)}
            found.append(Flag("arrivals", rows, evidence))
    return found


def _likeness(packed: Packed, rows: Rows) -> float:
    """The share of votes that go with the majority of these people on their statement."""
    _start, column, value = rows_taken(packed.start, packed.column, packed.value, rows)
    counts = np.zeros((len(packed.statements), 3))
    np.add.at(counts, (column, value.astype(np.int64) + 1), 1)
    several = counts[counts.sum(axis=1) >= FEWEST_PEOPLE]
    return float(several.max(axis=1).sum() / several.sum()) if len(several) else 0.0


def _rings(packed: Packed, seconds: NDArray[np.float64]) -> list[Flag]:
    """People who cast most of their votes as the others of the ring do, in the same minutes."""
    return [
        Flag("ring", rows, {"people": float(len(rows)), "together": together})
        for rows, together in rings_of(packed, seconds)
    ]
