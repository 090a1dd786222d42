"""What the counts say: consensus first, then what divides, what speaks for each group, and what to ask next."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shangliang.insight.mapping.tallies import (
    Tallies,
    adjusted,
    difference_z,
    homogeneity_p,
    majority_z,
    strict_majority_z,
    upper_tail,
)

Floats = NDArray[np.float64]
SIDES = (1, -1)
LEVEL = 0.05
# The published bar of a representative statement, one-sided 90 %.
BAR = 1.2816
MOST_REPRESENTATIVE = 5


@dataclass(frozen=True)
class Representative:
    """A statement on which a group stands apart; `is_tested` if it also passes after correction for many tests."""

    statement: int
    side: int
    share: float
    share_of_others: float
    score: float
    z_majority: float
    z_difference: float
    p_adjusted: float
    is_tested: bool


@dataclass(frozen=True)
class Consensus:
    """Group-informed consensus of one side, the product of the groups' shares; it holds where every majority does."""

    score: Floats
    p_adjusted: Floats
    holds: NDArray[np.bool_]


@dataclass(frozen=True)
class Division:
    """The spread of net opinion between groups; verdict where groups face each other beyond chance."""

    spread: Floats
    p_adjusted: Floats
    holds: NDArray[np.bool_]


def consensus_of(tallies: Tallies) -> tuple[Consensus, Consensus]:
    """Agreement and rejection that every group shares: the weakest group's majority is what is tested."""
    scores = [np.prod(tallies.share(side), axis=0) for side in SIDES]
    tails = [upper_tail(strict_majority_z(tallies.on(side), tallies.seen)).max(axis=0) for side in SIDES]
    p = adjusted(np.array(tails))
    agreed, rejected = (
        Consensus(score, one, (one <= LEVEL) & is_majority_everywhere(tallies, side))
        for score, one, side in zip(scores, p, SIDES, strict=True)
    )
    return agreed, rejected


def is_majority_everywhere(tallies: Tallies, side: int) -> NDArray[np.bool_]:
    """More than half of each group; also for a stack of repetitions, groups being the second last axis."""
    return np.asarray((2 * tallies.on(side) > tallies.seen).all(axis=-2))


def division_of(tallies: Tallies) -> Division:
    """Where one group leans to agree and another to disagree."""
    p = adjusted(homogeneity_p(tallies.agree, tallies.seen))
    return Division(spread_of(tallies), p, (p <= LEVEL) & is_faced(tallies))


def spread_of(tallies: Tallies) -> Floats:
    """The largest less the smallest (agree − disagree) share."""
    net = tallies.share(1) - tallies.share(-1)
    return np.asarray(net.max(axis=-2) - net.min(axis=-2))


def is_faced(tallies: Tallies) -> NDArray[np.bool_]:
    """Some group has more agreeing than disagreeing, some the other way round."""
    net = tallies.agree - tallies.disagree
    return np.asarray((net.max(axis=-2) > 0) & (net.min(axis=-2) < 0))


def representative_of(tallies: Tallies) -> list[list[Representative]]:
    """For each group up to five, agreement before rejection, the statement most agreed on in front."""
    others = tallies.others()
    majority = np.array([majority_z(tallies.on(side), tallies.seen) for side in SIDES])
    apart = np.array(
        [difference_z(tallies.on(side), tallies.seen, others.on(side), others.seen) for side in SIDES]
    )
    p = adjusted(np.maximum(upper_tail(majority), upper_tail(apart)))
    chosen = []
    for group in range(len(tallies.seen)):
        side = np.where(apart[0, group] > apart[1, group], 0, 1)
        picked = _picked(side, majority[:, group], apart[:, group], _ratio(tallies, others, group))
        chosen.append([_told(j, side[j], group, tallies, others, majority, apart, p) for j in picked])
    return chosen


def _ratio(tallies: Tallies, others: Tallies, group: int) -> Floats:
    """Share times share relative to others, by side and statement."""
    shares = np.array([tallies.share(side)[group] for side in SIDES])
    return np.asarray(shares * shares / np.array([others.share(side)[group] for side in SIDES]))


def _picked(side: NDArray[np.int64], majority: Floats, apart: Floats, ratio: Floats) -> list[int]:
    every = np.arange(len(side))
    z, d, r = majority[side, every], apart[side, every], ratio[side, every]
    if not len(every):
        return []
    score = r * d * z
    passing = [int(j) for j in np.argsort(-score, kind="stable") if z[j] > BAR and d[j] > BAR]
    if not passing:
        return [int(np.argmax(d))]
    agreed = [j for j in passing if side[j] == 0]
    first = agreed[:1]
    best = (first + [j for j in passing if j not in first])[:MOST_REPRESENTATIVE]
    return sorted(best, key=lambda j: int(side[j]))


def _told(
    j: int, at: int, group: int, tallies: Tallies, others: Tallies, majority: Floats, apart: Floats, p: Floats
) -> Representative:
    side = SIDES[at]
    share, rest = float(tallies.share(side)[group, j]), float(others.share(side)[group, j])
    z, d = float(majority[at, group, j]), float(apart[at, group, j])
    return Representative(
        j,
        side,
        share,
        rest,
        share * share / rest * z * d,
        z,
        d,
        float(p[at, group, j]),
        bool(p[at, group, j] <= LEVEL),
    )


def routing_weights(counts: NDArray[np.int64], extremity: Floats) -> Floats:
    """How much each statement should be shown next: agreed on, telling sides apart, not passed; new ones first."""
    seen = counts.sum(axis=-1)
    agreed, passed = (counts[:, 2] + 1) / (seen + 2), (counts[:, 1] + 1) / (seen + 2)
    importance = (1 - passed) * (1 + extremity) * agreed
    return np.asarray((importance * (1 + 8 * 2.0 ** (-seen / 5))) ** 2)
