"""Groups as by the prototype that the goals were set with: k of the best silhouette, groups of any size.

Only to compare agreement with published groups: it calls 1 of 107 people a group."""

import numpy as np

from bench.conversations import Real, adjusted_rand
from shangliang.insight.mapping.axes import axes_of, positions_of
from shangliang.insight.mapping.clusters import best_centres, settled, silhouette
from shangliang.insight.mapping.groups import MOST_GROUPS, SEED, STARTS, STEPS, eligible
from shangliang.insight.mapping.votes import pack

MANY_STARTS = 40


def agreement_of_prototype(given: Real, *, is_published_scale: bool) -> float:
    """Adjusted Rand with the published groups; the published scale counts hidden statements as seen by all."""
    participants, places, enough = _placed(given, is_published_scale=is_published_scale)
    return _agreement(given, participants, enough, _best(places[enough]))


def agreement_at_best(given: Real, *, is_published_scale: bool) -> float:
    """The most that k-means on these places can reach: of all solutions, whatever k, the one like the published groups.

    No method can know which that is: it is chosen with the answer in view."""
    participants, places, enough = _placed(given, is_published_scale=is_published_scale)
    points, found = places[enough], list[float]()
    for k in range(2, MOST_GROUPS + 1):
        for start in range(MANY_STARTS):
            label, _centres, _total = settled(points, best_centres(points, k, 1, start), STEPS)
            found.append(_agreement(given, participants, enough, label))
    return max(found)


def _placed(given: Real, *, is_published_scale: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ids, places, and who has votes enough."""
    packed = pack(given.votes, hidden=given.hidden)
    places, width = positions_of(packed, axes_of(packed)), len(packed.statements)
    if is_published_scale:
        hidden = len(np.intersect1d(given.hidden, given.votes.statement))
        seen = np.maximum(packed.seen, 1)
        places *= (np.sqrt((width + hidden) / (seen + hidden)) / np.sqrt(width / seen))[:, None]
    return packed.participants, places, eligible(packed.seen, width)


def _agreement(given: Real, participants: np.ndarray, enough: np.ndarray, label: np.ndarray) -> float:
    found = np.full(len(enough), -1)
    found[enough] = label
    rows = [at for at, one in enumerate(participants) if int(one) in given.published]
    published = np.array([given.published[int(participants[at])] for at in rows])
    return adjusted_rand(published, found[rows] + 1)


def _best(points: np.ndarray) -> np.ndarray:
    chosen, best = np.zeros(len(points), dtype=np.int8), -1.0
    for k in range(2, MOST_GROUPS + 1):
        label, _centres, _total = settled(points, best_centres(points, k, STARTS, SEED), STEPS)
        if (value := silhouette(points, label, k)) > best:
            chosen, best = label, value
    return chosen
