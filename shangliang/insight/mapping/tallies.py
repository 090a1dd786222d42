"""Counts by group, shares with pseudo-counts, and the tests on them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc, ndtr

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Tallies:
    """Votes by group and statement; axis 0 is the group."""

    agree: Floats
    disagree: Floats
    seen: Floats

    @classmethod
    def of(cls, counts: NDArray[np.int64]) -> "Tallies":
        """From disagree, pass, agree in the last axis."""
        return cls(
            counts[..., 2].astype(float), counts[..., 0].astype(float), counts.sum(axis=-1).astype(float)
        )

    def share(self, side: int) -> Floats:
        """(A + 1) / (S + 2); D for the side −1."""
        return np.asarray((self.on(side) + 1) / (self.seen + 2))

    def on(self, side: int) -> Floats:
        """Votes on one side."""
        return self.agree if side > 0 else self.disagree

    def others(self) -> "Tallies":
        """For each group everybody in the other groups."""
        return Tallies(*(part.sum(axis=0) - part for part in (self.agree, self.disagree, self.seen)))


def majority_z(votes: Floats, seen: Floats) -> Floats:
    """How far a share lies above one half: 2·√(S + 1)·((A + 1) / (S + 1) − ½)."""
    return 2 * np.sqrt(seen + 1) * ((votes + 1) / (seen + 1) - 0.5)


def difference_z(votes: Floats, seen: Floats, other_votes: Floats, other_seen: Floats) -> Floats:
    """How far a share lies above that of others."""
    one, other = (votes + 1) / (seen + 1), (other_votes + 1) / (other_seen + 1)
    pooled = np.minimum((votes + other_votes + 2) / (seen + other_seen + 2), 1.0)
    spread = np.sqrt(pooled * (1 - pooled) * (1 / (seen + 1) + 1 / (other_seen + 1)))
    return np.asarray(np.divide(one - other, spread, out=np.zeros_like(one), where=spread > 0))


def upper_tail(z: Floats) -> Floats:
    """The chance of a z at least as large where nothing is."""
    return np.asarray(ndtr(-z))


def strict_majority_z(votes: Floats, seen: Floats) -> Floats:
    """The same without pseudo-counts and with the continuity correction, for verdicts: never sure of few votes."""
    return (2 * votes - seen - 1) / np.sqrt(np.maximum(seen, 1))


def homogeneity_p(votes: Floats, seen: Floats) -> Floats:
    """Chi-square test that all groups have one share; 1 where it cannot be asked."""
    total, all_seen = votes.sum(axis=0), seen.sum(axis=0)
    pooled = np.divide(total, all_seen, out=np.zeros_like(total), where=all_seen > 0)
    variance = seen * pooled * (1 - pooled)
    square = np.divide((votes - seen * pooled) ** 2, variance, out=np.zeros_like(votes), where=variance > 0)
    freedom = np.maximum((seen > 0).sum(axis=0) - 1, 1)
    return np.where(all_seen > 0, np.asarray(chdtrc(freedom, square.sum(axis=0))), 1.0)


def adjusted(p: Floats) -> Floats:
    """Benjamini-Hochberg over all of them: below q, at most a share q of the findings is expected to be false."""
    flat = p.ravel()
    if not len(flat):
        return p
    order = np.argsort(flat, kind="stable")
    stepped = flat[order] * len(flat) / np.arange(1, len(flat) + 1)
    out = np.empty_like(flat)
    out[order] = np.minimum(np.minimum.accumulate(stepped[::-1])[::-1], 1.0)
    return out.reshape(p.shape)
