"""Moments of votes as seconds, and what people do with them."""

import numpy as np
from numpy.typing import NDArray

from shangliang.insight.mapping.compiled import compiled
from shangliang.insight.mapping.votes import Packed

Floats = NDArray[np.float64]
# Times since 1970 in seconds, thousandths and millionths; smaller numbers only order the votes.
FIRST_SECOND = 10**9
UNITS = ((10**15, 1e-6), (10**12, 1e-3), (FIRST_SECOND, 1.0))


def seconds_of(packed: Packed) -> Floats | None:
    """The moment of each vote in seconds after the first one; none if moments only order the votes."""
    if not len(packed.moment):
        return None
    first = int(packed.moment.min())
    for least, unit in UNITS:
        if first >= least:
            return np.asarray((packed.moment - first) * unit)
    return None


@compiled
def median_gaps(start: NDArray[np.int64], seconds: Floats) -> Floats:
    """The usual pause of each person between two votes; without end for those with fewer than two."""
    out = np.full(len(start) - 1, np.inf)
    for row in range(len(start) - 1):
        if start[row + 1] - start[row] > 1:
            out[row] = np.median(np.diff(np.sort(seconds[start[row] : start[row + 1]])))
    return out


@compiled
def first_votes(start: NDArray[np.int64], seconds: Floats) -> Floats:
    """When each person came; those without votes come at 0."""
    out = np.zeros(len(start) - 1)
    for row in range(len(start) - 1):
        if start[row + 1] > start[row]:
            out[row] = seconds[start[row] : start[row + 1]].min()
    return out
