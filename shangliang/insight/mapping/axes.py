"""The two directions in which votes differ most, from seen votes alone.

Where unseen votes are filled with the mean of their statement and the mean is then taken off, an unseen cell is
exactly 0: the matrix of a principal component analysis is as sparse as the votes, and the map needs no other."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shangliang.insight.mapping.passes import BLOCK, covariance_times, means_of, placed
from shangliang.insight.mapping.votes import Packed

Floats = NDArray[np.float64]
SEED = 20260101
MOST_BLOCKS = 12
MOST_ROUNDS = 6
QUICK_BLOCKS = 5
CLOSE = 1e-6
# Below this share of the largest possible eigenvalue nothing is left to show.
NOTHING = 1e-12


@dataclass(frozen=True)
class Axes:
    """Components (2 × statements), their eigenvalues, means, and a block of directions to start from next time."""

    components: Floats
    eigenvalues: Floats
    mean: Floats
    spread: float
    block: Floats

    @property
    def shares(self) -> Floats:
        """The part of all differences that each axis shows."""
        return np.asarray(self.eigenvalues / (self.spread or 1.0))


def axes_of(packed: Packed, begin: Floats | None = None, close: float = CLOSE) -> Axes:
    """The two leading components; `begin` is an earlier block, from which a few passes suffice."""
    width = len(packed.statements)
    mean, square = means_of(packed.start, packed.column, packed.value, width)
    spread = float(square.sum())
    eigenvalues, block = _leading(packed, mean, begin, close)
    kept = eigenvalues[:2] > NOTHING * max(spread, 1.0)
    components = np.zeros((2, width))
    for axis in np.flatnonzero(kept):
        components[axis] = block[:, axis] * _sign(block[:, axis])
    return Axes(components, np.where(kept, eigenvalues[:2], 0.0), mean, spread, block)


def facing_like(axes: Axes, earlier: Floats) -> Axes:
    """The same axes, each turned to the side it had in the earlier components."""
    sides = np.where((axes.components * earlier).sum(axis=1) < 0, -1.0, 1.0)
    return Axes(axes.components * sides[:, None], axes.eigenvalues, axes.mean, axes.spread, axes.block)


def positions_of(packed: Packed, axes: Axes) -> Floats:
    """Each participant's place: the centred votes along both axes, × √(statements / seen)."""
    return placed(packed.start, packed.column, packed.value, axes.mean, axes.components)


def reach_of(packed: Packed) -> Floats:
    """How far of a complete place the votes of each carry: √(seen / statements)."""
    return np.sqrt(packed.seen / max(1, len(packed.statements)))


def statement_positions(axes: Axes) -> Floats:
    """The place of somebody who agreed with this one statement and saw no other."""
    width = len(axes.mean)
    return np.asarray((np.sqrt(width) * (1.0 - axes.mean) * axes.components).T)


def _sign(direction: Floats) -> float:
    return -1.0 if (direction**3).sum() < 0 else 1.0


def _leading(packed: Packed, mean: Floats, begin: Floats | None, close: float) -> tuple[Floats, Floats]:
    """Block Krylov with Rayleigh-Ritz, restarted from its best directions until both axes hold still."""
    if len(mean) <= BLOCK * MOST_BLOCKS:
        return _whole(packed, mean)
    block = _padded(begin, len(mean))
    eigenvalues = np.zeros(BLOCK)
    for _round in range(MOST_ROUNDS):
        eigenvalues, block, is_done = _krylov(packed, mean, block, close)
        if is_done:
            break
    return eigenvalues, block


def _whole(packed: Packed, mean: Floats) -> tuple[Floats, Floats]:
    """For few statements the whole covariance, four columns a pass."""
    width = len(mean)
    columns = np.eye(width, max(BLOCK, width + -width % BLOCK))
    parts = np.split(columns, columns.shape[1] // BLOCK, axis=1)
    image = [covariance_times(packed.start, packed.column, packed.value, mean, one.copy()) for one in parts]
    eigenvalues, turned = np.linalg.eigh(np.hstack(image)[:, :width])
    missing = max(0, BLOCK - width)
    leading = np.pad(eigenvalues[::-1][:BLOCK], (0, missing))
    return leading, np.ascontiguousarray(np.pad(turned[:, ::-1][:, :BLOCK], ((0, 0), (0, missing))))


def strength_of(packed: Packed) -> float:
    """A quick lower bound of the first eigenvalue, always in the same few passes: for comparing maps of one shape."""
    mean, _square = means_of(packed.start, packed.column, packed.value, len(packed.statements))
    if len(mean) <= BLOCK * QUICK_BLOCKS:
        return float(_whole(packed, mean)[0][0])
    return float(_krylov(packed, mean, _padded(None, len(mean)), 0.0, QUICK_BLOCKS)[0][0])


def _padded(begin: Floats | None, width: int) -> Floats:
    """Orthogonal directions to start from; new statements begin with chance."""
    block = np.random.default_rng(SEED).standard_normal((width, BLOCK))
    if begin is not None:
        block *= 1e-3
        block[: len(begin)] = begin
    return np.ascontiguousarray(np.linalg.qr(block)[0])


def _krylov(
    packed: Packed, mean: Floats, block: Floats, close: float, most: int = MOST_BLOCKS
) -> tuple[Floats, Floats, bool]:
    """The best directions within the span of the block and its images, and whether the first two hold still."""
    basis, image = [block], list[Floats]()
    while True:
        image.append(covariance_times(packed.start, packed.column, packed.value, mean, basis[-1]))
        whole, moved = np.hstack(basis), np.hstack(image)
        eigenvalues, turned = np.linalg.eigh(whole.T @ moved)
        best = np.argsort(eigenvalues)[::-1][:BLOCK]
        found, leading = whole @ turned[:, best], eigenvalues[best]
        wrong = np.linalg.norm(moved @ turned[:, best[:2]] - found[:, :2] * leading[:2], axis=0)
        if (wrong <= close * max(leading[0], NOTHING)).all():
            return leading, found, True
        if len(basis) == most:
            return leading, found, False
        basis.append(_next_block(image[-1], whole, float(leading[0])))


def _next_block(image: Floats, whole: Floats, scale: float) -> Floats:
    """What the image adds to all directions so far; zeros where it adds nothing."""
    fresh = image - whole @ (whole.T @ image)
    fresh -= whole @ (whole.T @ fresh)
    basis, sizes, _turned = np.linalg.svd(fresh, full_matrices=False)
    basis[:, sizes <= NOTHING * scale] = 0.0
    basis -= whole @ (whole.T @ basis)
    return np.ascontiguousarray(basis)
