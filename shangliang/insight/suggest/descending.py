"""The steps of the descent for one label, compiled."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@njit(cache=True)
def descend(
    data: Floats,
    columns: Ints,
    starts: Ints,
    side: Floats,
    costs: Floats,
    width: int,
    orders: Ints,
    epochs: int,
    enough: float,
) -> Floats:
    """Weights of one label, from samples as rows one after the other, each on one side at its cost."""
    many = len(side)
    weights, alpha, norms = np.zeros(width), np.zeros(many), np.zeros(many)
    for i in range(many):
        norms[i] = 0.5 / costs[i]
        for p in range(starts[i], starts[i + 1]):
            norms[i] += data[p] * data[p]
    for epoch in range(epochs):
        largest = 0.0
        for i in orders[epoch % len(orders)]:
            slope = alpha[i] * 0.5 / costs[i] - 1.0
            for p in range(starts[i], starts[i + 1]):
                slope += side[i] * weights[columns[p]] * data[p]
            step = slope if alpha[i] > 0 else min(slope, 0.0)
            largest = max(largest, abs(step))
            if step != 0.0:
                before = alpha[i]
                alpha[i] = max(before - slope / norms[i], 0.0)
                change = (alpha[i] - before) * side[i]
                for p in range(starts[i], starts[i + 1]):
                    weights[columns[p]] += change * data[p]
        if largest < enough:
            break
    return weights
