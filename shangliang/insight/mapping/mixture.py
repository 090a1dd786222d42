"""Who belongs to which group, where some stand near the middle only because they cast few votes.

A place is the sum of the centred votes along the axes, times √(statements / seen). If what somebody saw is a random
part of all statements, a member of a group is expected at √(seen / statements) of the place of one who saw everything,
and spreads as much. So the middle of a group moves inward with fewer votes, and everybody belongs to the group that is
likeliest, its size considered: in doubt to the larger one.

Sizes, middles and the one spread are the likeliest near the groups that k-means found, not the likeliest of all, which
may be a handful of people at the edge (Dempster, Laird & Rubin, "Maximum likelihood from incomplete data via the EM
algorithm", 1977; McLachlan & Peel, "Finite mixture models", 2000, on starts and spurious maxima)."""

import numpy as np

from shangliang.insight.mapping.clusters import Floats, Labels
from shangliang.insight.mapping.compiled import compiled

# A step that makes the places likelier by less than this a person, in logarithms, is the last.
CLOSE = 1e-7
NOTHING = 1e-12


@compiled
def belonging(points: Floats, reach: Floats, label: Labels, k: int, steps: int) -> Labels:
    """The likeliest group of each point, beginning with groups in which −1 stands for nobody knows."""
    sums, before, label = _counted(points, reach, label, k), -np.inf, label.copy()
    for _step in range(steps):
        middle, share, spread = _fitted(sums)
        sums, likelihood = _told(points, reach, middle, share, spread, label)
        if likelihood - before <= CLOSE * len(points):
            break
        before = likelihood
    return label


@compiled
def _counted(points: Floats, reach: Floats, label: Labels, k: int) -> Floats:
    """For each group its people, their reach squared, and reach × place; in the last row all people and all squares."""
    sums = np.zeros((k + 1, 4))
    for one in range(len(points)):
        if label[one] >= 0:
            _add(sums, label[one], 1.0, points[one, 0], points[one, 1], reach[one])
    return sums


@compiled
def _add(sums: Floats, group: int, part: float, across: float, along: float, reach: float) -> None:
    sums[group, 0] += part
    sums[group, 1] += part * reach * reach
    sums[group, 2] += part * reach * across
    sums[group, 3] += part * reach * along
    sums[-1, 0] += part
    sums[-1, 1] += part * (across * across + along * along)


@compiled
def _fitted(sums: Floats) -> tuple[Floats, Floats, float]:
    """The middle of each group at full reach, the logarithm of its share, and the spread of all."""
    k, left = len(sums) - 1, sums[-1, 1]
    middle, share, known = np.zeros((k, 2)), np.empty(k), max(sums[-1, 0], 1.0)
    for group in range(k):
        people, square = sums[group, 0], sums[group, 1]
        share[group] = np.log(max(people / known, NOTHING))
        if square > NOTHING:
            for axis in range(2):
                middle[group, axis] = sums[group, 2 + axis] / square
                left -= sums[group, 2 + axis] * middle[group, axis]
    return middle, share, max(left, NOTHING) / known


@compiled
def _told(
    points: Floats, reach: Floats, middle: Floats, share: Floats, spread: float, label: Labels
) -> tuple[Floats, float]:
    """Everybody in part in every group, by likelihood; the likeliest is written into `label`."""
    k = len(middle)
    sums, chance, likelihood = np.zeros((k + 1, 4)), np.empty(k), -len(points) * np.log(spread)
    for one in range(len(points)):
        across, along, out, best = points[one, 0], points[one, 1], reach[one], 0
        for group in range(k):
            aside, ahead = across - out * middle[group, 0], along - out * middle[group, 1]
            chance[group] = share[group] - (aside * aside + ahead * ahead) / spread
            if chance[group] > chance[best]:
                best = group
        label[one], top, total = best, chance[best], 0.0
        for group in range(k):
            chance[group] = np.exp(chance[group] - top)
            total += chance[group]
        likelihood += top + np.log(total)
        for group in range(k):
            _add(sums, group, chance[group] / total, across, along, out)
    return sums, likelihood
