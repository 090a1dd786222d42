"""Fitting probabilities to held-back answers, and the line below which the answer is "don't know"."""

import numpy as np
from numpy.typing import NDArray

from shangliang.insight.suggest.calibration import Calibration, Floats, softmax

# Of the answers called sure, so many in a hundred were right on texts that had been held back.
WANTED = 0.95
FEWEST_SURE = 20
# A probability that no answer reaches: nothing is called sure.
NEVER = 2.0
_FIRM = 1e-3


def calibrate(margins: Floats, labels: NDArray[np.intp]) -> Calibration:
    """Fit scale and shifts by likelihood on held-back margins, then draw the line of the sure ones."""
    # Large, and whoever only asks for learning to be done elsewhere needs none of it.
    from scipy.optimize import minimize

    rows, many = np.arange(len(labels)), margins.shape[1]

    def cost(given: Floats) -> tuple[float, Floats]:
        shares = softmax(np.exp(given[0]) * margins + given[1:])
        surprise = -np.log(np.maximum(shares[rows, labels], 1e-12)).mean()
        shares[rows, labels] -= 1
        slope_of_scale = np.exp(given[0]) * (shares * margins).sum() / len(labels)
        slopes = shares.mean(axis=0) + 2 * _FIRM * given[1:]
        return surprise + _FIRM * float(given[1:] @ given[1:]), np.concatenate([[slope_of_scale], slopes])

    found = minimize(cost, np.zeros(many + 1), jac=True, method="L-BFGS-B").x
    scale, shifts = float(np.exp(found[0])), np.asarray(found[1:])
    shares = softmax(scale * margins + shifts)
    return Calibration(scale, shifts, _sure_from(shares, labels))


def _sure_from(shares: Floats, labels: NDArray[np.intp]) -> float:
    """The lowest probability above which the held-back answers were right often enough."""
    best = shares.max(axis=1)
    order = np.argsort(-best, kind="stable")
    is_right = (shares.argmax(axis=1) == labels)[order]
    so_far = np.cumsum(is_right) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(so_far >= WANTED)
    if not len(enough) or enough[-1] + 1 < FEWEST_SURE:
        return NEVER
    return float(best[order][enough[-1]])
