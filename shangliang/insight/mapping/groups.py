"""Who votes alike: groups in the plane of the map, none smaller than a stated size, with ids that stay."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from shangliang.insight.mapping.clusters import best_centres, nearest, settled, silhouette
from shangliang.insight.mapping.mixture import belonging

Floats = NDArray[np.float64]
Labels = NDArray[np.int8]
SEED = 20260101
MOST_GROUPS = 5
# Fewer votes than these say too little for a place; with fewer such people than FEWEST the most active join them.
VOTES_NEEDED = 7
FEWEST = 15
SMALLEST_SIZE = 5
SMALLEST_SHARE = 0.03
# One group more must raise the silhouette by this much.
MARGIN = 0.02
STARTS = 10
STEPS = 100
STEPS_OF_MIXTURE = 500
# Above this many people the centres begin on a sample, and all people settle around them.
SAMPLE = 3000
SILHOUETTE_SAMPLE = 1000
MOST_TRIMS = 10


@dataclass(frozen=True)
class Grouping:
    """`label` is the group of each participant or −1; `ids` are the groups' lasting names, in order of labels.

    `centres` are the mean places of the members, `begun` the centres of k-means that the groups grew from."""

    label: Labels
    centres: Floats
    begun: Floats
    silhouettes: Mapping[int, float] = field(default_factory=dict)
    ids: tuple[int, ...] = ()
    has_votes_enough: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    smallest: int = SMALLEST_SIZE

    @property
    def count(self) -> int:
        """Number of groups."""
        return len(self.centres)

    @property
    def sizes(self) -> NDArray[np.int64]:
        """People in each group."""
        return np.bincount(self.label[self.label >= 0], minlength=self.count)

    @property
    def ungrouped(self) -> int:
        """People with votes enough whom no group of size holds."""
        return int((self.has_votes_enough & (self.label < 0)).sum())


def eligible(seen: NDArray[np.int64], statements: int) -> NDArray[np.bool_]:
    """Those with votes enough for a place, or the most active where they are few."""
    enough = seen >= min(VOTES_NEEDED, max(1, statements))
    if enough.sum() < FEWEST:
        enough[np.argsort(-seen, kind="stable")[:FEWEST]] = True
    return enough & (seen > 0)


def no_groups(enough: NDArray[np.bool_], silhouettes: Mapping[int, float] | None = None) -> Grouping:
    """Everybody in one."""
    label = np.full(len(enough), -1, dtype=np.int8)
    return Grouping(
        label,
        np.zeros((0, 2)),
        np.zeros((0, 2)),
        silhouettes or {},
        (),
        enough,
        smallest_of(int(enough.sum())),
    )


def smallest_of(people: int) -> int:
    """No group is smaller."""
    return max(SMALLEST_SIZE, int(np.ceil(SMALLEST_SHARE * people)))


def groups_of(positions: Floats, reach: Floats, enough: NDArray[np.bool_]) -> Grouping:
    """As many groups as k-means has its best silhouette with, and in them who belongs there by place and reach.

    Groups that are too small leave, and the rest is grouped again."""
    inside, smallest, most = np.flatnonzero(enough), smallest_of(int(enough.sum())), MOST_GROUPS
    silhouettes: Mapping[int, float] = {}
    for _trim in range(MOST_TRIMS):
        points = positions[inside]
        centres, silhouettes = best_k(points, min(most, len(inside) // smallest), smallest)
        if len(centres) < 2:
            break
        label, centres = joined(points, reach[inside], centres)
        sizes = np.bincount(label, minlength=len(centres))
        if (sizes >= smallest).all():
            return _in_order(inside, positions, label, centres, silhouettes, enough)
        is_kept = sizes[label] >= smallest
        if is_kept.all():  # a group is nobody's likeliest: fewer, then
            most = int((sizes > 0).sum())
        inside = inside[is_kept]
    return no_groups(enough, silhouettes)


def best_k(points: Floats, most: int, smallest: int, starts: int = STARTS) -> tuple[Floats, dict[int, float]]:
    """Centres for the k that k + 1 does not improve by MARGIN, and the silhouette of every k tried.

    Where some k makes groups of size alone, no other is taken: nobody is left out without need."""
    sample, few = sampled(points, SAMPLE), sampled(points, SILHOUETTE_SAMPLE)
    centres, silhouettes, is_of_size = dict[int, Floats](), dict[int, float](), dict[int, bool]()
    for k in range(2, most + 1):
        centres[k] = best_centres(sample, k, starts, SEED)
        silhouettes[k] = silhouette(few, nearest(few, centres[k])[0], k)
        sizes = np.bincount(nearest(sample, centres[k])[0], minlength=k)
        is_of_size[k] = bool((sizes * len(points) >= smallest * len(sample)).all())
    chosen, best = np.zeros((0, 2)), -1.0
    for k, value in silhouettes.items():
        is_open = is_of_size[k] or not any(is_of_size.values())
        if is_open and value > max(0.0, best + (MARGIN if len(chosen) else 0.0)):
            chosen, best = centres[k], value
    return chosen, silhouettes


def joined(points: Floats, reach: Floats, centres: Floats) -> tuple[Labels, Floats]:
    """Who belongs where, from the groups of k-means around given centres, which move; of many, a sample goes first."""
    label, centres, _total = settled(points, centres, STEPS)
    k = len(centres)
    if len(points) > SAMPLE:
        rows = sampled_rows(len(points), SAMPLE)
        known = np.full(len(points), -1, dtype=np.int8)
        known[rows] = belonging(points[rows], reach[rows], label[rows], k, STEPS_OF_MIXTURE)
        label = known
    return belonging(points, reach, label, k, STEPS_OF_MIXTURE), centres


def sampled(points: Floats, most: int) -> Floats:
    """All of them, or as many drawn by a fixed seed."""
    return points if len(points) <= most else points[sampled_rows(len(points), most)]


def sampled_rows(number: int, most: int) -> NDArray[np.int64]:
    """So many of them, drawn by a fixed seed."""
    return np.sort(np.random.default_rng(SEED).choice(number, most, replace=False))


def centres_of(points: Floats, label: Labels, k: int) -> Floats:
    """The mean place of each group's members."""
    sums = np.column_stack([np.bincount(label, points[:, axis], k) for axis in range(2)])
    return np.asarray(sums / np.maximum(np.bincount(label, minlength=k), 1)[:, None])


