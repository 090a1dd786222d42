"""The loops of k-means and silhouettes in the plane."""

import numpy as np
from numpy.typing import NDArray

from shangliang.insight.mapping.compiled import compiled

Floats = NDArray[np.float64]
Labels = NDArray[np.int8]


@compiled
def nearest(points: Floats, centres: Floats) -> tuple[Labels, float]:
    """The closest centre of each point, and the sum of squared distances."""
    label = np.empty(len(points), dtype=np.int8)
    total = 0.0
    for one in range(len(points)):
        least, best = np.inf, 0
        for centre in range(len(centres)):
            across = points[one, 0] - centres[centre, 0]
            along = points[one, 1] - centres[centre, 1]
            square = across * across + along * along
            if square < least:
                least, best = square, centre
        label[one] = best
        total += least
    return label, total


@compiled
def settled(points: Floats, centres: Floats, steps: int) -> tuple[Labels, Floats, float]:
    """Lloyd's steps from given centres until no point changes its group; an empty group keeps its centre."""
    label, total = nearest(points, centres)
    for _step in range(steps):
        sums = np.zeros((len(centres), 3))
        for one in range(len(points)):
            group = label[one]
            sums[group, 0] += points[one, 0]
            sums[group, 1] += points[one, 1]
            sums[group, 2] += 1.0
        moved = centres.copy()
        for group in range(len(centres)):
            if sums[group, 2] > 0:
                moved[group, 0] = sums[group, 0] / sums[group, 2]
                moved[group, 1] = sums[group, 1] / sums[group, 2]
        again, total = nearest(points, moved)
        centres = moved
        if (again == label).all():
            break
        label = again
    return label, centres, total


@compiled
def spread_out(points: Floats, k: int) -> Floats:
    """Starting centres, each drawn with chance in proportion to the squared distance from those before."""
    centres = np.empty((k, 2))
    centres[0] = points[np.random.randint(len(points))]
    square = np.full(len(points), np.inf)
    for centre in range(1, k):
        total = 0.0
        for one in range(len(points)):
            across = points[one, 0] - centres[centre - 1, 0]
            along = points[one, 1] - centres[centre - 1, 1]
            square[one] = min(square[one], across * across + along * along)
            total += square[one]
        drawn, passed, chosen = np.random.random() * total, 0.0, len(points) - 1
        for one in range(len(points)):
            passed += square[one]
            if passed > drawn:
                chosen = one
                break
        centres[centre] = points[chosen]
    return centres


@compiled
def best_centres(points: Floats, k: int, starts: int, seed: int) -> Floats:
    """The centres with the least sum of squares among several seeded starts."""
    np.random.seed(seed)
    least = np.inf
    best = np.zeros((k, 2))
    for _start in range(starts):
        _label, centres, total = settled(points, spread_out(points, k), 100)
        if total < least:
            least, best = total, centres
    return best


@compiled
def silhouette(points: Floats, label: Labels, k: int) -> float:
    """The mean of (b − a) / max(a, b): mean distances of a point to the nearest other group, b, and to its own, a."""
    count, away = np.zeros(k), np.zeros((len(points), k))
    for one in range(len(points)):
        count[label[one]] += 1.0
        for other in range(one):
            across = points[one, 0] - points[other, 0]
            along = points[one, 1] - points[other, 1]
            distance = np.sqrt(across * across + along * along)
            away[one, label[other]] += distance
            away[other, label[one]] += distance
    total = 0.0
    for one in range(len(points)):
        own = label[one]
        if count[own] < 2:
            continue
        inner = away[one, own] / (count[own] - 1.0)
        outer = np.inf
        for group in range(k):
            if group != own and count[group] > 0:
                outer = min(outer, away[one, group] / count[group])
        if outer < np.inf and max(inner, outer) > 0:
            total += (outer - inner) / max(inner, outer)
    return total / len(points)
