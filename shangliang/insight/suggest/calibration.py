"""What probabilities mean: shares from margins, and how good held-back answers were."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_BINS = 10


@dataclass(frozen=True)
class Calibration:
    """A common scale, a shift for every label, and from which probability on an answer is called sure."""

    scale: float
    shifts: Floats
    sure_from: float

    def probabilities(self, margins: Floats) -> Floats:
        """One row a sample, adding up to 1."""
        return softmax(self.scale * margins + self.shifts)


@dataclass(frozen=True)
class Quality:
    """How good the suggestions were on past decisions that had been held back."""

    decisions: int
    accuracy: float
    macro_f1: float
    in_three: float
    sure_share: float
    sure_accuracy: float
    calibration_error: float


def softmax(values: Floats) -> Floats:
    """Shares that add up to 1, row by row."""
    raised = np.exp(values - values.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def quality(shares: Floats, labels: NDArray[np.intp], sure_from: float) -> Quality:
    """The figures of held-back answers."""
    answers, best = shares.argmax(axis=1), shares.max(axis=1)
    is_right, is_sure = answers == labels, best >= sure_from
    three = np.argsort(-shares, axis=1)[:, :3]
    return Quality(
        decisions=len(labels),
        accuracy=float(is_right.mean()),
        macro_f1=macro_f1(labels, answers),
        in_three=float((three == labels[:, None]).any(axis=1).mean()),
        sure_share=float(is_sure.mean()),
        sure_accuracy=float(is_right[is_sure].mean()) if is_sure.any() else 0.0,
        calibration_error=calibration_error(best, is_right),
    )


def macro_f1(labels: NDArray[np.intp], answers: NDArray[np.intp]) -> float:
    """The mean over labels of twice the hits among all that have or were given the label."""
    each = [
        2 * ((labels == one) & (answers == one)).sum() / ((labels == one).sum() + (answers == one).sum())
        for one in np.unique(labels)
    ]
    return float(np.mean(each))


def calibration_error(told: Floats, is_right: NDArray[np.bool_]) -> float:
    """The mean distance between told probability and share of right answers, over ten equal bins."""
    bins = np.minimum((told * _BINS).astype(int), _BINS - 1)
    gaps = [
        abs(told[bins == one].mean() - is_right[bins == one].mean()) * (bins == one).mean()
        for one in np.unique(bins)
    ]
    return float(sum(gaps))
