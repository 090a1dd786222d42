"""People who vote together: the same statements, the same way, in the same minutes, most of the time."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from shangliang.insight.mapping.votes import Packed

Rows = NDArray[np.int64]
MINUTE = 60.0
FEWEST_TOGETHER = 7
SHARE_TOGETHER = 0.5
FEWEST_PEOPLE = 3
# More people than this on one vote in one minute are a crowd, not a ring.
CROWD = 30


def rings_of(packed: Packed, seconds: NDArray[np.float64]) -> list[tuple[Rows, float]]:
    """Each ring with the mean number of votes its pairs cast together."""
    first, second, together = _pairs(packed, seconds)
    fewer = np.minimum(packed.seen[first], packed.seen[second])
    more = np.maximum(packed.seen[first], packed.seen[second])
    kept = (together >= FEWEST_TOGETHER) & (together >= SHARE_TOGETHER * more) & (fewer > 0)
    first, second, together = first[kept], second[kept], together[kept]
    people = len(packed.participants)
    number, ring = connected_components(
        coo_array((together, (first, second)), (people, people)), directed=False
    )
    sizes = np.bincount(ring, minlength=number)
    return [
        (np.flatnonzero(ring == one), float(together[ring[first] == one].mean()))
        for one in np.flatnonzero(sizes >= FEWEST_PEOPLE)
    ]


def _pairs(packed: Packed, seconds: NDArray[np.float64]) -> tuple[Rows, Rows, Rows]:
    """Pairs of people and how often they cast the same vote in the same minute."""
    row = np.repeat(np.arange(len(packed.participants)), packed.seen)
    minute = (seconds // MINUTE).astype(np.int64)
    key = (minute * len(packed.statements) + packed.column) * 3 + packed.value + 1
    order = np.argsort(key, kind="stable")
    key, row = key[order], row[order]
    begin = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    size = np.diff(np.append(begin, len(key)))
    left, right = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for apart in range(1, CROWD):
        for_pairs = np.repeat(np.where((size > apart) & (size <= CROWD), size - apart, 0), size)
        at = np.flatnonzero(_rank(begin, size) < for_pairs)
        left.append(row[at])
        right.append(row[at + apart])
    code, together = np.unique(
        np.concatenate(left) * len(packed.participants) + np.concatenate(right), return_counts=True
    )
    return code // len(packed.participants), code % len(packed.participants), together.astype(np.int64)


def _rank(begin: Rows, size: Rows) -> Rows:
    """The place of each vote among those of its key."""
    return np.asarray(np.arange(size.sum()) - np.repeat(begin, size))
