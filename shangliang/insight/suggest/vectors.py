"""A linear support vector machine with squared hinge loss, one label against the rest, by dual coordinate descent.

Method: Hsieh, Chang, Lin, Keerthi, Sundararajan, "A dual coordinate descent method for large-scale linear SVM"
(ICML 2008). Deterministic: the order in which samples are visited comes from a fixed seed."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# Places and values of the features that a sample has.
Row = tuple[NDArray[np.intp], Floats]
COST = 1.0
_EPOCHS = 60
_ORDERS = 10
_ENOUGH = 0.01


def fit(rows: Sequence[Row], width: int, labels: NDArray[np.intp], many: int) -> Floats:
    """Weights (label × feature, the last feature a constant 1); rare labels weigh as much as frequent ones."""
    # Compiled and large: only where something is learned.
    from shangliang.insight.suggest.descending import descend

    columns = np.concatenate([np.append(places, width) for places, _values in rows])
    data = np.concatenate([np.append(values, 1.0) for _places, values in rows])
    starts = np.cumsum([0, *(len(places) + 1 for places, _values in rows)])
    orders = np.array([np.random.default_rng(epoch).permutation(len(rows)) for epoch in range(_ORDERS)])
    found = np.empty((many, width + 1))
    for label in range(many):
        side = np.where(labels == label, 1.0, -1.0)
        found[label] = descend(data, columns, starts, side, _costs(side), width + 1, orders, _EPOCHS, _ENOUGH)
    return found


def margins(rows: Sequence[Row], weights: Floats) -> Floats:
    """How far each sample stands on the side of each label (sample × label)."""
    return np.array([weights[:, places] @ values + weights[:, -1] for places, values in rows])


def _costs(side: Floats) -> Floats:
    """What an error costs on either side: both sides together the same."""
    on = max(int((side > 0).sum()), 1)
    off = max(len(side) - on, 1)
    return COST * np.where(side > 0, len(side) / (2 * on), len(side) / (2 * off))
