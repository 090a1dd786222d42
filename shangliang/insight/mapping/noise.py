"""Is there any structure at all? The map's first axis beside maps of the same votes dealt out by chance."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from shangliang.insight.mapping.axes import SEED, strength_of
from shangliang.insight.mapping.compiled import compiled
from shangliang.insight.mapping.passes import rows_taken
from shangliang.insight.mapping.votes import Packed

# Not one of so many shuffles may reach the true axis: at most 1 in 40 maps of pure noise is taken for structure.
SHUFFLES = 39
MOST_VOTES = 100_000


@compiled
def shuffled(column: NDArray[np.uint16], value: NDArray[np.int8], width: int, seed: int) -> NDArray[np.int8]:
    """The votes on each statement dealt anew among those who voted on it."""
    np.random.seed(seed)
    start = np.zeros(width + 1, dtype=np.int64)
    for one in column:
        start[one + 1] += 1
    for one in range(width):
        start[one + 1] += start[one]
    free = start[:-1].copy()
    dealt = np.empty_like(value)
    for at in range(len(column)):
        one = column[at]
        low, here = start[one], free[one]
        other = np.random.randint(low, here + 1)
        dealt[here] = dealt[other]
        dealt[other] = value[at]
        free[one] += 1
    free = start[:-1].copy()
    out = np.empty_like(value)
    for at in range(len(column)):
        out[at] = dealt[free[column[at]]]
        free[column[at]] += 1
    return out


def chance_of_axis(packed: Packed) -> float:
    """The chance that shuffled votes give a first axis as strong: 1/40 if none does (the search ends at the first)."""
    part = _part_of(packed)
    if not len(part.value):
        return 1.0
    true = strength_of(part)
    if true <= 0:
        return 1.0
    for shuffle in range(SHUFFLES):
        dealt = shuffled(part.column, part.value, len(part.statements), SEED + shuffle)
        if strength_of(replace(part, value=dealt)) >= true * (1 - 1e-6):
            return 1 / (shuffle + 1)
    return 1 / (SHUFFLES + 1)


def _part_of(packed: Packed) -> Packed:
    """Everybody, or people drawn until they hold MOST_VOTES votes."""
    if len(packed.value) <= MOST_VOTES:
        return packed
    order = np.random.default_rng(SEED).permutation(len(packed.participants))
    rows = order[: int(np.searchsorted(np.cumsum(packed.seen[order]), MOST_VOTES)) + 1]
    start, column, value = rows_taken(packed.start, packed.column, packed.value, rows)
    return replace(packed, start=start, column=column, value=value, participants=packed.participants[rows])
