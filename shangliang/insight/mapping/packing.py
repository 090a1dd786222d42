"""The loops that put votes into rows."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from shangliang.insight.mapping.compiled import compiled

NOWHERE = 65535
Moments = NDArray[np.int64]


@compiled
def ranked(ids: NDArray[Any], low: int, width: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Distinct ids and the place of each, by a table as wide as their range."""
    place_of = np.full(width, -1, dtype=np.int32)
    for one in ids:
        place_of[one - low] = 0
    distinct = np.empty(np.sum(place_of + 1), dtype=np.int64)
    count = 0
    for one in range(width):
        if place_of[one] == 0:
            place_of[one] = count
            distinct[count] = one + low
            count += 1
    place = np.empty(len(ids), dtype=np.int32)
    for one in range(len(ids)):
        place[one] = place_of[ids[one] - low]
    return distinct, place


@compiled
def looked_up(ids: NDArray[Any], distinct: NDArray[np.int64], low: int, width: int) -> NDArray[np.uint16]:
    """The place of each id among the distinct ones, or NOWHERE."""
    place_of = np.full(width, NOWHERE, dtype=np.uint16)
    for one in range(len(distinct)):
        place_of[distinct[one] - low] = one
    place = np.empty(len(ids), dtype=np.uint16)
    for one in range(len(ids)):
        at = np.int64(ids[one]) - low
        place[one] = place_of[at] if 0 <= at < width else NOWHERE
    return place


@compiled
def by_row(
    row: NDArray[np.int32], column: NDArray[np.uint16], value: NDArray[np.int8], moment: Moments, rows: int
) -> tuple[NDArray[np.int64], NDArray[np.uint16], NDArray[np.int8], Moments]:
    """Counting sort by participant; votes that belong nowhere fall out. Without moments their order is kept instead."""
    start = np.zeros(rows + 1, dtype=np.int64)
    for one in range(len(row)):
        if column[one] != NOWHERE:
            start[row[one] + 1] += 1
    for one in range(rows):
        start[one + 1] += start[one]
    free = start[:-1].copy()
    columns = np.empty(start[rows], dtype=np.uint16)
    values = np.empty(start[rows], dtype=np.int8)
    moments = np.empty(start[rows], dtype=np.int64)
    for one in range(len(row)):
        if column[one] != NOWHERE:
            at = free[row[one]]
            free[row[one]] += 1
            columns[at] = column[one]
            values[at] = value[one]
            moments[at] = moment[one] if len(moment) else one
    return start, columns, values, moments


@compiled
def settle(
    start: NDArray[np.int64],
    column: NDArray[np.uint16],
    value: NDArray[np.int8],
    moment: Moments,
    width: int,
) -> tuple[int, int, int]:
    """In place: one vote a statement, columns ascending. Returns how many are held, repeated, contradictory."""
    mark = np.full(width, -1, dtype=np.int64)
    last_value = np.zeros(width, dtype=np.int8)
    last_moment = np.zeros(width, dtype=np.int64)
    torn = np.zeros(width, dtype=np.bool_)
    found = np.empty(width, dtype=np.uint16)
    held, repeated, contradictory = 0, 0, 0
    for row in range(len(start) - 1):
        count = 0
        for at in range(start[row], start[row + 1]):
            one = column[at]
            if mark[one] != row:
                mark[one] = row
                found[count] = one
                count += 1
                last_value[one], last_moment[one], torn[one] = value[at], moment[at], False
                continue
            repeated += 1
            if moment[at] > last_moment[one]:
                last_value[one], last_moment[one], torn[one] = value[at], moment[at], False
            elif moment[at] == last_moment[one] and value[at] != last_value[one]:
                last_value[one], torn[one] = 0, True
        start[row] = held
        for one in np.sort(found[:count]):
            column[held], value[held], moment[held] = one, last_value[one], last_moment[one]
            contradictory += torn[one]
            held += 1
    start[len(start) - 1] = held
    return held, repeated, contradictory
