"""New votes into a map that is already drawn, without starting over."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from shangliang.insight.mapping.axes import Floats, axes_of, facing_like, positions_of, reach_of
from shangliang.insight.mapping.compiled import compiled
from shangliang.insight.mapping.engine import OpinionMap, map_of, told
from shangliang.insight.mapping.groups import (
    Grouping,
    centres_of,
    eligible,
    groups_of,
    joined,
    named_like,
    smallest_of,
)
from shangliang.insight.mapping.votes import LeftOut, Packed, Votes, pack

# The axes start from the earlier ones; a few passes bring them this close.
CLOSE = 1e-4


def updated(drawn: OpinionMap, votes: Votes, hidden: tuple[int, ...] = ()) -> OpinionMap:
    """The map with more votes: axes, groups and ids go on from where they were. A full map is due now and then."""
    packed = merged(drawn.packed, pack(votes, hidden=hidden))
    if drawn.axes.eigenvalues[0] <= 0:
        return map_of(packed)
    old_rows = np.searchsorted(packed.participants, drawn.packed.participants)
    old_columns = np.searchsorted(packed.statements, drawn.packed.statements)
    width = len(packed.statements)
    begin = _widened(drawn.axes.block.T, old_columns, width).T
    axes = axes_of(packed, np.ascontiguousarray(begin), CLOSE)
    axes = facing_like(axes, _widened(drawn.axes.components, old_columns, width))
    positions = positions_of(packed, axes)
    return told(packed, axes, positions, _moved(drawn, positions, packed, old_rows))


def _widened(rows: Floats, columns: NDArray[np.int64], width: int) -> Floats:
    out = np.zeros((len(rows), width))
    out[:, columns] = rows
    return out


def _moved(drawn: OpinionMap, positions: Floats, packed: Packed, old_rows: NDArray[np.int64]) -> Grouping:
    """The same groups, from where k-means stood; who was left out stays so. Found anew where one is too small now."""
    grouping, reach = drawn.grouping, reach_of(packed)
    enough = eligible(packed.seen, len(packed.statements))
    outside, label = np.zeros(len(enough), dtype=bool), np.full(len(enough), -1, dtype=np.int8)
    outside[old_rows] = grouping.has_votes_enough & (grouping.label < 0)
    inside, smallest = np.flatnonzero(enough & ~outside), smallest_of(int(enough.sum()))
    if not grouping.count:
        return replace(grouping, label=label, has_votes_enough=enough, smallest=smallest)
    points = positions[inside]
    label[inside], begun = joined(points, reach[inside], grouping.begun)
    if (np.bincount(label[inside], minlength=grouping.count) < smallest).any():
        return named_like(groups_of(positions, reach, enough), packed.participants, members_of(drawn))
    centres = centres_of(points, label[inside], grouping.count)
    return Grouping(label, centres, begun, grouping.silhouettes, grouping.ids, enough, smallest)


def members_of(drawn: OpinionMap) -> dict[int, int]:
    """The lasting id of the group of everybody who has one."""
    ids, label = np.array([*drawn.grouping.ids, 0]), drawn.grouping.label
    rows = np.flatnonzero(label >= 0)
    return dict(zip(drawn.packed.participants[rows].tolist(), ids[label[rows]].tolist(), strict=True))


def merged(old: Packed, new: Packed) -> Packed:
    """Both, the later vote of each person on each statement; at one moment differing votes count as pass."""
    participants, statements = (
        np.union1d(old.participants, new.participants),
        np.union1d(old.statements, new.statements),
    )
    parts = []
    for one in (old, new):
        rows = np.zeros(len(participants), dtype=np.int64)
        rows[np.searchsorted(participants, one.participants)] = one.seen
        columns = np.searchsorted(statements, one.statements).astype(np.uint16)
        start = np.concatenate([[0], np.cumsum(rows)])
        parts.append((start, columns, one.column, one.value, one.moment))
    start, column, value, moment, repeated, contradictory = _merged(*parts[0], *parts[1])
    before, added = old.left_out, new.left_out
    left_out = LeftOut(
        before.repeated + added.repeated + int(repeated),
        before.contradictory + added.contradictory + int(contradictory),
        before.elsewhere + added.elsewhere,
        before.invalid + added.invalid,
    )
    held = int(start[-1])
    return Packed(start, column[:held], value[:held], moment[:held], participants, statements, left_out)


@compiled
def _merged(
    start: NDArray[np.int64],
    place: NDArray[np.uint16],
    column: NDArray[np.uint16],
    value: NDArray[np.int8],
    moment: NDArray[np.int64],
    new_start: NDArray[np.int64],
    new_place: NDArray[np.uint16],
    new_column: NDArray[np.uint16],
    new_value: NDArray[np.int8],
    new_moment: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.uint16], NDArray[np.int8], NDArray[np.int64], int, int]:
    """Two packed lists, row by row, both with ascending columns."""
    most = len(column) + len(new_column)
    begin = np.zeros(len(start), dtype=np.int64)
    columns, values = np.empty(most, dtype=np.uint16), np.empty(most, dtype=np.int8)
    moments = np.empty(most, dtype=np.int64)
    held, repeated, contradictory = 0, 0, 0
    for row in range(len(start) - 1):
        one, other = start[row], new_start[row]
        while one < start[row + 1] or other < new_start[row + 1]:
            left = np.int64(place[column[one]]) if one < start[row + 1] else 65536
            right = np.int64(new_place[new_column[other]]) if other < new_start[row + 1] else 65536
            takes_new = right < left
            if left == right:
                repeated += 1
                takes_new = new_moment[other] > moment[one]
            columns[held] = min(left, right)
            values[held] = new_value[other] if takes_new else value[one]
            moments[held] = new_moment[other] if takes_new else moment[one]
            if left == right and new_moment[other] == moment[one] and new_value[other] != value[one]:
                values[held] = 0
                contradictory += 1
            one += left <= right
            other += right <= left
            held += 1
        begin[row + 1] = held
    return begin, columns, values, moments, repeated, contradictory
