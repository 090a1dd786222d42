"""The loops that go once over all votes: means, covariance times a block, places, counts by group."""

import numpy as np
from numpy.typing import NDArray

from shangliang.insight.mapping.compiled import compiled

Starts = NDArray[np.int64]
Columns = NDArray[np.uint16]
Values = NDArray[np.int8]
Floats = NDArray[np.float64]
BLOCK = 4


@compiled
def means_of(start: Starts, column: Columns, value: Values, width: int) -> tuple[Floats, Floats]:
    """The mean of the seen votes of each statement, and the sum of squares around it."""
    seen, total, square = np.zeros(width), np.zeros(width), np.zeros(width)
    for at in range(start[-1]):
        one = column[at]
        seen[one] += 1.0
        total[one] += value[at]
        square[one] += value[at] * value[at]
    for one in range(width):
        if seen[one] > 0:
            total[one] /= seen[one]
            square[one] -= seen[one] * total[one] * total[one]
    return total, square


@compiled
def covariance_times(start: Starts, column: Columns, value: Values, mean: Floats, block: Floats) -> Floats:
    """XᵀX times four directions at once, X being the centred votes."""
    out = np.zeros((len(mean), 4))
    for row in range(len(start) - 1):
        first, second, third, fourth = 0.0, 0.0, 0.0, 0.0
        for at in range(start[row], start[row + 1]):
            one = column[at]
            away = value[at] - mean[one]
            first += away * block[one, 0]
            second += away * block[one, 1]
            third += away * block[one, 2]
            fourth += away * block[one, 3]
        for at in range(start[row], start[row + 1]):
            one = column[at]
            away = value[at] - mean[one]
            out[one, 0] += away * first
            out[one, 1] += away * second
            out[one, 2] += away * third
            out[one, 3] += away * fourth
    return out


@compiled
def placed(start: Starts, column: Columns, value: Values, mean: Floats, components: Floats) -> Floats:
    """Participants' places, pushed out by √(statements / seen) so that few votes do not mean the middle."""
    out = np.zeros((len(start) - 1, 2))
    for row in range(len(start) - 1):
        across, along = 0.0, 0.0
        for at in range(start[row], start[row + 1]):
            one = column[at]
            away = value[at] - mean[one]
            across += away * components[0, one]
            along += away * components[1, one]
        scale = np.sqrt(len(mean) / max(1, start[row + 1] - start[row]))
        out[row, 0] = scale * across
        out[row, 1] = scale * along
    return out


@compiled
def counted(
    start: Starts, column: Columns, value: Values, label: NDArray[np.int8], groups: int, width: int
) -> NDArray[np.int64]:
    """Disagree, pass, agree of each group on each statement; the last group is everybody else."""
    out = np.zeros((groups + 1, width, 3), dtype=np.int64)
    for row in range(len(start) - 1):
        group = label[row] if label[row] >= 0 else groups
        for at in range(start[row], start[row + 1]):
            out[group, column[at], value[at] + 1] += 1
    return out


@compiled
def rows_taken(
    start: Starts, column: Columns, value: Values, rows: NDArray[np.int64]
) -> tuple[Starts, Columns, Values]:
    """The votes of some participants, in that order, as often as they are named."""
    begin = np.zeros(len(rows) + 1, dtype=np.int64)
    for one in range(len(rows)):
        begin[one + 1] = begin[one] + start[rows[one] + 1] - start[rows[one]]
    columns = np.empty(begin[-1], dtype=np.uint16)
    values = np.empty(begin[-1], dtype=np.int8)
    for one in range(len(rows)):
        low, high = start[rows[one]], start[rows[one] + 1]
        columns[begin[one] : begin[one + 1]] = column[low:high]
        values[begin[one] : begin[one + 1]] = value[low:high]
    return begin, columns, values
