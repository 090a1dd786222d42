"""Would the same come out again? Groups under resampled people, verdicts under resampled votes."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from shangliang.insight.mapping.axes import SEED, Axes, axes_of, facing_like, positions_of, reach_of
from shangliang.insight.mapping.findings import is_faced, is_majority_everywhere, spread_of
from shangliang.insight.mapping.groups import MOST_GROUPS, Grouping, best_k, joined
from shangliang.insight.mapping.passes import rows_taken
from shangliang.insight.mapping.tallies import Tallies
from shangliang.insight.mapping.votes import Packed

Floats = NDArray[np.float64]
REPEATS_OF_GROUPS = 20
REPEATS_OF_VERDICTS = 200
# Larger conversations are judged by a sample of this many people: what is found stable there is more so in the whole.
MOST_PEOPLE = 10_000
STARTS = 3
CLOSE = 1e-3
WITHIN = (5.0, 95.0)


@dataclass(frozen=True)
class Share:
    """A mean over repetitions and the interval that holds nine in ten of them."""

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Floats) -> "Share":
        """From all repetitions."""
        low, high = np.percentile(values, WITHIN)
        return cls(float(values.mean()), float(low), float(high))


@dataclass(frozen=True)
class GroupStability:
    """Overlap of each group with its like in resampled conversations; how often the same number of groups came out."""

    groups: tuple[Share, ...]
    same_number: float


@dataclass(frozen=True)
class VerdictStability:
    """How often each verdict came out again, and the interval of its number; one entry a statement."""

    holds: Floats
    low: Floats
    high: Floats


def of_groups(packed: Packed, axes: Axes, grouping: Grouping) -> GroupStability:
    """People drawn with replacement, mapped and grouped anew; overlap is Jaccard's."""
    random = np.random.default_rng(SEED)
    people = np.flatnonzero(grouping.label >= 0)
    overlaps, same = np.zeros((REPEATS_OF_GROUPS, grouping.count)), 0
    for repeat in range(REPEATS_OF_GROUPS):
        rows = np.sort(random.choice(people, min(len(people), MOST_PEOPLE)))
        label, chosen = _again(packed, axes, grouping, rows)
        overlaps[repeat] = _overlap(grouping.label[rows], label, grouping.count)
        same += chosen == grouping.count
    return GroupStability(tuple(Share.of(one) for one in overlaps.T), same / REPEATS_OF_GROUPS)


def _again(
    packed: Packed, axes: Axes, grouping: Grouping, rows: NDArray[np.int64]
) -> tuple[NDArray[np.int8], int]:
    start, column, value = rows_taken(packed.start, packed.column, packed.value, rows)
    part = replace(packed, start=start, column=column, value=value, participants=packed.participants[rows])
    points = positions_of(part, facing_like(axes_of(part, axes.block, CLOSE), axes.components))
    most = min(MOST_GROUPS, len(rows) // grouping.smallest)
    centres, _ = best_k(points, most, grouping.smallest, STARTS)
    begun = centres if len(centres) == grouping.count else grouping.begun
    return joined(points, reach_of(part), begun)[0], len(centres)


def _overlap(before: NDArray[np.int8], after: NDArray[np.int8], count: int) -> Floats:
    """For each group its best overlap with any of the new ones."""
    both = np.zeros((count, count))
    np.add.at(both, (before, after), 1)
    either = both.sum(axis=1)[:, None] + both.sum(axis=0)[None, :] - both
    return np.asarray((both / np.maximum(either, 1)).max(axis=1))


def of_verdicts(tallies: Tallies) -> tuple[VerdictStability, VerdictStability, VerdictStability]:
    """Agreement, rejection, division: each group's votes drawn anew from its own smoothed shares."""
    random = np.random.default_rng(SEED)
    drawn = _drawn(tallies, random)
    found = []
    for side in (1, -1):
        scores = np.prod(drawn.share(side), axis=-2)
        found.append(_told(is_majority_everywhere(drawn, side), scores))
    return found[0], found[1], _told(is_faced(drawn), spread_of(drawn))


def _drawn(tallies: Tallies, random: np.random.Generator) -> Tallies:
    seen = tallies.seen.astype(np.int64)
    share = (tallies.agree + 0.5) / (tallies.seen + 1.5)
    of_rest = (tallies.disagree + 0.5) / (tallies.seen - tallies.agree + 1.0)
    shape = (REPEATS_OF_VERDICTS, *seen.shape)
    agree = random.binomial(seen, share, shape)
    disagree = random.binomial(seen - agree, of_rest, shape)
    whole = np.broadcast_to(tallies.seen, shape)
    return Tallies(agree.astype(np.float64), disagree.astype(np.float64), whole)


def _told(holds: NDArray[np.bool_], number: Floats) -> VerdictStability:
    low, high = np.percentile(number, WITHIN, axis=0)
    return VerdictStability(holds.mean(axis=0), low, high)