def _in_order(
    inside: NDArray[np.int64],
    positions: Floats,
    label: Labels,
    begun: Floats,
    silhouettes: Mapping[int, float],
    enough: NDArray[np.bool_],
) -> Grouping:
    """The largest group first; equals from left to right."""
    sizes = np.bincount(label)
    centres = centres_of(positions[inside], label, len(sizes))
    order = np.lexsort((centres[:, 0], -sizes))
    whole = np.full(len(enough), -1, dtype=np.int8)
    whole[inside] = np.argsort(order)[label]
    ids, smallest = tuple(range(1, len(centres) + 1)), smallest_of(int(enough.sum()))
    return Grouping(whole, centres[order], begun[order], silhouettes, ids, enough, smallest)


def named_like(grouping: Grouping, participants: NDArray[np.int64], earlier: Mapping[int, int]) -> Grouping:
    """The same groups under their earlier ids, each pair by the largest overlap of members; others get new ids."""
    before = np.array([earlier.get(int(one), 0) for one in participants])
    overlap = [
        (_jaccard(grouping.label == group, before == old), group, old)
        for group in range(grouping.count)
        for old in sorted(set(earlier.values()) - {0})
    ]
    names: dict[int, int] = {}
    for share, group, old in sorted(overlap, key=lambda one: (-one[0], one[1], one[2])):
        if share > 0 and group not in names and old not in names.values():
            names[group] = old
    fresh = max([*earlier.values(), 0]) + 1
    for group in range(grouping.count):
        if group not in names:
            names[group], fresh = fresh, fresh + 1
    return replace(grouping, ids=tuple(names[group] for group in range(grouping.count)))


def _jaccard(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    either = int((one | other).sum())
    return int((one & other).sum()) / either if either else 0.0
